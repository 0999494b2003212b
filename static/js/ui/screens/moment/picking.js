/** Times that the other proposes: one of them, or none. "None of these" goes nowhere. */
import { t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { List, ListRow } from "../../components/list-rows.js";
import { partnerName } from "../parts/person-words.js";
import { hourWords, Place, thereWords } from "./hour-words.js";

/** @param {import("./moment.js").PhaseProps} props */
export function Picking({ moment: { id, phase, times, zone, place }, actions }) {
  const app = useApp();
  const { moments, clock } = app;
  useObservable(app.settings.value);
  const nowMs = clock.nowMs();
  const pick = (/** @type {number} */ at) => void actions.withUndo(() => moments.pick(id, at), t("It is picked."), () => moments.pick(id, null));
  const setAside = (/** @type {boolean} */ isAside) => void actions.withUndo(() => moments.setAside(id, isAside), isAside ? t("They are set aside.") : t("They are back."), () => moments.setAside(id, !isAside));
  return html`<div class="stack"><h2>${t("{partner} proposes a time to talk", { partner: partnerName(app) })}</h2>
      <p>${phase === "aside" ? t("You set these times aside. Your partner sees the same as if you had not looked.") : t("Tap the time that suits you.")}</p>
      <${List} label=${t("Proposed times")}>${times.filter((at) => at > nowMs).map((at) => html`<${ListRow} key=${at} icon="calendar" title=${hourWords(at)}
        detail=${thereWords(at, zone)} onPress=${() => pick(at)} />`)}<//>
      <${Place} place=${place} /></div>
    <${ButtonRow}><${Button} onPress=${actions.proposeInstead}>${t("Propose other times")}<//>
      ${phase === "aside" ? html`<${Button} onPress=${() => setAside(false)}>${t("Bring them back")}<//>` : html`<${Button} onPress=${() => setAside(true)}>${t("None of these")}<//>`}<//>
    ${phase === "asked" && html`<p class="note">${t("“None of these” stays with you. Your partner sees the same as if you had not looked.")}</p>`}
    <${Button} kind="quiet" onPress=${() => void actions.letGo()}>${t("Let it go, for both")}<//>`;
}
