/** What is being offered, while it is put together. Pure. */
import { t } from "../../../core/i18n.js";
import { TEXT_FIELDS } from "../../../domain/entries.js";

/** @typedef {import("../../../domain/bridge.js").OutgoingView} Outgoing */
/** @typedef {import("../../../domain/bridge/cover.js").Cover} Cover */
/** @typedef {"ask" | "at-once"} Release */
/** @typedef {{ tier: number | null, topic: string | null, text: string, cover: Cover, release: Release, isSevenSettled: boolean }} Wish tier null: not chosen yet; isSevenSettled: the seven-minute page was begun or skipped */
/** @typedef {{ tier: number, topic: string | null, text: string, fields: Record<string, any>, cover: Cover, release: Release }} Content */
/** @typedef {{ wish: Wish, fields: Record<string, any>, change: (change: Partial<Wish>) => void, purpose: string, isEdit?: boolean, hasAttached?: boolean }} StepProps purpose: of the draft; hasAttached: photos or voice notes hang on the page */

export const TIER = Object.freeze({ topic: 1, sentence: 2, whole: 3 });

/** @type {Cover} */
const EMPTY_COVER = Object.freeze({ minutes: null, tone: null, hope: null, line: "" });

/**
 * @param {Outgoing | null} offer under way, or none
 * @param {Record<string, any>} fields of the entry
 * @returns {Wish} how much is chosen by a person, never beforehand
 */
export function wishFrom(offer, fields) {
  return {
    tier: offer?.tier ?? null,
    topic: offer ? offer.topic ?? null : fields.topic ?? null,
    text: offer?.tier === TIER.sentence ? offer.text ?? "" : "",
    cover: offer?.cover ?? EMPTY_COVER,
    release: offer?.release ?? "ask",
    isSevenSettled: offer !== null,
  };
}

/** @param {Record<string, any>} fields @returns {string} all that was written in it */
export const wordsOf = (fields) => TEXT_FIELDS.map((name) => String(fields[name] ?? "")).filter(Boolean).join("\n");

/** @param {Record<string, any>} fields @returns {boolean} there is more than a topic to tell */
export function hasWords(fields) {
  return (fields.feelings ?? []).length > 0 || TEXT_FIELDS.some((name) => String(fields[name] ?? "").trim() !== "");
}

/** @param {Wish} wish @param {Record<string, any>} fields @returns {string | null} what is still needed, in words */
export function whatIsMissing({ tier, topic, text }, fields) {
  if (tier === null) return t("Choose how much first.");
  if (tier === TIER.topic && !topic) return t("Choose a topic first.");
  if (tier === TIER.sentence && text.trim() === "") return t("Write your sentence first.");
  if (tier === TIER.whole && !hasWords(fields)) return t("There are no words on this page yet. Choose the topic only, or write one sentence.");
  return null;
}

/** @param {Wish} wish @param {Record<string, any>} fields @returns {Content} exactly what this tier carries */
export function contentOf({ tier, topic, text, cover, release }, fields) {
  return {
    tier: tier ?? TIER.topic, topic, cover, release,
    text: tier === TIER.sentence ? text.trim() : "",
    fields: tier === TIER.whole ? fields : {},
  };
}
