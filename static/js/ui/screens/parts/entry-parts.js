/** The parts of an entry, one below the other, each under its plain name. */
import { partNames } from "../../../domain/part-names.js";
import { topicLabel } from "../../../domain/topics.js";
import { html, toChildArray } from "../../view.js";
import { feelingWords } from "./entry-words.js";
import { PersonText } from "./person-words.js";

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

/** @param {{ fields: Record<string, any>, kind?: string, quote?: boolean, level?: 2 | 3 | 4 }} props empty parts take no room; kind: of the entry, where `fields` does not say it; level: of the headings, one below the heading they stand under */
export function EntryParts({ fields, kind = fields.kind, quote, level = 2 }) {
  const written = Object.entries(partNames(kind)).filter(([name]) => String(fields[name] ?? "").trim() !== "");
  return html`<div class="entry__body">
    ${written.map(([name, label]) => html`<section class="entry__part" key=${name}>
      <${`h${level}`} class="entry__label">${label}<//><${PersonText} text=${fields[name]} quote=${quote} />
    </section>`)}
  </div>`;
}
