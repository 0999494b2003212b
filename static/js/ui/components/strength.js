/** How strong a passphrase is, said in words; the bar only echoes them. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";

/** @typedef {0 | 1 | 2 | 3 | 4} StrengthLevel */

/**
 * @param {StrengthLevel} level
 * @returns {string}
 */
export function strengthWords(level) {
  return [t("Too easy to guess"), t("Still easy to guess"), t("Fair. A word more would help"), t("Strong"), t("Very strong")][level];
}

/**
 * @param {{ level: StrengthLevel | null, words?: string, id?: string }} props
 *   level null: nothing typed yet; words: says more than the level does
 */
export function Strength({ level, words, id }) {
  return html`<div class="strength" id=${id}>
    <div class=${`strength__bar strength__bar--${level ?? "none"}`} aria-hidden="true"><i /><i /><i /><i /></div>
    <p class="strength__words" role="status">${level === null ? "" : words ?? strengthWords(level)}</p>
  </div>`;
}
