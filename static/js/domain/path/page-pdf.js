/**
 * A page of plain lines as a PDF (ISO 32000-1, the parts that a page of text needs), made on the phone. It uses a face that
 * every reader has, so it holds the letters of western Europe (WinAnsiEncoding, annex D); for others there is the print sheet.
 * Written here because the libraries for it weigh two to three times as much as the whole app (docs/decisions/0004).
 */

const [PAGE_WIDTH, PAGE_HEIGHT, MARGIN] = [595, 842, 64];
const [SIZE, LEADING, GAP, TITLE_SIZE] = [11, 16, 8, 16];
/** Between the controls and the letters of Latin-1: what WinAnsiEncoding has from 80 to 9f, a space where it has nothing. */
const SIGNS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const LATIN = Array.from({ length: 224 }, (_, at) => (at >= 96 && at < 128 ? SIGNS[at - 96] : String.fromCharCode(at + 32)));
/** @type {Map<string, number>} letter → code; of two places for a space the first */
const ENCODER = new Map(LATIN.map((letter, at) => /** @type {[string, number]} */ ([letter, at + 32])).filter(([letter, code]) => letter !== ' ' || code === 32));
/** Widths of Helvetica from the space to ~, in thousandths (Adobe, Core 14 metrics); letters with accents are as wide as without. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const WIDEST = 1_000;

/** @param {string} text @returns {boolean} every letter of it has a place in the face that readers have */
export const fitsPdf = (text) => [...text.normalize('NFC').replaceAll('\n', '')].every((letter) => ENCODER.has(letter));

/** @param {string} word @param {number} size @returns {number} in points, never less than it is */
function widthOf(word, size) {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [...plain].reduce((sum, letter) => sum + (WIDTHS[letter.charCodeAt(0) - 32] ?? WIDEST), 0) * (size / 1_000);
}

/** @param {string} text @param {number} size @returns {string[]} lines that fit between the margins */
function wrapped(text, size) {
  const room = PAGE_WIDTH - 2 * MARGIN;
  return text.split('\n').flatMap((paragraph) => paragraph.split(/\s+/).reduce((/** @type {string[]} */ lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= room) return [...lines.slice(0, -1), `${last} ${word}`];
    return [...lines, ...pieces(word, size, room)];
  }, []));
}

/** A word that is longer than a line. @param {string} word @param {number} size @param {number} room @returns {string[]} */
function pieces(word, size, room) {
  const found = [''];
  for (const letter of word) {
    if (widthOf(found[found.length - 1] + letter, size) > room) found.push('');
    found[found.length - 1] += letter;
  }
  return found;
}

/** @param {string} text @returns {string} a hexadecimal string: no letter of it can end the string */
const hexOf = (text) => `<${[...text].map((letter) => /** @type {number} */ (ENCODER.get(letter)).toString(16).padStart(2, '0')).join('')}>`;

/**
 * @param {string} title
 * @param {string[]} paragraphs all of which `fitsPdf`
 * @returns {Uint8Array<ArrayBuffer>} a whole file; it names no program, person or time
 */
export function pagePdf(title, paragraphs) {
  const rows = [...wrapped(title.normalize('NFC'), TITLE_SIZE).map((text) => ({ text, size: TITLE_SIZE, gap: 0 })),
    ...paragraphs.flatMap((paragraph) => wrapped(paragraph.normalize('NFC'), SIZE).map((text, at) => ({ text, size: SIZE, gap: at === 0 ? GAP : 0 })))];
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

/** @param {string[]} objects ASCII @returns {Uint8Array<ArrayBuffer>} with the table of where each begins */
function assembled(objects) {
  let file = '%PDF-1.4\n';
  const begins = objects.map((object, at) => {
    const begin = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return begin;
  });
  const table = [`0 ${objects.length + 1}`, '0000000000 65535 f ', ...begins.map((begin) => `${String(begin).padStart(10, '0')} 00000 n `)];
  const end = `xref\n${table.join('\n')}\ntrailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file + end);
}
