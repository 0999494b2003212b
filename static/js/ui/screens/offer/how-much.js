/** How much of the page: the topic only, one sentence, or all of it. */
import { t } from "../../../core/i18n.js";
import { topics } from "../../../domain/topics.js";
import { html } from "../../view.js";
import { ChipChoice } from "../../components/chip-group.js";
import { TextArea } from "../../components/field.js";
import { RadioList } from "../../components/radio-list.js";
import { EntryParts, EntryTags } from "../parts/entry-parts.js";
import { GentleWords } from "../gentle/gentle-words.js";
import { SevenMinutesFirst } from "./seven-minutes-first.js";
import { hasWords, TIER, wordsOf } from "./wish.js";

const SENTENCE_CHARACTERS = 500;

/** @param {import("./wish.js").StepProps} props */
export function HowMuch({ wish, fields, change, isEdit, purpose, hasAttached }) {
  const options = [
    { value: String(TIER.topic), label: t("The topic only"), hint: t("Your partner learns what it is about, and no more.") },
    { value: String(TIER.sentence), label: t("One sentence"), hint: t("You write it new, for them.") },
    { value: String(TIER.whole), label: t("All of it"), hint: t("Every part that you filled in, as it stands."), disabled: !hasWords(fields) },
  ];
  const setText = (/** @type {string} */ text) => change({ text });
  return html`<div class="stack stack--loose">
    ${!wish.isSevenSettled && html`<${SevenMinutesFirst} topic=${wish.topic} onSettled=${() => change({ isSevenSettled: true })} />`}
    <${RadioList} legend=${t("How much do you want to tell?")} options=${options} value=${wish.tier === null ? null : String(wish.tier)}
      onChange=${(/** @type {string} */ tier) => change({ tier: Number(tier) })} />
    ${wish.tier === TIER.sentence && html`<${TextArea} label=${t("Your sentence")} hint=${t("“I feel … about … I need …” is a good beginning.")} rows=${3}
      maxLength=${SENTENCE_CHARACTERS} value=${wish.text} onInput=${setText} />
      <${GentleWords} text=${wish.text} onText=${setText} purpose=${purpose} maxLength=${SENTENCE_CHARACTERS} />`}
    ${!isEdit && wish.tier !== null && html`<${ChipChoice} legend=${t("Topic")} hint=${t("It is shown when it opens.")}
      options=${topics().map(({ id, label }) => ({ value: id, label }))} value=${wish.topic} onChange=${(/** @type {string} */ topic) => change({ topic })} />`}
    ${wish.tier === TIER.whole && html`<section class="offer-preview"><h2 class="section-title">${t("This is all of it")}</h2><${EntryTags} fields=${fields} /><${EntryParts} level=${3} fields=${fields} /></section>
      ${hasAttached && html`<p class="note">${t("The photos and voice notes of this page stay with you. They never cross the bridge.")}</p>`}
      <${GentleWords} text=${wordsOf(fields)} />`}
  </div>`;
}
