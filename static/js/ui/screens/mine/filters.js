/** Looking by topic and by feeling. */
import { t } from "../../../core/i18n.js";
import { feelingFamilies, feelingLabel } from "../../../domain/feelings.js";
import { topicLabel, topics } from "../../../domain/topics.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { Sheet } from "../../components/sheet.js";
import { lookFor } from "./look.js";

/** @typedef {import("./look.js").Look} Look */

const ANY = "";

/** @param {{ look: Look }} props what is chosen, each with a way to let it go */
export function ActiveFilters({ look }) {
  const chosen = [
    { label: topicLabel(look.topic), letGo: () => lookFor({ topic: null }) },
    { label: feelingLabel(look.feeling), letGo: () => lookFor({ feeling: null }) },
  ].filter(({ label }) => label !== null);
  if (chosen.length === 0) return null;
  return html`<div class="tag-row">${chosen.map(({ label, letGo }) => html`<${Button} key=${label} icon="close" onPress=${letGo}>
    <span class="visually-hidden">${t("Stop choosing by:")} </span>${label}<//>`)}</div>`;
}

/** @param {{ open: boolean, look: Look, onClose: () => void }} props */
export function FilterSheet({ open, look, onClose }) {
  const any = { value: ANY, label: t("Any") };
  const asOption = (/** @type {{ id: string, label: string }} */ { id, label }) => ({ value: id, label });
  const actions = html`<${ButtonRow}><${Button} kind="primary" onPress=${onClose}>${t("Show these")}<//><//>`;
  return html`<${Sheet} open=${open} title=${t("Topic and feeling")} onClose=${onClose} actions=${actions}>
    <div class="stack stack--loose">
      <${ChipChoice} legend=${t("Topic")} options=${[any, ...topics().map(asOption)]} value=${look.topic ?? ANY}
        onChange=${(/** @type {string} */ topic) => lookFor({ topic: topic || null })} />
      <${ChipChoice} legend=${t("Feeling")} options=${[any, ...feelingFamilies().flatMap(({ feelings }) => feelings).map(asOption)]}
        value=${look.feeling ?? ANY} onChange=${(/** @type {string} */ feeling) => lookFor({ feeling: feeling || null })} />
    </div>
  <//>`;
}
