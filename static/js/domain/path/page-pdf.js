/**
 * A page of plain lines as a PDF (ISO 32000-1, the parts that a page of text needs), made on the phone. It uses a face that
 * every reader has, so it holds the letters of western Europe (WinAnsiEncoding, annex D); for others there is the print sheet.
 * Written here because the libraries for it weigh two to three times as much as the whole app (docs/decisions/0004).
 */
import { assembled } from '../pdf/file.js';
import { hexOf, wrapped } from '../pdf/face.js';

export { fitsPdf } from '../pdf/face.js';

const [PAGE_WIDTH, PAGE_HEIGHT, MARGIN] = [595, 842, 64];
const ROOM = PAGE_WIDTH - 2 * MARGIN;
const [SIZE, LEADING, GAP, TITLE_SIZE] = [11, 16, 8, 16];
/**
 * @param {string} title
 * @param {string[]} paragraphs all of which `fitsPdf`
 * @returns {Uint8Array<ArrayBuffer>} a whole file; it names no program, person or time
 */
export function pagePdf(title, paragraphs) {
  const rows = [...wrapped(title.normalize('NFC'), TITLE_SIZE, ROOM).map((text) => ({ text, size: TITLE_SIZE, gap: 0 })),
    ...paragraphs.flatMap((paragraph) => wrapped(paragraph.normalize('NFC'), SIZE, ROOM).map((text, at) => ({ text, size: SIZE, gap: at === 0 ? GAP : 0 })))];
  // not a text: what a PDF is made of
  const streams = pagesOf(rows).map((page) => page.map(({ text, size, x, y }) => `BT /F1 ${size} Tf ${x} ${y} Td ${hexOf(text)} Tj ET`).join('\n'));
  const first = 4;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${streams.length} /Kids [${streams.map((_, at) => `${first + 2 * at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...streams.flatMap((stream, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * at + 1} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  return assembled(objects);
}

/** @param {{ text: string, size: number, gap: number }[]} rows @returns {{ text: string, size: number, x: number, y: number }[][]} */
function pagesOf(rows) {
  let y = PAGE_HEIGHT - MARGIN;
  /** @type {{ text: string, size: number, x: number, y: number }[][]} */
  const pages = [[]];
  for (const { text, size, gap } of rows) {
    y -= gap + (size / SIZE) * LEADING;
    if (y < MARGIN) {
      pages.push([]);
      y = PAGE_HEIGHT - MARGIN - LEADING;
    }
    pages[pages.length - 1].push({ text, size, x: MARGIN, y: Math.round(y) });
  }
  return pages;
}
