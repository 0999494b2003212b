/**
 * A journal, or one page of it, as a PDF made on the phone. Words go into the face that every reader has. A paragraph with
 * letters that this face has not (another script, from right to left, a smiley) is drawn by the phone with its own faces, so
 * that no letter becomes a box or another one; such words can be read and printed, and not searched (docs/decisions/0004).
 */
import { createBreather } from '../../core/breather.js';
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';
import { fitsPdf, hexOf, wrapped } from './face.js';
import { assembled, deflated } from './file.js';

/** @typedef {import('./file.js').Bytes} Bytes */
/** @typedef {{ widthPx: number, heightPx: number, gray: Bytes }} Picture of one line; a byte for each point, 255 is paper */
/** @typedef {(text: string, look: { sizePt: number, roomPt: number, scale: number, isStrong: boolean }) => { lines: Picture[], isRtl: boolean }} Draw scale: points of a picture in one of the paper; with the browser's own faces */
/** @typedef {{ size: number, lead: number, gap: number, face: 'F1' | 'F2', indent: number }} Look in points */
/** @typedef {Look & { text?: string, picture?: Picture, isRtl?: boolean }} Row */
/** @typedef {{ signal?: AbortSignal, onProgress?: (share: number) => void, breathe?: () => Promise<void> }} How share: 0 … 1 */

const [PAGE_WIDTH, PAGE_HEIGHT, MARGIN] = [595, 842, 64];
const SCALE = 3;
/** A heading's face is a little wider than what the widths of the other say. */
const STRONG_ROOM = 0.9;
/** @type {[RegExp, Look][]} as markdown.js begins its lines */
const LOOKS = [
  [/^# /, { size: 18, lead: 26, gap: 22, face: 'F2', indent: 0 }],
  [/^## /, { size: 13, lead: 19, gap: 18, face: 'F2', indent: 0 }],
  [/^### /, { size: 10, lead: 15, gap: 8, face: 'F2', indent: 0 }],
  [/^> /, { size: 11, lead: 16, gap: 0, face: 'F1', indent: 14 }],
];
/** @type {Look} */
const PLAIN = { size: 11, lead: 16, gap: 0, face: 'F1', indent: 0 };
const GAP = 6;
/** A line of its own between two stars: how markdown.js writes feelings. */
const FEELINGS = /^\*([^*]+)\*$/;

/** The person stopped it. */
export class PdfStoppedError extends DomainError {
  constructor() {
    super('pdf-stopped', t('Stopped. No file was made.'));
  }
}

/** What kept a sign from acting in Markdown. @param {string} line */
const asWritten = (line) => line.replace(/\\([\\<[`#>+-]|\d+\.)/g, '$1').replaceAll(/[\u0000-\u001f\u007f]/g, ' ').normalize('NFC');

/** @param {string} line of Markdown that markdown.js made @returns {{ text: string, look: Look }} */
function paragraphOf(line) {
  const [begins, look] = LOOKS.find(([pattern]) => pattern.test(line)) ?? [FEELINGS, PLAIN];
  return { text: asWritten(line.replace(begins, look === PLAIN ? '$1' : '')), look };
}

/** @param {string} line @param {boolean} isAfterGap @param {Draw} draw @returns {Row[]} */
function rowsOf(line, isAfterGap, draw) {
  const { text, look } = paragraphOf(line);
  const [room, isStrong] = [PAGE_WIDTH - 2 * MARGIN - look.indent, look.face === 'F2'];
  const gapOf = (/** @type {number} */ at) => (at > 0 ? 0 : look.gap || (isAfterGap ? GAP : 0));
  if (fitsPdf(text)) return wrapped(text, look.size, isStrong ? room * STRONG_ROOM : room).map((words, at) => ({ ...look, text: words, gap: gapOf(at) }));
  const { lines, isRtl } = draw(text, { sizePt: look.size, roomPt: room, scale: SCALE, isStrong });
  return lines.map((picture, at) => ({ ...look, picture, isRtl, gap: gapOf(at) }));
}

/** @param {Row} row @param {number} y @param {string} name of its picture @returns {string} how it is put on its page */
function put({ text, size, face, indent, picture, isRtl }, y, name) {
  // not a text: what a PDF is made of
  if (!picture) return `BT /${face} ${size} Tf ${MARGIN + indent} ${y} Td ${hexOf(/** @type {string} */ (text))} Tj ET`;
  const [width, height] = [picture.widthPx / SCALE, picture.heightPx / SCALE];
  const x = isRtl ? PAGE_WIDTH - MARGIN - indent - width : MARGIN + indent;
  // A drawing has room for what hangs below the line.
  return `q ${width.toFixed(2)} 0 0 ${height.toFixed(2)} ${x.toFixed(2)} ${(y - height / 3).toFixed(2)} cm /${name} Do Q`;
}

/** @param {Row[]} rows @returns {{ row: Row, y: number }[][]} */
function pagesOf(rows) {
  let y = PAGE_HEIGHT - MARGIN;
  /** @type {{ row: Row, y: number }[][]} */
  const pages = [[]];
  for (const row of rows) {
    y -= row.gap + row.lead;
    if (y < MARGIN) {
      pages.push([]);
      y = PAGE_HEIGHT - MARGIN - row.lead;
    }
    pages[pages.length - 1].push({ row, y });
  }
  return pages;
}

/** @param {{ row: Row, y: number }[]} page @param {number} parent @param {number} first number of its first object @returns {Promise<import('./file.js').PdfObject[]>} the page, what stands on it, and its pictures */
async function objectsOf(page, parent, first) {
  const pictures = page.flatMap(({ row: { picture } }) => picture ?? []);
  const nameOf = (/** @type {Picture | undefined} */ picture) => `P${pictures.indexOf(/** @type {Picture} */ (picture))}`;
  const content = page.map(({ row, y }) => put(row, y, nameOf(row.picture))).join('\n');
  const named = pictures.map((picture, at) => `/${nameOf(picture)} ${first + 2 + at} 0 R`).join(' ');
  return [
    `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << ${named} >> >> /Contents ${first + 1} 0 R >>`,
    { head: '/Filter /FlateDecode', stream: await deflated(new TextEncoder().encode(content)) },
    ...(await Promise.all(pictures.map(async ({ widthPx, heightPx, gray }) => ({
      head: `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`, stream: await deflated(gray),
    })))),
  ];
}

const font = (/** @type {string} */ name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/**
 * @param {string} markdown that markdown.js made
 * @param {Draw} draw
 * @param {How} [how]
 * @returns {Promise<{ file: Bytes, isDrawn: boolean }>} isDrawn: some of its words are pictures
 * @throws {PdfStoppedError}
 */
export async function journalPdf(markdown, draw, { signal, onProgress = () => undefined, breathe = createBreather() } = {}) {
  const lines = markdown.trimEnd().split('\n');
  const go = async (/** @type {number} */ share) => {
    if (signal?.aborted) throw new PdfStoppedError();
    onProgress(share);
    await breathe();
  };
  /** @type {Row[]} */
  const rows = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() !== '') rows.push(...rowsOf(line, at > 0 && lines[at - 1].trim() === '', draw));
    await go((at + 1) / lines.length / 2);
  }
  const pages = pagesOf(rows);
  const [objects, kids] = [/** @type {import('./file.js').PdfObject[]} */ ([]), /** @type {number[]} */ ([])];
  for (const [at, page] of pages.entries()) {
    kids.push(5 + objects.length);
    objects.push(...(await objectsOf(page, 2, 5 + objects.length)));
    await go(0.5 + (at + 1) / pages.length / 2);
  }
  const tree = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  return { file: assembled(['<< /Type /Catalog /Pages 2 0 R >>', tree, font('Helvetica'), font('Helvetica-Bold'), ...objects]), isDrawn: rows.some(({ picture }) => picture) };
}
