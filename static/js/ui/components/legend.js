/** What every set of choices has: a legend and its options. */
import { classes, html } from "../view.js";

/** @typedef {{ value: string, label: string, hint?: string, disabled?: boolean, icon?: import("./icon.js").IconName }} Choice */
/**
 * @typedef {object} ChoiceProps
 * @property {string} legend
 * @property {boolean} [hideLegend]
 * @property {string} [hint]
 * @property {Choice[]} options
 */

/** @param {{ text: string, hidden?: boolean, hint?: string }} props */
export function Legend({ text, hidden, hint }) {
  return html`<legend class=${classes("legend", hidden && "visually-hidden")}>${text}
    ${hint && html`<span class="legend__hint">${hint}</span>`}</legend>`;
}
