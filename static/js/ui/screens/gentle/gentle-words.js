/**
 * Under words for the partner: what may land as blame, why, and what could stand there instead. It suggests. Whatever it
 * finds, the words can be sent as they are.
 */
import { t } from "../../../core/i18n.js";
import { kindWords } from "../../../domain/gentle/words.js";
import { useAttempt } from "../../attempt.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useId, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { BuildSheet } from "./build-sheet.js";
import { useMarks } from "./use-marks.js";
import { usePlacing } from "./use-placing.js";

/**
 * @typedef {object} GentleProps
 * @property {string} text that is looked at
 * @property {string} [into] where a built sentence goes; as `text`, unless several fields are looked at together
 * @property {(text: string) => void} [onText] without it nothing can be built here
 * @property {string} [purpose] whose draft it is while a sentence is built
 * @property {number} [maxLength] of the field it goes into
 * @property {2 | 3} [level] of its heading
 * @property {boolean} [asked] looks only when asked to: on a page that is for nobody else yet
 */

/** Few at a time: a long list would land as blame itself. */
const SHOWN = 4;

/** @param {GentleProps} props */
export function GentleWords({ text, into = text, onText, purpose = "", maxLength = Infinity, level = 2, asked = false }) {
  const { gentle, settings } = useApp();
  const { gentleWords } = useObservable(settings.value);
  const [isAsked, setAsked] = useState(!asked);
  const [builds, setBuilds] = useState(false);
  const isOn = gentleWords && isAsked;
  const { marks, isMissing } = useMarks(text, gentle.language(), isOn);
  const place = usePlacing(into, onText);
  const turning = useAttempt();
  const turn = (/** @type {boolean} */ on) => {
    setAsked(true);
    if (gentleWords !== on) void turning.run(() => settings.save({ gentleWords: on }));
  };
  const id = useId();
  if (!isOn) return html`<div class="gentle gentle--off"><${Button} kind="quiet" icon="write" onPress=${() => turn(true)}>${t("Look for gentler words")}<//><${Problem} text=${turning.problem} /></div>`;
  return html`<section class="gentle" aria-labelledby=${id}>
    <div class="gentle__head"><${`h${level}`} class="gentle__title" id=${id}>${t("Gentle words")}<//>
      <${Button} kind="quiet" onPress=${() => turn(false)}>${t("Turn off")}<//></div>
    <${Problem} text=${turning.problem} />
    ${isMissing && html`<p class="note" role="status">${t("The rules for this language are not on this phone yet. They come with the next connection.")}</p>`}
    <${Marks} marks=${marks} labelledBy=${id} />
    <p class="note">${t("Only you see this, on this phone. You can send your words as they are.")}</p>
    ${onText && html`<${Button} kind="quiet" icon="plus" onPress=${() => setBuilds(true)}>${t("Build a sentence")}<//>
      ${builds && html`<${BuildSheet} purpose=${purpose} text=${into} maxLength=${maxLength} onPut=${place} onClose=${() => setBuilds(false)} />`}`}
  </section>`;
}

/** @param {{ marks: readonly import("./use-marks.js").Quoted[], labelledBy: string }} props each reason once, with all the words it is about */
function Marks({ marks, labelledBy }) {
  const [shows, setShows] = useState(false);
  if (marks.length === 0) return null;
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  const shown = shows ? kinds : kinds.slice(0, SHOWN);
  return html`<ul class="gentle__marks" aria-labelledby=${labelledBy}>
    ${shown.map((kind) => html`<${Reason} key=${kind} kind=${kind} quotes=${marks.filter((mark) => mark.kind === kind)} />`)}</ul>
    ${shown.length < kinds.length && html`<${Button} kind="quiet" onPress=${() => setShows(true)}>${t("Show the others too")}<//>`}`;
}

/** @param {{ kind: import("./use-marks.js").Quoted["kind"], quotes: readonly import("./use-marks.js").Quoted[] }} props */
function Reason({ kind, quotes }) {
  const { lands, why, instead } = kindWords(kind);
  return html`<li class="gentle__mark">
    <p>${quotes.map(({ key, quote }) => html`<q class="gentle__quote" key=${key}><bdi>${harmless(quote)}</bdi></q> `)}<span class="gentle__lands">${lands}</span></p>
    <p class="gentle__why">${why}</p>
    <p class="gentle__instead">${instead}</p>
  </li>`;
}
