/** What the app may offer out of one's own pages; each of it can be off. Seen by nobody else. */
import { t } from "../../../core/i18n.js";
import { wordsFor } from "../../attempt.js";
import { Switch } from "../../components/switch.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";

export function LookingBackScreen() {
  return html`<${Screen} title=${t("Looking back")}>
    <div class="stack stack--loose">
      <p class="lead">${t("Today can show you something out of your own pages. It is found on this phone, and nobody else learns of it.")}</p>
      <${LookBackSwitch} name="onThisDay" label=${t("On this day")} hint=${t("A page from this day in an earlier year, or from a month ago. Never a safety note.")} />
      <${LookBackSwitch} name="stillTrue" label=${t("Is it still true?")} hint=${t("After 30 days, for a page about what weighs on you. One page at a time.")} />
    </div>
  <//>`;
}

/** @param {{ name: "onThisDay" | "stillTrue", label: string, hint: string }} props */
export function LookBackSwitch({ name, label, hint }) {
  const { app, toasts } = useShell();
  const settings = useObservable(app.settings.value);
  return html`<${Switch} label=${label} hint=${hint} checked=${settings[name]}
    onChange=${(/** @type {boolean} */ isOn) => void app.settings.save({ [name]: isOn }).catch((problem) => toasts.show({ text: wordsFor(problem) }))} />`;
}
