/** Naming a time at which one would be ready. */
import { t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { Sheet } from "../../components/sheet.js";
import { Problem } from "../parts/problem.js";

/**
 * @param {{
 *   id: string, open: boolean, busy: boolean, problem: string | undefined, onClose: () => void,
 *   onChoose: (isoTime: string) => Promise<boolean>,
 * }} props id: of the offer; onChoose: whether the time was told
 */
export function GoodMoment({ id, open, busy, problem, onClose, onChoose }) {
  const { clock } = useApp();
  const { words: { local }, change, sent } = useDraft(`moment:${id}`, () => ({ local: "" }));
  const [wrong, setWrong] = useState(/** @type {string | undefined} */ (undefined));
  const choose = async () => {
    const atMs = Date.parse(local);
    if (Number.isNaN(atMs)) return setWrong(t("Please choose a day and an hour."));
    if (atMs <= clock.nowMs()) return setWrong(t("This time is over already. Please choose a later one."));
    if (await onChoose(new Date(atMs).toISOString())) await sent();
  };
  const actions = html`<${ButtonRow}><${Button} kind="primary" busy=${busy} onPress=${() => void choose()}>${t("Tell them this time")}<//><${Button} onPress=${onClose}>${t("Go back")}<//><//>`;
  return html`<${Sheet} open=${open} title=${t("A good moment")} onClose=${onClose} actions=${actions}>
    <div class="stack">
      <p>${t("Your partner sees this time and nothing else. You still say yourself when you are ready.")}</p>
      <${DateTimeField} label=${t("Day and hour")} value=${local} min=${localMinute(clock.nowMs())} error=${wrong}
        onInput=${(/** @type {string} */ value) => (change({ local: value }), setWrong(undefined))} />
      <${Problem} text=${problem} />
    </div>
  <//>`;
}

/** @param {number} atMs @returns {string} as the field writes it, local time */
function localMinute(atMs) {
  const offsetMs = new Date(atMs).getTimezoneOffset() * 60_000;
  return new Date(atMs - offsetMs).toISOString().slice(0, 16);
}
