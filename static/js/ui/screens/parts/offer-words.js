/** How an offered text is named, and how it reads once it is open. */
import { t } from "../../../core/i18n.js";
import { topicLabel } from "../../../domain/topics.js";
import { html } from "../../view.js";
import { EntryParts, EntryTags } from "./entry-parts.js";
import { entryTitle } from "./entry-words.js";
import { harmless, PersonText } from "./person-words.js";

/** @typedef {{ tier?: number, topic?: string | null, text?: string, kind?: string, fields?: Record<string, any> }} OfferedText */

/** @param {OfferedText} offered @returns {{ text: string, own: boolean }} own: somebody's own words */
export function offerTitle({ topic, text, kind, fields }) {
  if (text?.trim()) return { text: harmless(text).split("\n", 1)[0], own: true };
  if (fields && Object.keys(fields).length > 0) return entryTitle({ ...fields, kind });
  return { text: topicLabel(topic) ?? t("One thing"), own: false };
}

/** @param {{ offered: OfferedText, quote?: boolean, level: 3 | 4 }} props exactly what both see once it is open; quote: said by the partner */
export function OfferedWords({ offered: { tier, topic, text, kind, fields }, quote, level }) {
  const isWhole = tier === 3 && fields;
  return html`<div class="entry__body">
    <${EntryTags} topic=${topic} fields=${isWhole ? fields : undefined} />
    ${text?.trim() && html`<${PersonText} text=${text} size="large" quote=${quote} />`}
    ${isWhole && html`<${EntryParts} fields=${fields} kind=${kind ?? fields.kind} quote=${quote} level=${level} />`}
    ${tier === 1 && html`<p class="note">${t("Only the topic was offered. The rest is for a talk, if you both want one.")}</p>`}
  </div>`;
}
