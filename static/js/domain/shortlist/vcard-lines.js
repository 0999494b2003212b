/** The lines of a contact as phones write them (RFC 6350, and 2.1 and 3.0 before it): unfolded, decoded, with their name and what they say of themselves. */
import { decodeText } from './text-file.js';

/** @typedef {{ name: string, params: string, value: string }} Line */

const QUOTED_PRINTABLE = /^[^:]*quoted-printable/i;
const BYTE_OR_LETTER = /=([0-9A-F]{2})|([^])/giu;

/** @param {string} card @returns {Line[]} */
export function readVcardLines(card) {
  /** @type {{ text: string, isQuoted: boolean }[]} */
  const lines = [];
  for (const text of card.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1);
    // A "=" at the end goes on only where the line is quoted-printable: a photo may end in one.
    if (last?.isQuoted && last.text.endsWith('=')) last.text = last.text.slice(0, -1) + text;
    else if (last && /^[ \t]/.test(text)) last.text += text.slice(1);
    else lines.push({ text, isQuoted: QUOTED_PRINTABLE.test(text) });
  }
  return lines.map(lineOf);
}

/** @param {{ text: string, isQuoted: boolean }} line @returns {Line} */
function lineOf({ text, isQuoted }) {
  const colon = colonOf(text);
  const [name, ...params] = text.slice(0, colon).split(';');
  const value = text.slice(colon + 1);
  return { name: name.replace(/^.*\./, '').trim().toUpperCase(), params: params.join(';'), value: isQuoted ? quotedPrintable(value) : value };
}

/** @param {string} text @returns {number} where the value begins; a colon in quotation marks is part of a parameter */
function colonOf(text) {
  let isInQuotes = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isInQuotes = !isInQuotes;
    if (text[at] === ':' && !isInQuotes) return at;
  }
  return text.length;
}

/** Whatever set of characters it was written in, said or not. @param {string} value @returns {string} */
function quotedPrintable(value) {
  return decodeText(Uint8Array.from([...value.matchAll(BYTE_OR_LETTER)].flatMap(([, hex, letter]) => (hex ? [Number.parseInt(hex, 16)] : [...new TextEncoder().encode(letter)]))));
}
