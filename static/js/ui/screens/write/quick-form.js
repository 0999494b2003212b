/** Two taps: a feeling and a topic. */
import { t } from "../../../core/i18n.js";
import { topics } from "../../../domain/topics.js";
import { html } from "../../view.js";
import { ChipChoice } from "../../components/chip-group.js";
import { FirstFeelings, NearerFeelings } from "../parts/feeling-choice.js";

/** @typedef {{ fields: Record<string, any>, change: (fields: Record<string, any>) => void, problem: string | null, attaching?: import("../../view.js").Children }} FormProps attaching: where photos and voice notes are put on the page */

/** @param {FormProps} props */
export function QuickForm({ fields, change, attaching }) {
  const feelings = { value: fields.feelings, onChange: (/** @type {string[]} */ chosen) => change({ feelings: chosen }) };
  // The nearer words come last: between the first tap and the second nothing moves.
  return html`<div class="stack stack--loose">
    <${FirstFeelings} legend=${t("What do you feel?")} ...${feelings} />
    <${ChipChoice} legend=${t("What is it about?")} options=${topics().map(({ id, label }) => ({ value: id, label }))}
      value=${fields.topic} onChange=${(/** @type {string} */ topic) => change({ topic })} />
    <${NearerFeelings} ...${feelings} />
    ${attaching}
  </div>`;
}
