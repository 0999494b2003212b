/** What is not on the server yet, and what it means when keeping up has stopped. */
import { t, tn } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { Button, ButtonRow } from "../components/button.js";
import { Screen } from "../screen.js";
import { useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html } from "../view.js";

export function SyncStateScreen() {
  const { app, router } = useShell();
  const { state, unsent, problem } = useObservable(app.sync.status);
  const sending = useObservable(app.media.sending.status);
  const attached = Object.keys(sending.underWay).length;
  const { run, isBusy } = useAttempt(() => Promise.all([app.sync.now(), app.media.sending.now()]));
  const isWaiting = unsent > 0 || attached > 0;
  return html`<${Screen} title=${t("On this phone")}>
    <div class="prose">
      ${(unsent > 0 || attached === 0 || state === "stopped") && html`<p class="lead">${headline(state, unsent)}</p>`}
      ${attached > 0 && html`<p class="lead">${tn("One photo or voice note is on its way to the server.", "{n} photos or voice notes are on their way to the server.", attached)}</p>`}
      ${sending.problem && html`<p role="status">${sending.problem}</p>`}
      ${problem && html`<p role="status">${problem}</p>`}
      ${state === "stopped" ? html`<${Stopped} />` : html`<p>${t("Everything you write is saved on this phone first. It goes to the server by itself as soon as that can be reached, and from there to your other phones.")}</p>`}
      <${ButtonRow}>
        ${state !== "stopped" && html`<${Button} kind=${isWaiting ? "primary" : "plain"} busy=${isBusy} onPress=${() => void run()}>${isWaiting ? t("Try now") : t("Look again")}<//>`}
        <${Button} kind=${state === "stopped" ? "primary" : "plain"} icon="download" onPress=${() => router.go("settings-export")}>${t("Save a copy of everything")}<//>
      <//>
    </div>
  <//>`;
}

/** @param {string} state @param {number} unsent */
function headline(state, unsent) {
  if (state === "stopped") return t("Keeping up with the server has stopped.");
  if (unsent > 0) return tn("{n} change is on this phone and not on the server yet.", "{n} changes are on this phone and not on the server yet.", unsent);
  return t("Everything is on the server.");
}

/** Why it stopped is said above it, by what stopped it. */
function Stopped() {
  return html`<p>${t("Nothing on this phone was deleted or changed. You can go on reading and writing here. Until it fits again, this phone takes nothing over from the server and sends nothing to it.")}</p>
    <p>${t("Save a copy now, and ask whoever runs the server what happened to it.")}</p>`;
}
