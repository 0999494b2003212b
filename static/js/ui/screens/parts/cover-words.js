/** The cover line of an offer, as both read it before anything is open. */
import { t, tn } from "../../../core/i18n.js";
import { hopeLabel, toneLabel } from "../../../domain/tones.js";
import { html } from "../../view.js";
import { Icon } from "../../components/icon.js";
import { PersonText } from "./person-words.js";

/** @typedef {import("../../../domain/bridge/cover.js").Cover} Cover */
/** @typedef {import("../../components/icon.js").IconName} IconName */

/** @param {{ cover: Cover | undefined, tier?: number, quote?: boolean }} props quote: said by the partner */
export function CoverWords({ cover, tier, quote }) {
  const facts = coverFacts(cover, tier);
  return html`<div class="cover-words">
    ${cover?.line && html`<${PersonText} text=${cover.line} quote=${quote} />`}
    ${facts.length > 0 && html`<ul class="cover-words__facts">
      ${facts.map(({ icon, text }) => html`<li key=${text}><${Icon} name=${icon} size="small" /><span>${text}</span></li>`)}
    </ul>`}
  </div>`;
}

/**
 * @param {Cover | undefined} cover
 * @param {number} [tier]
 * @returns {{ icon: IconName, text: string }[]}
 */
export function coverFacts(cover, tier) {
  const tone = toneLabel(cover?.tone);
  const hope = hopeLabel(cover?.hope);
  /** @type {({ icon: IconName, text: string } | null)[]} */
  const facts = [
    tier ? { icon: "book", text: tierWords(tier) } : null,
    cover?.minutes ? { icon: "clock", text: tn("About one minute", "About {n} minutes", cover.minutes) } : null,
    tone ? { icon: "sun", text: t("The tone: {tone}", { tone }) } : null,
    hope ? { icon: "listen", text: t("The hope: {hope}", { hope }) } : null,
  ];
  return facts.filter((fact) => fact !== null);
}

/** @param {number} tier @returns {string} how much it is, as both call it */
export function tierWords(tier) {
  return [t("The topic only"), t("One sentence"), t("All of it")][tier - 1] ?? t("All of it");
}
