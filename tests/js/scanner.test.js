import assert from 'node:assert/strict';
import test from 'node:test';
import { createScanner } from '../../static/js/scanner.js';

const PICTURE = { videoWidth: 1280, videoHeight: 720 };

function setUp({ codes = [], ...deps } = {}) {
  const tracks = [{ stopped: 0, stop() { this.stopped += 1; } }];
  const asked = [];
  const mediaDevices = { getUserMedia: async (wish) => (asked.push(wish), { getTracks: () => tracks }) };
  class BarcodeDetector {
    static getSupportedFormats = async () => ['qr_code'];

    detect = async () => (codes.length > 0 ? [codes.shift()].filter(Boolean).map((rawValue) => ({ rawValue })) : []);
  }
  const video = { srcObject: null, play: async () => undefined, ...PICTURE };
  const pauses = [];
  const scanner = createScanner({ mediaDevices, BarcodeDetector, pause: () => new Promise((resolve) => setImmediate(resolve, pauses.push(1))), ...deps });
  const leaving = new AbortController();
  return { scanner, video, tracks, asked, pauses, leaving, scan: (accept = () => true) => scanner.scan(video, { accept, signal: leaving.signal }) };
}

const isReleased = ({ tracks, video }) => tracks.every(({ stopped }) => stopped === 1) && video.srcObject === null;

test('the first code that is meant is read, and the camera is let go', async () => {
  const phone = setUp({ codes: [null, 'https://other.example', 'ours'] });
  assert.equal(await phone.scan((text) => text === 'ours'), 'ours');
  assert.equal(phone.pauses.length, 2);
  assert.deepEqual(phone.asked, [{ video: { facingMode: 'environment' }, audio: false }]);
  assert.ok(isReleased(phone));
});

test('without a reader of the browser the vendored one looks at smaller pictures', async () => {
  const seen = [];
  const context = { drawImage: (...given) => seen.push(given.slice(1)), getImageData: (x, y, width, height) => ({ data: new Uint8ClampedArray(width * height * 4) }) };
  const made = [];
  const loadJsQr = async () => ({ jsQR: (data, width, height) => (made.push([data.length, width, height]), made.length > 1 ? { data: 'ours' } : null) });
  for (const BarcodeDetector of [undefined, { getSupportedFormats: async () => ['ean_13'] }, { getSupportedFormats: () => Promise.reject(new Error('no service')) }]) {
    [seen.length, made.length] = [0, 0];
    const phone = setUp({ BarcodeDetector, loadJsQr, makeCanvas: () => ({ getContext: () => context }) });
    assert.equal(await phone.scan(), 'ours');
    assert.deepEqual(seen[0], [0, 0, 640, 360]);
    assert.deepEqual(made[0], [640 * 360 * 4, 640, 360]);
    assert.ok(isReleased(phone));
  }
});

test('left while it looks: it ends, and the camera is let go', async () => {
  const phone = setUp();
  const looking = phone.scan();
  await new Promise((resolve) => setImmediate(resolve));
  phone.leaving.abort();
  assert.equal(await looking, null);
  assert.ok(isReleased(phone));
});

test('left before the person allowed it, or while a picture is taken away', async () => {
  const early = setUp();
  early.leaving.abort();
  assert.equal(await early.scan(), null);
  assert.ok(isReleased(early));
  const late = setUp();
  late.video.play = async () => { late.leaving.abort(); throw new DOMException('taken away', 'AbortError'); };
  assert.equal(await late.scan(), null);
  assert.ok(isReleased(late));
});

test('a picture that does not come yet is waited for; a broken one is told', async () => {
  const slow = setUp({ codes: ['ours'] });
  Object.defineProperty(slow.video, 'videoWidth', { get: () => (slow.pauses.length > 2 ? 640 : 0) });
  assert.equal(await slow.scan(), 'ours');
  const broken = setUp();
  broken.video.play = () => Promise.reject(new Error('no decoder'));
  await assert.rejects(broken.scan(), /no decoder/);
  assert.ok(isReleased(broken));
});

test('each reason why there is no camera has its sentence, and the other way', async () => {
  const sentences = new Set();
  for (const name of ['NotAllowedError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'SecurityError']) {
    const phone = setUp({ mediaDevices: { getUserMedia: () => Promise.reject(new DOMException('', name)) } });
    await assert.rejects(phone.scan(), (problem) => problem.code === 'camera-unavailable' && /type it instead/.test(problem.message) && Boolean(sentences.add(problem.message)));
  }
  assert.equal(sentences.size, 4);
  await assert.rejects(setUp({ mediaDevices: undefined }).scan(), { code: 'camera-unavailable' });
});
