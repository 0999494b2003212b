/** The whole page. Every part may stay empty; the first one is the page itself. */
import { t } from "../../../core/i18n.js";
import { roomFor } from "../../../core/characters.js";
import { MAX_TEXT_CHARACTERS } from "../../../domain/entries.js";
import { topics } from "../../../domain/topics.js";
import { html, useMemo, useState } from "../../view.js";
import { ChipChoice } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { TextArea, TextField } from "../../components/field.js";
import { Segmented } from "../../components/segmented.js";
import { Switch } from "../../components/switch.js";
import { GentleWords } from "../gentle/gentle-words.js";
import { wordsOf } from "../offer/wish.js";
import { Problem } from "../parts/problem.js";
import { FeelingChoice } from "../parts/feeling-choice.js";
import { safeAnswers, sizes, tagsOf } from "./fields.js";

/** @typedef {import("./quick-form.js").FormProps} FormProps */

/** @param {FormProps} props */
export function FullForm({ fields, change, problem, attaching }) {
  const form = { fields, change };
  const happened = useText(form, "happened", (own) => html`<${TextArea} label=${t("What happened?")} hint=${t("One event, as a camera would have seen it.")} placeholder=${t("Begin anywhere")} ...${own} />`);
  const felt = useText(form, "felt", (own) => html`<${TextArea} label=${t("In my own words")} optional rows=${2} ...${own} />`);
  const beneath = useText(form, "beneath", (own) => html`<${TextArea} label=${t("Beneath it")} hint=${t("Is there a softer feeling under the first one?")} optional rows=${2} ...${own} />`);
  const longing = useText(form, "longing", (own) => html`<${TextArea} label=${t("What I long for")} optional rows=${2} ...${own} />`);
  const part = useText(form, "part", (own) => html`<${TextArea} label=${t("My own part")} hint=${t("Something small that I did, or left out.")} optional rows=${2} ...${own} />`);
  const feelings = useMemo(() => html`<${FeelingChoice} legend=${t("What I felt")} value=${fields.feelings} onChange=${(/** @type {string[]} */ chosen) => change({ feelings: chosen })} />`, [fields.feelings, change]);
  const about = useMemo(() => html`<${About} fields=${fields} change=${change} />`, [fields.topic, fields.size, fields.happenedOn, change]);
  const forMe = useMemo(() => html`<${ForMe} fields=${fields} change=${change} />`, [fields.safeToRaise, fields.kind, change]);
  return html`<div class="write">
    <div class="write__page">${happened}</div>
    <${Problem} text=${problem} />
    ${attaching}
    <div class="write__part stack">
      ${feelings}
      ${felt}
      ${beneath}
    </div>
    <div class="write__part stack">
      ${longing}
      ${part}
    </div>
    ${fields.kind !== "safety" && html`<${GentleWords} asked text=${wordsOf(fields)} into=${fields.happened} onText=${(/** @type {string} */ words) => change({ happened: words })} purpose="write" maxLength=${roomFor(fields.happened, MAX_TEXT_CHARACTERS)} />`}
    ${about}
    ${forMe}
  </div>`;
}

/**
 * One part of the page, drawn anew only when its own words change: a letter waits for nothing that it does not touch.
 * @param {Pick<FormProps, "fields" | "change">} form
 * @param {string} name
 * @param {(own: { value: string, onInput: (value: string) => void }) => import("../../view.js").Children} draw
 */
function useText({ fields, change }, name, draw) {
  return useMemo(() => draw({ value: fields[name], onInput: (value) => change({ [name]: value }) }), [fields[name], change]);
}

/** @param {Pick<FormProps, "fields" | "change">} props what it is about */
function About({ fields, change }) {
  const [tags, setTags] = useState(fields.tags.join(", "));
  const setOwnTags = (/** @type {string} */ typed) => {
    setTags(typed);
    change({ tags: tagsOf(typed) });
  };
  return html`<div class="write__part stack">
    <${ChipChoice} legend=${t("Topic")} options=${topics().map(({ id, label }) => ({ value: id, label }))}
      value=${fields.topic} onChange=${(/** @type {string} */ topic) => change({ topic })} />
    <${Segmented} legend=${t("How big is it?")} hideLegend=${false} options=${sizes()} value=${String(fields.size ?? "")}
      onChange=${(/** @type {string} */ size) => change({ size: Number(size) })} />
    <${TextField} label=${t("Tags")} hint=${t("Words of your own, with commas between them.")} optional value=${tags} onInput=${setOwnTags} />
    <${DateTimeField} label=${t("The day it happened")} optional kind="date" value=${fields.happenedOn ?? ""}
      onInput=${(/** @type {string} */ day) => change({ happenedOn: day || null })} />
  </div>`;
}

/** @param {Pick<FormProps, "fields" | "change">} props what only this person sees of it */
function ForMe({ fields, change }) {
  return html`<div class="write__part stack">
    <${Segmented} legend=${t("Does it feel safe to talk about?")} hideLegend=${false} hint=${t("Only you see this answer.")} options=${safeAnswers()}
      value=${fields.safeToRaise ?? ""} onChange=${(/** @type {string} */ safeToRaise) => change({ safeToRaise })} />
    <${Switch} label=${t("Only ever for me")} hint=${t("A safety note. It can never be offered to anyone.")} checked=${fields.kind === "safety"}
      onChange=${(/** @type {boolean} */ isSafety) => change({ kind: isSafety ? "safety" : "concern" })} />
  </div>`;
}
