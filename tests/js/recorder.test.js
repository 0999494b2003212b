import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecorder } from '../../static/js/recorder.js';

/** A microphone made of memory. */
function makePhone({ refuse = null, types = ['audio/webm;codecs=opus'] } = {}) {
  const made = { tracks: [{ stopped: false, stop() { this.stopped = true; } }], recorder: null, closed: 0 };
  const stream = { getTracks: () => made.tracks };
  class MediaRecorder extends EventTarget {
    static isTypeSupported = (type) => types.includes(type);
    constructor(_, options) {
      super();
      Object.assign(this, { state: 'inactive', options, mimeType: 'audio/own' });
      made.recorder = this;
    }

    start() { this.state = 'recording'; }

    say(text) { this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([text]) })); }

    stop() {
      this.state = 'inactive';
      queueMicrotask(() => {
        this.say('last');
        this.dispatchEvent(new Event('stop'));
      });
    }
  }
  class AudioContext {
    createAnalyser = () => ({ fftSize: 0, getByteTimeDomainData: (samples) => samples.fill(192) });
    createMediaStreamSource = () => ({ connect: () => undefined });
    close = async () => void (made.closed += 1);
  }
  const mediaDevices = { getUserMedia: async () => (refuse ? Promise.reject(Object.assign(new Error(), { name: refuse })) : stream) };
  return { made, recorder: createRecorder({ mediaDevices, MediaRecorder, AudioContext }) };
}

const heard = () => {
  const log = { media: [], pieces: [], cuts: 0 };
  return { log, listener: { onStart: (media) => log.media.push(media), onPiece: (bytes) => log.pieces.push(Buffer.from(bytes).toString()), onCut: () => void (log.cuts += 1) } };
};

test('what is spoken is handed on in order, the last of it too, and the microphone is let go of', async () => {
  const { made, recorder } = makePhone();
  const { log, listener } = heard();
  const running = await recorder.start(listener);
  assert.equal(running.level(), 0.5);
  for (const word of ['one', '', 'two']) made.recorder.say(word);
  await running.stop();
  assert.deepEqual(log, { media: ['audio/webm;codecs=opus'], pieces: ['one', 'two', 'last'], cuts: 0 });
  assert.deepEqual([made.tracks[0].stopped, made.closed, made.recorder.options.audioBitsPerSecond], [true, 1, 32_000]);
  recorder.halt();
});

test('a lock does not wait: the microphone is off at once, and nothing more is handed on', async () => {
  const { made, recorder } = makePhone();
  const { log, listener } = heard();
  await recorder.start(listener);
  made.recorder.say('on its way');
  recorder.halt();
  assert.equal(made.tracks[0].stopped, true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([log.pieces, log.cuts], [[], 0]);
});

test('a call that takes the microphone ends it, and whoever listens is told', async () => {
  const { made, recorder } = makePhone();
  const { log, listener } = heard();
  await recorder.start(listener);
  made.recorder.stop();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([log.pieces, log.cuts, made.tracks[0].stopped], [['last'], 1, true]);
});

test('what plays everywhere is taken first, and what the browser makes by itself where it knows none of ours', async () => {
  for (const [types, media] of [[['audio/webm;codecs=opus', 'audio/mp4;codecs=mp4a.40.2'], 'audio/mp4;codecs=mp4a.40.2'], [[], 'audio/own']]) {
    const { recorder } = makePhone({ types });
    const { log, listener } = heard();
    await (await recorder.start(listener)).stop();
    assert.deepEqual(log.media, [media]);
  }
});

test('why there is no microphone is said in words, and a browser without one is known before anybody is asked', async () => {
  for (const [refuse, words] of [['NotAllowedError', /may not use/], ['NotFoundError', /No microphone/], ['NotReadableError', /in use elsewhere/], ['OddError', /cannot record/]]) {
    await assert.rejects(makePhone({ refuse }).recorder.start(heard().listener), (problem) => problem.code === 'microphone-unavailable' && words.test(problem.message));
  }
  const none = createRecorder({ mediaDevices: undefined, MediaRecorder: undefined });
  assert.equal(none.isThere(), false);
  assert.equal(makePhone().recorder.isThere(), true);
  await assert.rejects(none.start(heard().listener), /cannot record/);
  none.halt();
});
