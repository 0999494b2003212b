/** How far a photo or voice note is, on its way here or to the server, and what keeps it. */
import { t } from "../../../core/i18n.js";
import { Button } from "../../components/button.js";
import { Icon } from "../../components/icon.js";
import { Progress } from "../../components/skeleton.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";

/** @param {{ id: string, share: number | null, problem: string | null, onAgain: () => void }} props share: of what is fetched, null where nothing is */
export function Arriving({ id, share, problem, onAgain }) {
  if (problem) return html`<p class="note" role="alert">${problem} <${Button} kind="quiet" onPress=${onAgain}>${t("Try again")}<//></p>`;
  // What lies on this phone is here before anybody could read that it is coming.
  if (share !== null && share < 1) return html`<div class="waiting"><${Progress} label=${t("On its way to this phone")} value=${share} max=${1} /></div>`;
  return html`<${OnItsWay} id=${id} />`;
}

/** @param {{ id: string }} props what is only on this phone yet */
export function OnItsWay({ id }) {
  const { media: { sending } } = useApp();
  const { underWay, problem } = useObservable(sending.status);
  const progress = underWay[id];
  if (!progress) return null;
  if (problem) return html`<p class="note"><${Icon} name="phone" size="small" /> ${t("Only on this phone so far.")} ${problem}</p>`;
  if (progress.sent === 0) return html`<p class="note"><${Icon} name="phone" size="small" /> ${t("Saved on this phone. Not on the server yet.")}</p>`;
  return html`<${Progress} label=${t("On its way to the server")} value=${progress.sent} max=${progress.of} />`;
}
