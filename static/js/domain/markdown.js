/**
 * Everything of mine as a letter to oneself: dates, a heading for each part, plain words. Pure.
 * Of the other person it holds what was opened, and nothing beyond. Made inert: no text becomes a link, a picture or HTML.
 */
import { formatDate, formatDateTime, formatList, t } from '../core/i18n.js';
import { noonOf, sliders } from './check-in/rules.js';
import { saidIn } from './days/still-true.js';
import { feelingLabel } from './feelings.js';
import { partNames } from './part-names.js';
import { rulers } from './rulers.js';
import { topicLabel } from './topics.js';

/** @typedef {{ id: string, fields: Record<string, any> }} Entry */
/** @typedef {import('./path/steps.js').Step} Step */
/** @typedef {import('./bridge/views.js').OpenedView & { turns: { by: 'me' | 'partner', step: string, text: string }[] }} Opened */

const LONG_DATE = /** @type {const} */ ({ dateStyle: 'full' });

/** @param {string} text @returns {string} the same words, in which nothing of Markdown acts */
const inert = (text) => text.replace(/[\\<[`]/g, '\\$&').replace(/^(\s*)([#>+-]|\d+\.)/gm, '$1\\$2');

/** @param {string} text @returns {string} */
const quoted = (text) => inert(text).split('\n').map((line) => `> ${line}`).join('\n');

/** @param {string} iso */
const day = (iso) => formatDate(Date.parse(iso), LONG_DATE);

/** @param {Record<string, any>} fields @returns {string[]} */
function parts(fields) {
  const written = Object.entries(partNames(fields.kind)).filter(([name]) => fields[name]);
  const feelings = formatList((fields.feelings ?? []).map((/** @type {string} */ id) => feelingLabel(id) ?? id));
  return [...(feelings ? [`*${feelings}*`] : []), ...written.flatMap(([name, heading]) => [`### ${heading}`, inert(fields[name])])];
}

/** @param {Entry} entry @param {string[]} captions of its photos @returns {string[]} */
function letter({ fields }, captions) {
  const topic = topicLabel(fields.topic);
  const happenedOn = fields.happenedOn ? [t('It happened on {day}.', { day: day(fields.happenedOn) })] : [];
  const tags = fields.tags?.length ? [fields.tags.map((/** @type {string} */ tag) => `#${inert(tag)}`).join(' ')] : [];
  return [`## ${day(fields.createdAt)}${topic ? ` · ${topic}` : ''}`, ...happenedOn, ...numbers(fields), ...parts(fields), ...photos(captions), ...since(fields), ...tags];
}

/** One page alone. @param {Entry} entry @param {string[]} [captions] of its photos @returns {string} Markdown */
export const pageMarkdown = (entry, captions = []) => `${letter(entry, captions).join('\n\n')}\n`;

/** @param {string[]} captions @returns {string[]} what is on each photo; the photos themselves are in the other files */
const photos = (captions) => captions.map((words) => t('On a photo: {words}', { words: inert(words.replaceAll(/\s+/g, ' ')) }));

/** @param {Record<string, any>} fields @returns {string[]} what was said later of it */
function since(fields) {
  const words = { yes: t('still true'), changed: t('it changed'), no: t('no longer') };
  return saidIn(fields).map(({ at, answer, text }) => `${day(at)}: ${words[answer]}${text ? `\n\n${inert(text)}` : ''}`);
}

/** @param {Record<string, any>} fields @returns {string[]} of the two rulers; no other entry has any */
function numbers(fields) {
  if (fields.kind !== 'rulers') return [];
  return rulers().filter(({ id }) => Number.isInteger(fields[id])).map(({ id, question }) => `${question} ${t('{n} of 10', { n: String(fields[id]) })}`);
}

/** @param {Opened} opened @param {string} partner @returns {string[]} */
function openedLetter({ by, openedAt, together, topic, text, kind, fields, turns }, partner) {
  const label = topicLabel(topic);
  const shared = [text, ...Object.keys(partNames(kind)).map((name) => fields[name])].filter(Boolean);
  const feelings = formatList((fields.feelings ?? []).map((/** @type {string} */ id) => feelingLabel(id) ?? id));
  const heading = by === 'me' ? t('What I told') : t('What {partner} told me', { partner });
  const spoken = turns.map((turn) => `${turn.by === 'me' ? t('I') : partner} (${stepWord(turn.step)})${turn.text ? `:\n${quoted(turn.text)}` : ''}`);
  const atOnce = together ? [t('Opened together, both at the same moment.')] : [];
  return [`## ${day(openedAt)} · ${heading}`, ...atOnce, ...(label ? [label] : []), ...(feelings ? [`*${inert(feelings)}*`] : []), ...shared.map(quoted), ...spoken];
}

/** @param {Opened[]} opened @returns {Opened[]} the two of a together one after the other */
function besideOneAnother(opened) {
  return opened.flatMap((one) => {
    if (one.together === null) return one;
    const both = opened.filter(({ together }) => together === one.together);
    return both[0] === one ? both : [];
  });
}

/** @param {string} step */
function stepWord(step) {
  if (step === 'heard') return t('said back');
  if (step === 'yes') return t('yes, that’s it');
  return step === 'not-quite' ? t('not quite') : t('answered');
}

/** @param {Step} step */
const stepLine = ({ title, isDone }) => `- [${isDone ? 'x' : ' '}] ${inert(title.replaceAll(/\s+/g, ' '))}`;

/** @param {import('./check-in/rules.js').CheckIn} checkIn */
function checkInLine(checkIn) {
  const set = sliders().filter(({ id }) => checkIn[id] !== null).map(({ id, label }) => t('{label} {value} of 10', { label, value: Number(checkIn[id]) }));
  return `- ${[formatDate(noonOf(checkIn.on), LONG_DATE), formatList(set), inert(checkIn.line)].filter(Boolean).join(' · ')}`;
}

/** @param {Pick<import('./moment/reading.js').Proposal, 'times' | 'picked' | 'place'>} moment */
function momentLine({ times, picked, place }) {
  const hours = picked === null ? t('Proposed: {times}', { times: times.map(formatDateTime).join(', ') }) : formatDateTime(picked);
  return `- ${[hours, inert(place.replaceAll(/\s+/g, ' '))].filter(Boolean).join(' · ')}`;
}

/**
 * @param {{ entries: readonly Entry[], bin: Entry[], opened: Opened[], steps: Step[], checkIns: import('./check-in/rules.js').CheckIn[], moments: Pick<import('./moment/reading.js').Proposal, 'times' | 'picked' | 'place'>[], captionsOf: (id: string) => string[], partnerName: string, nowMs: number }} mine captionsOf: the photos of an entry
 * @returns {string} Markdown
 */
export function journalMarkdown({ entries, bin, opened, steps, checkIns, moments, captionsOf, partnerName, nowMs }) {
  const partner = inert(partnerName || t('my partner'));
  const told = opened.length > 0 ? [`# ${t('What was opened between us')}`, ...besideOneAnother(opened).flatMap((one) => openedLetter(one, partner))] : [];
  const path = steps.length > 0 ? [`# ${t('The path')}`, steps.map(stepLine).join('\n')] : [];
  const checked = checkIns.length > 0 ? [`# ${t('Check-ins')}`, checkIns.map(checkInLine).join('\n')] : [];
  const met = moments.length > 0 ? [`# ${t('Good moments')}`, moments.map(momentLine).join('\n')] : [];
  const written = (/** @type {Entry} */ entry) => letter(entry, captionsOf(entry.id));
  const thrown = bin.length > 0 ? [`# ${t('In the bin')}`, ...bin.flatMap(written)] : [];
  const opening = [`# ${t('What I wrote')}`, t('Written out on {day}. Whoever has this file can read it.', { day: formatDate(nowMs, LONG_DATE) })];
  return `${[...opening, ...entries.flatMap(written), ...told, ...path, ...met, ...checked, ...thrown].join('\n\n')}\n`;
}
