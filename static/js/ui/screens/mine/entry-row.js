/** One entry in a list: its first words, its day, its feelings. */
import { t } from "../../../core/i18n.js";
import { topicLabel } from "../../../domain/topics.js";
import { html } from "../../view.js";
import { Card } from "../../components/card.js";
import { Thumbnail } from "../../components/thumbnail.js";
import { useApp } from "../../shell.js";
import { attachedWords } from "../media/words.js";
import { entryDay, entryTitle, feelingWords, placeWords } from "../parts/entry-words.js";

const SHOWN_FEELINGS = 3;

/** @param {{ entry: import("../../../domain/entries.js").Entry, nowMs: number, onPress: () => void }} props */
export function EntryRow({ entry: { id, fields }, nowMs, onPress }) {
  const attached = useApp().media.attachments.of(id);
  const photo = attached.find(({ thumbnail }) => thumbnail);
  const { text, own } = entryTitle(fields, attachedWords(attached));
  // Where nothing was written the feelings are the title already.
  const feelings = own ? feelingWords(fields).slice(0, SHOWN_FEELINGS) : [];
  const topic = own ? topicLabel(fields.topic) : null;
  const place = placeWords(fields);
  const meta = html`<span>${entryDay(fields, nowMs)}</span>
    ${place && html`<span class="tag">${place}</span>`}
    ${fields.kind === "safety" && html`<span class="tag">${t("Only ever for me")}</span>`}
    ${topic && html`<span class="tag tag--accent">${topic}</span>`}
    ${(own || text !== attachedWords(attached)[0]) && attachedWords(attached).map((words) => html`<span class="tag" key=${words}>${words}</span>`)}
    ${feelings.map((word) => html`<span class="tag" key=${word}>${word}</span>`)}`;
  return html`<${Card} own=${own} title=${text} level=${3} meta=${meta} onPress=${onPress} picture=${photo && html`<${Thumbnail} of=${photo} size="small" />`} />`;
}
