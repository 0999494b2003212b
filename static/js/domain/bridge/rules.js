/** What may be offered now, from what this device knows. The server holds the same line with tags it cannot read. */
import { OFFERABLE_KINDS } from '../entries.js';
import { reasonFor } from './refusals.js';

/** @typedef {{ id: string, fields: Record<string, any> }} Record_ */
/** @typedef {{ ok: true, why: null, code: null } | { ok: false, why: string, code: string }} Verdict */

export const LAPSE_MS = 14 * 86_400_000;
export const REST_MS = 14 * 86_400_000;
export const MAX_OPEN = 2;

/** @param {string | null} code @returns {Verdict} */
export function verdict(code) {
  return code === null ? { ok: true, why: null, code: null } : { ok: false, why: reasonFor(code), code };
}

/** @param {string} kind of an entry @returns {'safety' | 'private' | null} null: it may be offered, if nothing else is against it */
export function whyNever(kind) {
  if (OFFERABLE_KINDS.includes(kind)) return null;
  return kind === 'safety' ? 'safety' : 'private';
}

/**
 * @param {{ entry: { fields: Record<string, any> } | null, entryId: string, topic: string | null, made: Record<string, any>[], openIds: string[], lapsedIds?: string[], nowMs: number }} known
 *   made: every `offer-out` of mine; openIds: offers of mine that are under way; lapsedIds: over by the clock of this device, and no feed says so
 * @returns {string | null} the code of what stands against it
 */
export function whyNotOffer({ entry, entryId, topic, made, openIds, lapsedIds = [], nowMs }) {
  if (!entry || entry.fields.type !== 'entry') return 'missing';
  // Before all else: there is no way, by any order of checks, in which a safety note or a ruler is offered.
  const never = whyNever(entry.fields.kind);
  if (never) return never;
  if (entry.fields.binnedAt) return 'binned';
  if (made.some((offer) => offer.entry === entryId && openIds.includes(offer.offer))) return 'already-offered';
  if (openIds.length >= MAX_OPEN) return 'two-open';
  /** @param {Record<string, any>} offer */
  const endedMs = ({ offer, at, endedAt }) => (endedAt ? Date.parse(endedAt) : lapsedIds.includes(offer) ? Date.parse(at) + LAPSE_MS : -Infinity);
  const resting = made.filter((offer) => nowMs - endedMs(offer) < REST_MS);
  if (resting.some((offer) => offer.entry === entryId)) return 'entry-rests';
  return topic !== null && resting.some((offer) => offer.topic === topic) ? 'topic-rests' : null;
}
