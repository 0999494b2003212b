/**
 * The JSON export of Day One (its public format: `entries` with uuid, creationDate, text in Markdown …). Its words, tags and
 * days become pages; places, weather and all files beside it are not taken, and told.
 */
import { localDay } from '../check-in/rules.js';
import { MAX_TEXT_CHARACTERS, newEntry } from '../entries.js';
import { objectOf } from './file.js';
import { createPlan, freshName } from './plan.js';
import { isShaped, isTooOld, markOf, timeOf, wordsOf } from './values.js';

export const FROM = 'day-one';
const UUID = /^[\w-]{8,64}$/;
/** A picture, or another file, that stands in the text. */
const PICTURES = /!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)/g;
const LINKS = /\[([^\][\n]{0,500})\]\([^()\n]{0,1000}\)/g;
const ESCAPES = /\\([\\`*_{}[\]()#+\-.!|>~<=:"'$&^%@/,;?])/g;
/** What is longer is no page that anybody wrote. */
const LETTERS_MOST = 1_000_000;

/** Which files and details it can hold, each with the name under which it is told. @type {[string, import('./report.js').What][]} */
const LISTS = [['photos', 'pictures'], ['audios', 'sounds'], ['videos', 'videos'], ['pdfAttachments', 'papers']];
/** @type {[string, import('./report.js').What][]} */
const DETAILS = [['location', 'places'], ['weather', 'weather'], ['userActivity', 'more'], ['music', 'more'], ['steps', 'more'], ['dictionary', 'more'], ['entryType', 'more']];

/** @param {unknown} rich what newer ones hold beside the text @returns {string} its words */
function wordsOfRich(rich) {
  if (typeof rich !== 'string' || rich.length > 4 * LETTERS_MOST) return '';
  try {
    const contents = objectOf(JSON.parse(rich))?.contents;
    return (Array.isArray(contents) ? contents : []).map((part) => (typeof objectOf(part)?.text === 'string' ? part.text : '')).join('');
  } catch {
    return ''; // a text of its own that is no JSON says nothing
  }
}

/** @param {Record<string, any>} entry @returns {string} as somebody reads it: without pictures, marks of headings, and strokes that only kept signs from acting */
export function textOfEntry({ text, richText }) {
  const markdown = typeof text === 'string' && text !== '' ? text.replace(PICTURES, '').replace(LINKS, '$1').replace(/^#{1,6} +/gm, '').replace(ESCAPES, '$1') : wordsOfRich(richText);
  return markdown.replace(/\r\n?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** @param {string} text @returns {string[]} pieces that fit into a page, cut between paragraphs, lines or words where that is possible */
export function piecesOf(text) {
  const letters = [...text];
  const pieces = [];
  for (let from = 0; from < letters.length;) {
    const piece = letters.slice(from, from + MAX_TEXT_CHARACTERS);
    const isLast = from + piece.length === letters.length;
    const joined = piece.join('');
    const cut = ['\n\n', '\n', ' '].map((mark) => joined.lastIndexOf(mark)).find((at) => at > joined.length / 2);
    const kept = isLast ? joined : joined.slice(0, cut);
    if (kept.trim() !== '') pieces.push(kept.trim());
    from += [...kept].length;
  }
  return pieces.length > 0 ? pieces : [''];
}

/** @type {Map<string, Intl.DateTimeFormat | null>} */
const zones = new Map();

/** @param {string} iso @param {unknown} zone as it was written @returns {string | null} the day it was there, where it is another than here */
export function dayThere(iso, zone) {
  if (typeof zone !== 'string' || zone.length > 64) return null;
  if (!zones.has(zone)) {
    try {
      zones.set(zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }));
    } catch {
      zones.set(zone, null); // no zone that this phone knows
    }
  }
  const day = zones.get(zone)?.format(Date.parse(iso)) ?? null;
  return day === localDay(Date.parse(iso)) ? null : day;
}

/** @param {import('./plan.js').Planning} plan @param {Record<string, any>} entry @param {string} day */
function tell({ report }, entry, day) {
  for (const [name, what] of LISTS) report.add(what, Array.isArray(entry[name]) ? entry[name].length : 0, day);
  for (const [name, what] of DETAILS) report.add(what, objectOf(entry[name]) || typeof entry[name] === 'number' ? 1 : 0, day);
  report.add('stars', entry.starred === true || entry.isPinned === true ? 1 : 0, day);
}

/**
 * @param {unknown[]} entries
 * @param {{ vault: import('./plan.js').Vault }} here
 * @param {import('./plan.js').How} how
 * @returns {Promise<import('./plan.js').Plan>}
 */
export async function planDayOne(entries, { vault }, how) {
  const plan = createPlan(vault, entries.length, how);
  const marks = new Set(vault.all('entry').map(({ fields }) => markOf(fields)));
  for (const raw of entries) {
    await plan.step();
    const entry = /** @type {Record<string, any>} */ (raw);
    const createdAt = timeOf(entry.creationDate);
    if (!createdAt) {
      plan.report.add('unknown', 1);
      continue;
    }
    const day = localDay(Date.parse(createdAt));
    if (isTooOld(entry.creationDate)) plan.report.add('old', 1);
    tell(plan, entry, day);
    await takeEntry(plan, marks, entry, { createdAt, day });
  }
  return plan.whole();
}

/** @param {import('./plan.js').Planning} plan @param {Set<string>} marks @param {Record<string, any>} entry @param {{ createdAt: string, day: string }} when */
async function takeEntry(plan, marks, entry, { createdAt, day }) {
  const isEndless = typeof entry.text === 'string' && entry.text.length > LETTERS_MOST;
  if (isEndless) return plan.report.add('unknown', 1, day);
  const pieces = piecesOf(textOfEntry(entry));
  if (pieces[0] === '') return plan.report.add('empty', 1, day);
  const modifiedAt = timeOf(entry.modifiedDate);
  if (pieces.length > 1) plan.long();
  for (const [at, happened] of pieces.entries()) {
    const fields = { ...newEntry(createdAt, { happened, tags: wordsOf(entry.tags), happenedOn: dayThere(createdAt, entry.timeZone), from: FROM }), editedAt: modifiedAt !== null && modifiedAt > createdAt ? modifiedAt : createdAt };
    const mark = markOf(fields);
    const name = isShaped(entry.uuid, UUID) ? `${entry.uuid}:${at}` : freshName();
    if (marks.has(mark)) plan.found();
    else await plan.take('pages', `import:${FROM}:${name}`, /** @type {any} */ (fields));
    marks.add(mark);
  }
}
