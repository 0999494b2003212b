/**
 * Words a person wrote, made safe to look at (attack R1): text nodes only, and nothing in them that can turn, hide or
 * pile up what stands around them. What is stored stays as it was written; only the look is changed.
 */
import { t } from "../../../core/i18n.js";
import { html } from "../../view.js";
import { OwnText } from "../../components/card.js";

const SHOWN_INSTEAD = "\ufffd";
// Everything Unicode calls a control but line break and tab; overrides of direction; interlinear and tag characters.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u000b\u000c\u0085]/g;
// More than a few marks on one letter climb over the lines above it.
const PILES_OF_MARKS = /(\p{M}{6})\p{M}+/gu;

/** @param {string} text @returns {string} */
export function harmless(text) {
  return text.replace(LINE_ENDS, "\n").replace(PILES_OF_MARKS, "$1").replace(CONTROLS, SHOWN_INSTEAD);
}

/**
 * @param {{ text: string, size?: "normal" | "large", quote?: boolean }} props quote: said by the partner
 */
export function PersonText({ text, size, quote }) {
  return html`<${OwnText} size=${size} quote=${quote}>${harmless(text)}<//>`;
}

/** @param {{ settings: { value: { value: { partnerName: string } } } }} app @returns {string} for the beginning of a sentence: the name they chose, or "Your partner" */
export function partnerName(app) {
  return harmless(app.settings.value.value.partnerName).trim() || t("Your partner");
}

/** @param {Parameters<typeof partnerName>[0]} app @returns {string} inside a sentence: the name they chose, or "your partner" */
export function partnerInside(app) {
  return app.settings.value.value.partnerName.trim() ? partnerName(app) : t("your partner");
}
