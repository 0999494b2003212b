/**
 * Our own copy in JSON (export.js): pages with their versions, photos and voice notes, also out of the bin, check-ins,
 * reminders, and one's own path.
 * Not taken: what is of two people, or of another account. Ids become ids of this account, so that nobody sees that two
 * accounts hold the same.
 */
import { readCheckIn, tidy } from '../check-in/rules.js';
import { OLDEST_DAY } from '../days/calendar.js';
import { reasonOf } from '../reasons.js';
import { readReminder, tidyReminder } from '../reminders/rules.js';
import { writeEntry } from '../shared/registers.js';
import { OWN } from '../shared/things.js';
import { planAttached } from './attached.js';
import { objectOf } from './file.js';
import { createPlan, freshName, OWN_RECORDS_MOST } from './plan.js';
import { entryOf, isPlain, isShaped, isTooOld, markOf, timeOf } from './values.js';

const ID = /^[\w-]{1,64}$/;
const THING_ID = /^[\w-]{22}$/;
const THING_OF = /^[a-z-]{1,24}$/;
/** The field that names a person. */
const WHO = 'who';
const FIELD = /^[a-zA-Z]\w{0,40}(:[\w-]{22})?$/;

/** @typedef {import('./plan.js').Planning} Planning */

/** @param {unknown} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} raw @returns {string} */
const idOf = (raw) => (isShaped(objectOf(raw)?.id, ID) ? /** @type {any} */ (raw).id : '');

/** A common reason and the rulers are there once. @param {string} id @param {Record<string, any>} fields @returns {string} */
function nameOf(id, { kind, reason }) {
  if (kind === 'rulers') return 'rulers';
  return kind === 'reason' && reasonOf(reason) ? `reason:${reason}` : `import:${id}`;
}

/** @param {Planning} plan @param {import('./plan.js').Vault} vault @param {any[]} rows @returns {Promise<Map<string, string>>} id in the file → id here */
async function entries(plan, vault, rows) {
  const marks = new Map(vault.all('entry').map(({ id, fields }) => [markOf(fields), id]));
  const ids = new Map();
  for (const raw of rows) {
    await plan.step();
    const [id, fields] = [idOf(raw), entryOf(raw)];
    if (!fields) plan.report.add('unknown', 1);
    else if (isTooOld(raw.createdAt)) plan.report.add('old', 1);
    const there = fields && (vault.get(id)?.fields.type === 'entry' ? id : marks.get(markOf(fields)));
    if (there) plan.found();
    const here = there ?? (fields && (await plan.take('pages', nameOf(id || freshName(), fields), /** @type {any} */ (fields))));
    if (here) {
      if (id) ids.set(id, here);
      marks.set(markOf(/** @type {any} */ (fields)), here);
    }
  }
  return ids;
}

/** @param {Planning} plan @param {import('./plan.js').Vault} vault @param {any[]} rows @param {Map<string, string>} ids */
async function versions(plan, vault, rows, ids) {
  const mark = (/** @type {Record<string, any>} */ { of, at, fields }) => `${of} ${at} ${markOf(fields)}`;
  const marks = new Set(vault.all('version').map(({ fields }) => mark(/** @type {any} */ (fields))));
  for (const raw of rows) {
    await plan.step();
    const [of, at, fields] = [ids.get(objectOf(raw)?.of), timeOf(objectOf(raw)?.at), entryOf(objectOf(raw)?.fields)];
    if (!of || !at || !fields) plan.report.add('unknown', 1);
    else if (marks.has(mark({ of, at, fields }))) plan.found();
    else await plan.take('versions', `import:version:${idOf(raw) || freshName()}`, { v: 1, type: 'version', of, at, fields });
  }
}

/** A line that a partner might see was chosen for the one of then. @param {any} raw @returns {Record<string, any> | null} */
function checkInOf(raw) {
  const read = readCheckIn({ id: '', fields: objectOf(raw) ?? {} });
  const isEmpty = !read || Object.entries(read).every(([name, value]) => ['id', 'on', 'at', 'tellsLine'].includes(name) || value === null || value === '');
  return isEmpty ? null : { ...tidy(read), tellsLine: false, on: read.on, at: timeOf(read.at) ?? `${read.on}T12:00:00.000Z` };
}

/** @param {any} raw @returns {Record<string, any> | null} */
function reminderOf(raw) {
  const read = readReminder({ id: '', fields: objectOf(raw) ?? {} });
  return read && { ...tidyReminder(read), setAt: read.setAt, doneAt: read.doneAt, laterUntil: read.laterUntil, stopped: read.isStopped };
}

/**
 * @param {Planning} plan @param {import('./plan.js').Vault} vault @param {any[]} rows
 * @param {{ type: string, sort: 'checkIns' | 'reminders', read: (raw: any) => Record<string, any> | null }} kind
 */
async function records(plan, vault, rows, { type, sort, read }) {
  const mark = (/** @type {Record<string, any> | null} */ fields) => JSON.stringify(fields && Object.entries(fields).sort());
  const marks = new Set(vault.all(type).map(({ fields }) => mark(read(fields))));
  for (const raw of rows) {
    await plan.step();
    const isOld = isTooOld(raw?.on);
    const [id, fields] = [idOf(raw), read(isOld ? { ...raw, on: OLDEST_DAY } : raw)];
    if (isOld) plan.report.add('old', 1);
    if (!fields) plan.report.add('unknown', 1);
    else if (vault.get(id)?.fields.type === type || marks.has(mark(fields))) plan.found();
    else await plan.take(sort, `import:${type}:${id || freshName()}`, { v: 1, type, ...fields });
    marks.add(mark(fields));
  }
}

/**
 * Whose path it was: the only one who is named in it. It belongs to one person, and that is the one who brings it.
 * @param {any[]} rows @param {string} me user id @returns {string} user id of then
 */
function ownerOf(rows, me) {
  const named = rows.flatMap((raw) => Object.entries(objectOf(raw) ?? {}).flatMap(([name, value]) => [personOf(name), name === WHO ? value : null]));
  const ids = [...new Set(named.filter((id) => isShaped(id, THING_ID)))];
  return ids.length === 1 ? ids[0] : me;
}

/** @param {string} name @returns {string | undefined} the user id behind a field of one person */
const personOf = (name) => name.split(':')[1];

/** @param {Planning} plan @param {any[]} rows @param {string} me user id */
async function ownPath(plan, rows, me) {
  const owner = ownerOf(rows, me);
  const nowOf = (/** @type {[string, any]} */ [name, value]) => [personOf(name) === owner ? `${name.split(':')[0]}:${me}` : name, name === WHO && value === owner ? me : value];
  for (const raw of rows) {
    await plan.step();
    const { id, of, ...values } = objectOf(raw) ?? {};
    const kept = Object.entries(values).filter(([name, value]) => value !== null && value !== undefined && [undefined, owner].includes(personOf(name))).map(nowOf);
    const isKnown = isShaped(id, THING_ID) && isShaped(of, THING_OF) && kept.every(([name]) => FIELD.test(name)) && isPlain(Object.fromEntries(kept));
    if (!isKnown) {
      plan.report.add('unknown', 1);
      continue;
    }
    const registers = Object.fromEntries(kept.map(([name, value]) => [name, [writeEntry([], value)]]));
    await plan.take('steps', `part:${OWN}:${id}`, { v: 1, type: 'part', space: OWN, of, thing: id, n: 1, registers });
  }
}

/**
 * @param {{ content: Record<string, any>, contents: Blob[] }} brought contents: of its photos and voice notes
 * @param {{ vault: import('./plan.js').Vault, me: string }} here me: user id
 * @param {import('./plan.js').How} how
 * @returns {Promise<import('./plan.js').Plan>}
 */
export async function planOwnCopy({ content, contents }, { vault, me }, how) {
  const pages = [...listOf(content.entries), ...listOf(content.bin)];
  const [past, checkIns, reminders, own, attached] = [content.versions, content.checkIns, content.reminders, objectOf(content.path)?.own, content.attachments].map(listOf);
  const plan = createPlan(vault, pages.length + past.length + checkIns.length + reminders.length + own.length + attached.length, how, OWN_RECORDS_MOST);
  const ids = await entries(plan, vault, pages);
  await versions(plan, vault, past, ids);
  await records(plan, vault, checkIns, { type: 'check-in', sort: 'checkIns', read: checkInOf });
  await records(plan, vault, reminders, { type: 'reminder', sort: 'reminders', read: reminderOf });
  await ownPath(plan, own, me);
  await planAttached(plan, vault, { rows: attached, contents }, ids);
  plan.report.add('opened', listOf(content.opened).length + listOf(content.offers).length);
  plan.report.add('ours', listOf(objectOf(content.path)?.ours).length);
  plan.report.add('drafts', listOf(content.drafts).length);
  plan.report.add('settings', objectOf(content.settings) ? 1 : 0);
  return plan.whole();
}
