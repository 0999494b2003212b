/** Feelings to choose from: eight first words, and the nearer ones of a family when its first word is chosen. */
import { t } from "../../../core/i18n.js";
import { feelingFamilies } from "../../../domain/feelings.js";
import { html } from "../../view.js";
import { ChipGroup } from "../../components/chip-group.js";

/** @typedef {{ value: string[], onChange: (value: string[]) => void }} FeelingProps value: feeling ids */

/** @param {FeelingProps & { legend: string }} props both, one below the other */
export function FeelingChoice({ value, onChange, legend }) {
  return html`<div class="stack">
    <${FirstFeelings} value=${value} onChange=${onChange} legend=${legend} />
    <${NearerFeelings} value=${value} onChange=${onChange} />
  </div>`;
}

/** @param {FeelingProps & { legend: string }} props */
export function FirstFeelings({ value, onChange, legend }) {
  return html`<${SomeFeelings} legend=${legend} words=${feelingFamilies().map(({ feelings }) => feelings[0])} value=${value} onChange=${onChange} />`;
}

/** @param {FeelingProps} props nothing until a first word is chosen */
export function NearerFeelings({ value, onChange }) {
  const chosen = feelingFamilies().filter(({ feelings }) => feelings.some(({ id }) => value.includes(id)));
  const words = chosen.flatMap(({ feelings }) => feelings.slice(1));
  if (words.length === 0) return null;
  return html`<${SomeFeelings} legend=${t("Nearer words, if one fits better")} words=${words} value=${value} onChange=${onChange} />`;
}

/** @param {FeelingProps & { legend: string, words: { id: string, label: string }[] }} props what is chosen among others stays chosen */
function SomeFeelings({ legend, words, value, onChange }) {
  const ids = new Set(words.map(({ id }) => id));
  return html`<${ChipGroup} legend=${legend} options=${words.map(({ id, label }) => ({ value: id, label }))}
    value=${value.filter((id) => ids.has(id))}
    onChange=${(/** @type {string[]} */ chosen) => onChange([...value.filter((id) => !ids.has(id)), ...chosen])} />`;
}
