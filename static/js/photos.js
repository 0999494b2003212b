/**
 * A picture from this phone, made fit to be kept: turned upright, at most 2,048 pixels, drawn anew. What a camera writes
 * beside a picture (where and when it was taken, by which phone) is not drawn, and so it is gone. Used by media.js alone.
 */

import { CoupleBridgeError } from './core/errors.js';
import { t } from './core/i18n.js';

/** The picture cannot be read here; the message says so, and what to do. */
export class PhotoUnreadableError extends CoupleBridgeError {
  /** @param {string} message @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, options);
    this.code = 'photo-unreadable';
  }
}

/** @typedef {{ kind: "photo", media: string, content: Uint8Array<ArrayBuffer>, width: number, height: number, thumbnail?: Uint8Array<ArrayBuffer> }} Photo */

const MEDIA = 'image/jpeg';
const SIDE_PX = 2_048;
const THUMBNAIL_PX = 128;
const THUMBNAIL_BYTES = 12_000;
const [QUALITY, THUMBNAIL_QUALITY] = [0.82, 0.6];
/** More than any phone takes; a page that decodes it may die. */
const [FILE_BYTES_MOST, PIXELS_MOST] = [80 * 1024 * 1024, 120_000_000];
const HEIC = /\.hei[cf]s?$|^image\/hei[cf]/i;

/**
 * @param {{
 *   makeImage?: () => HTMLImageElement, makeCanvas?: () => HTMLCanvasElement,
 *   urls?: Pick<typeof URL, "createObjectURL" | "revokeObjectURL">,
 * }} [deps]
 */
export function createPhotos({ makeImage = () => new Image(), makeCanvas = () => document.createElement('canvas'), urls = URL } = {}) {
  /** @param {File} file @returns {Promise<{ image: HTMLImageElement, letGo: () => void }>} decoded, its turn already applied */
  async function decode(file) {
    const image = makeImage();
    const url = urls.createObjectURL(file);
    try {
      image.src = url;
      await image.decode();
    } catch (cause) {
      urls.revokeObjectURL(url);
      throw unreadable(file, cause);
    }
    return { image, letGo: () => urls.revokeObjectURL(url) };
  }

  /**
   * @param {HTMLImageElement} image
   * @param {{ from: { x: number, y: number, width: number, height: number }, width: number, height: number, quality: number }} how
   * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
   */
  async function draw(image, { from, width, height, quality }) {
    const canvas = makeCanvas();
    [canvas.width, canvas.height] = [width, height];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    // What is see-through would turn black in a JPEG.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, from.x, from.y, from.width, from.height, 0, 0, width, height);
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, MEDIA, quality));
    [canvas.width, canvas.height] = [0, 0]; // a phone that keeps large canvases runs out of memory
    return blob && blob.type === MEDIA ? new Uint8Array(await blob.arrayBuffer()) : null;
  }

  return {
    /**
     * @param {File} file as it was picked
     * @returns {Promise<Photo>}
     * @throws {PhotoUnreadableError}
     */
    async prepare(file) {
      if (file.size === 0 || file.size > FILE_BYTES_MOST) throw unreadable(file);
      const { image, letGo } = await decode(file);
      try {
        const [naturalWidth, naturalHeight] = [image.naturalWidth, image.naturalHeight];
        if (naturalWidth * naturalHeight === 0 || naturalWidth * naturalHeight > PIXELS_MOST) throw unreadable(file);
        const scale = Math.min(1, SIDE_PX / Math.max(naturalWidth, naturalHeight));
        const [width, height] = [naturalWidth, naturalHeight].map((side) => Math.max(1, Math.round(side * scale)));
        const content = await draw(image, { from: { x: 0, y: 0, width: naturalWidth, height: naturalHeight }, width, height, quality: QUALITY });
        if (!content) throw unreadable(file);
        const thumbnail = await draw(image, { from: middleOf(naturalWidth, naturalHeight), width: THUMBNAIL_PX, height: THUMBNAIL_PX, quality: THUMBNAIL_QUALITY });
        return { kind: 'photo', media: MEDIA, content, width, height, ...(thumbnail && thumbnail.length <= THUMBNAIL_BYTES ? { thumbnail } : {}) };
      } catch (cause) {
        throw cause instanceof DOMException ? unreadable(file, cause) : cause;
      } finally {
        letGo();
      }
    },
  };
}

/** @param {number} width @param {number} height @returns {{ x: number, y: number, width: number, height: number }} the square in the middle */
function middleOf(width, height) {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}

/** @param {File} file @param {unknown} [cause] */
function unreadable(file, cause) {
  const words = HEIC.test(file.name) || HEIC.test(file.type)
    ? t('This browser cannot read pictures of the kind HEIC. Nothing was changed. Take a screenshot of it, or save it as JPEG, and try again.')
    : t('This picture could not be read: it may be damaged, too large, or of a kind that this browser does not know. Nothing was changed.');
  return new PhotoUnreadableError(words, { cause });
}
