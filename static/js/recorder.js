/**
 * The microphone of this phone while one speaks. Owns it from the press to the end, and lets go of it on every way out; a
 * lock does not wait. What was spoken is handed on second by second and not kept here. Used by media.js alone.
 */

import { CoupleBridgeError } from './core/errors.js';
import { t } from './core/i18n.js';

/** The microphone gives nothing; the message says why. */
export class MicrophoneUnavailableError extends CoupleBridgeError {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.code = 'microphone-unavailable';
  }
}

/** What plays everywhere first; then what the others can make. */
const TYPES = Object.freeze(['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']);
const BITS_A_SECOND = 32_000;
const PIECE_MS = 1_000;
const ANALYSED_SAMPLES = 256;

/** @typedef {{ media: string, level: () => number, stop: () => Promise<void> }} Running level: 0 to 1, how loud it is right now; stop: resolves when the last piece was handed on */

/**
 * @param {{
 *   mediaDevices: MediaDevices | undefined, MediaRecorder: typeof globalThis.MediaRecorder | undefined,
 *   AudioContext?: typeof globalThis.AudioContext,
 * }} deps absent without HTTPS, and in some browsers
 */
export function createRecorder({ mediaDevices, MediaRecorder, AudioContext }) {
  /** @type {(() => void) | null} */
  let cut = null;

  /** @returns {Promise<MediaStream>} @throws {MicrophoneUnavailableError} */
  async function open() {
    if (!mediaDevices?.getUserMedia || !MediaRecorder) throw new MicrophoneUnavailableError(t('This browser cannot record here. You can write it instead.'));
    try {
      return await mediaDevices.getUserMedia({ audio: true, video: false });
    } catch (cause) {
      throw new MicrophoneUnavailableError(wordsFor(/** @type {Error} */ (cause).name), { cause });
    }
  }

  return {
    /** Whether there is anything to record with; asks for nothing. */
    isThere: () => Boolean(mediaDevices?.getUserMedia && MediaRecorder),

    /**
     * Asks the person for the microphone; to be called right after a press.
     * @param {{ onStart: (media: string) => void, onPiece: (bytes: Uint8Array<ArrayBuffer>) => void, onCut: () => void }} listener
     *   onCut: it ended by itself, as when a call comes in
     * @returns {Promise<Running>}
     * @throws {MicrophoneUnavailableError}
     */
    async start({ onStart, onPiece, onCut }) {
      const stream = await open();
      const Recorder = /** @type {typeof globalThis.MediaRecorder} */ (MediaRecorder);
      const mimeType = TYPES.find((type) => Recorder.isTypeSupported(type));
      const recorder = new Recorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: BITS_A_SECOND });
      const meter = meterOf(stream, AudioContext);
      let isHandingOn = true;
      /** One after the other, in the order in which they came. @type {Promise<void>} */
      let pieces = Promise.resolve();
      const letGo = () => {
        for (const track of stream.getTracks()) track.stop();
        meter.close();
        cut = null;
      };
      const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.addEventListener('dataavailable', ({ data }) => {
        if (!isHandingOn || data.size === 0) return;
        const reading = data.arrayBuffer();
        pieces = pieces.then(async () => {
          const bytes = new Uint8Array(await reading);
          if (isHandingOn) onPiece(bytes);
        });
      });
      recorder.addEventListener('stop', () => {
        const isByItself = cut !== null;
        letGo();
        if (isByItself) void pieces.then(onCut);
      });
      cut = () => {
        isHandingOn = false;
        letGo();
        if (recorder.state !== 'inactive') recorder.stop();
      };
      onStart(mimeType ?? recorder.mimeType);
      recorder.start(PIECE_MS);
      return {
        media: mimeType ?? recorder.mimeType,
        level: meter.level,
        async stop() {
          cut = null;
          if (recorder.state !== 'inactive') recorder.stop();
          await ended;
          await pieces;
        },
      };
    },

    /** In the moment of a lock: the microphone is off, and nothing more is handed on. */
    halt: () => cut?.(),
  };
}

/** @param {MediaStream} stream @param {typeof globalThis.AudioContext | undefined} AudioContext @returns {{ level: () => number, close: () => void }} */
function meterOf(stream, AudioContext) {
  if (!AudioContext) return { level: () => 0, close: () => undefined };
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = ANALYSED_SAMPLES;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  return {
    level() {
      analyser.getByteTimeDomainData(samples);
      return Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 128;
    },
    close: () => void context.close().catch(() => undefined), // closed already
  };
}

/** @param {string} name of what getUserMedia threw @returns {string} */
function wordsFor(name) {
  if (name === 'NotAllowedError') return t('This page may not use the microphone. You can allow it in the settings of your browser, or write it instead.');
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return t('No microphone was found. You can write it instead.');
  if (name === 'NotReadableError') return t('The microphone is in use elsewhere. Close the other app and try again, or write it instead.');
  return t('This browser cannot record here. You can write it instead.');
}
