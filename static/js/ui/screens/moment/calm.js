/** The private question in the hour before. After an answer the words are the same until the hour, whatever it was and whatever the other does. */
import { t } from "../../../core/i18n.js";
import { answered, calmQuestion } from "../../../domain/moment/words.js";
import { useApp, useShell } from "../../shell.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { HourAndPlace } from "./hour-words.js";

/** @param {import("./moment.js").PhaseProps} props */
export function Calm({ moment: { id, picked, zone, place }, actions }) {
  const { moments } = useApp();
  const answer = (/** @type {boolean} */ isYes) => void actions.run(() => moments.answer(id, isYes));
  return html`<div class="stack"><h2>${calmQuestion()}</h2>
      <p>${t("For this talk, now. Only you see your answer.")}</p></div>
    <${ButtonRow}><${Button} busy=${actions.isBusy} onPress=${() => answer(true)}>${t("Yes, I am")}<//>
      <${Button} busy=${actions.isBusy} onPress=${() => answer(false)}>${t("Rather another time")}<//><//>
    <p class="note">${t("If you both say yes, both phones say so at the hour. In every other case both say that another time is better, and no more.")}</p>
    <p class="note">${t("What this cannot hide: whoever said yes then knows that the other did not say yes in time, or was not there.")}</p>
    <${HourAndPlace} atMs=${picked} zone=${zone} place=${place} />`;
}

/** @param {import("./moment.js").PhaseProps} props */
export function Answered({ moment: { id, picked, zone, place }, actions }) {
  const { moments } = useApp();
  const { announce } = useShell();
  const turnOff = async () => {
    if (await actions.run(() => moments.turnOff(id))) announce(answered());
  };
  return html`<div class="stack"><h2>${answered()}</h2>
      <p>${t("Keep this open, or open it again shortly before: the two phones have to meet to find out whether you both said yes.")}</p>
      <${HourAndPlace} atMs=${picked} zone=${zone} place=${place} /></div>
    <p class="note">${t("Until the hour you can still say that another time is better. No screen shows it.")}</p>
    <${ButtonRow}><${Button} busy=${actions.isBusy} onPress=${() => void turnOff()}>${t("Rather another time")}<//><//>`;
}
