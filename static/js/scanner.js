/**
 * Reads a QR code with the camera of this phone. Owns the camera while it looks, and lets go of it on
 * every way out. Pictures never leave this file; what was read is handed to whoever asked.
 * Used by parts.js alone.
 */

import { CoupleBridgeError } from './core/errors.js';
import { t } from './core/i18n.js';

/** The camera gives nothing; the message says why, and that there is another way. */
export class CameraUnavailableError extends CoupleBridgeError {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.code = 'camera-unavailable';
  }
}

/** @typedef {(video: HTMLVideoElement) => Promise<string | null>} ReadFrame */

const BETWEEN_LOOKS_MS = 120;
/** Wide enough for a dense code, small enough for a slow phone. */
const FRAME_PX = 640;

/**
 * @param {object} deps
 * @param {MediaDevices | undefined} deps.mediaDevices absent without HTTPS
 * @param {any} [deps.BarcodeDetector] the browser's own reader, where there is one
 * @param {() => Promise<{ jsQR: typeof import('./vendor/jsqr-1.4.0.js').jsQR }>} [deps.loadJsQr]
 * @param {() => HTMLCanvasElement} [deps.makeCanvas]
 * @param {(ms: number) => Promise<void>} [deps.pause]
 */
export function createScanner({
  mediaDevices, BarcodeDetector,
  loadJsQr = () => import('./vendor/jsqr-1.4.0.js'),
  makeCanvas = () => document.createElement('canvas'),
  pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}) {
  /** @returns {Promise<ReadFrame>} */
  async function makeReader() {
    // A browser may have the name and no reader behind it.
    const formats = await BarcodeDetector?.getSupportedFormats().catch(() => []);
    if (formats?.includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
    }
    const { jsQR } = await loadJsQr();
    const canvas = makeCanvas();
    return async (video) => {
      const scale = Math.min(1, FRAME_PX / Math.max(video.videoWidth, video.videoHeight));
      [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(data, canvas.width, canvas.height)?.data ?? null;
    };
  }

  /** @returns {Promise<MediaStream>} @throws {CameraUnavailableError} */
  async function openCamera() {
    if (!mediaDevices?.getUserMedia) throw new CameraUnavailableError(t('The camera cannot be used here. You can type it instead.'));
    try {
      return await mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    } catch (cause) {
      throw new CameraUnavailableError(wordsFor(/** @type {Error} */ (cause).name), { cause });
    }
  }

  return {
    /**
     * Looks until `accept` takes what was read. Asks the person for the camera.
     * @param {HTMLVideoElement} video where the picture is shown
     * @param {{ accept: (text: string) => boolean, signal: AbortSignal }} options accept: false for a code that is not meant
     * @returns {Promise<string | null>} null: ended by the signal
     * @throws {CameraUnavailableError}
     */
    async scan(video, { accept, signal }) {
      const stream = await openCamera();
      try {
        if (signal.aborted) return null;
        video.srcObject = stream;
        const [read] = await Promise.all([makeReader(), video.play()]);
        while (!signal.aborted) {
          const text = video.videoWidth > 0 ? await read(video) : null;
          if (text !== null && !signal.aborted && accept(text)) return text;
          await pause(BETWEEN_LOOKS_MS);
        }
        return null;
      } catch (problem) {
        // The picture was taken away in the middle of a look: that is the way out, not an error.
        if (signal.aborted) return null;
        throw problem;
      } finally {
        for (const track of stream.getTracks()) track.stop();
        video.srcObject = null;
      }
    },
  };
}

/** @param {string} name of what getUserMedia threw @returns {string} */
function wordsFor(name) {
  if (name === 'NotAllowedError') return t('This page may not use the camera. You can allow it in the settings of your browser, or type it instead.');
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return t('No camera was found. You can type it instead.');
  if (name === 'NotReadableError') return t('The camera is in use elsewhere. Close the other app and try again, or type it instead.');
  return t('The camera cannot be used here. You can type it instead.');
}
