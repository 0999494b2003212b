/** The cover: what the partner sees before anything is open. All of it may stay empty. */
import { t, tn } from "../../../core/i18n.js";
import { hopes, tones } from "../../../domain/tones.js";
import { html } from "../../view.js";
import { ChipChoice } from "../../components/chip-group.js";
import { TextArea } from "../../components/field.js";
import { GentleWords } from "../gentle/gentle-words.js";

const MINUTES = [5, 10, 20, 30, 60];
const LINE_CHARACTERS = 300;
const UNSAID = "";

/** @param {import("./wish.js").StepProps} props */
export function OnTheCover({ wish: { cover }, change, purpose }) {
  /** @param {Partial<import("./wish.js").Cover>} part */
  const put = (part) => change({ cover: { ...cover, ...part } });
  const unsaid = { value: UNSAID, label: t("I leave it open") };
  const asOption = (/** @type {{ id: string, label: string }} */ { id, label }) => ({ value: id, label });
  return html`<div class="stack stack--loose">
    <p class="lead">${t("These few words come with your offer, so that your partner knows what they say yes to.")}</p>
    <${ChipChoice} legend=${t("How long will it take?")} value=${String(cover.minutes ?? UNSAID)}
      options=${[unsaid, ...MINUTES.map((minutes) => ({ value: String(minutes), label: tn("{n} minute", "{n} minutes", minutes) }))]}
      onChange=${(/** @type {string} */ minutes) => put({ minutes: Number(minutes) || null })} />
    <${ChipChoice} legend=${t("In what tone?")} value=${cover.tone ?? UNSAID} options=${[unsaid, ...tones().map(asOption)]}
      onChange=${(/** @type {string} */ tone) => put({ tone: tone || null })} />
    <${ChipChoice} legend=${t("What do you hope for?")} value=${cover.hope ?? UNSAID} options=${[unsaid, ...hopes().map(asOption)]}
      onChange=${(/** @type {string} */ hope) => put({ hope: hope || null })} />
    <${TextArea} label=${t("A line to go with it")} hint=${t("Your partner reads this before it is open.")} optional rows=${2} maxLength=${LINE_CHARACTERS}
      value=${cover.line} onInput=${(/** @type {string} */ line) => put({ line })} />
    ${cover.line.trim() !== "" && html`<${GentleWords} text=${cover.line} onText=${(/** @type {string} */ line) => put({ line })} purpose=${`${purpose}:line`} maxLength=${LINE_CHARACTERS} />`}
  </div>`;
}
