/** The parts of an entry, one below the other, each under its plain name. */
import { t } from "../../../core/i18n.js";
import { topicLabel } from "../../../domain/topics.js";
import { html, toChildArray } from "../../view.js";
import { feelingWords } from "./entry-words.js";
import { PersonText } from "./person-words.js";

/** @returns {Record<string, string>} the names of the parts, in their order */
export function partNames() {
  return {
    happened: t("What happened"),
    felt: t("What I felt"),
    beneath: t("Beneath it"),
    longing: t("What I long for"),
    part: t("My own part"),
  };
}

/**
 * What it is about, what the screen adds, and the feelings: one row, and none where there is nothing to say.
 * @param {{ topic?: string | null, fields?: Record<string, any>, children?: import("../../view.js").Children }} props
 */
export function EntryTags({ topic, fields = {}, children }) {
  const [label, feelings] = [topicLabel(topic), feelingWords(fields)];
  if (!label && feelings.length === 0 && toChildArray(children).length === 0) return null;
  return html`<p class="tag-row">
    ${label && html`<span class="tag tag--accent">${label}</span>`}${children}${feelings.map((word) => html`<span class="tag" key=${word}>${word}</span>`)}
  </p>`;
}

/** @param {{ fields: Record<string, any>, quote?: boolean, level?: 2 | 3 | 4 }} props empty parts take no room; level: of the headings, one below the heading they stand under */
export function EntryParts({ fields, quote, level = 2 }) {
  const written = Object.entries(partNames()).filter(([name]) => String(fields[name] ?? "").trim() !== "");
  return html`<div class="entry__body">
    ${written.map(([name, label]) => html`<section class="entry__part" key=${name}>
      <${`h${level}`} class="entry__label">${label}<//><${PersonText} text=${fields[name]} quote=${quote} />
    </section>`)}
  </div>`;
}
