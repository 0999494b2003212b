/** When the keys go by themselves; and, with a fresh passphrase, how long they may stay. */
import { t, tn } from "../../../core/i18n.js";
import { wordsFor } from "../../attempt.js";
import { RadioList } from "../../components/radio-list.js";
import { Segmented } from "../../components/segmented.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";

const AWAY_MINUTES = [1, 2, 5, 15];
const IDLE_MINUTES = [2, 5, 15, 30];
const HOUR_S = 3_600;

export function LockingScreen() {
  const { app, toasts } = useShell();
  const { awayMinutes, idleMinutes } = useObservable(app.settings.value);
  /** @param {Partial<import("../../../domain/settings.js").Settings>} patch */
  const save = (patch) => void app.settings.save(patch).catch((problem) => toasts.show({ text: wordsFor(problem) }));
  return html`<${Screen} title=${t("Locking")}>
    <div class="stack stack--loose">
      <${Segmented} legend=${t("After you leave the app")} hideLegend=${false} options=${AWAY_MINUTES.map(choiceOf)} value=${String(awayMinutes)}
        hint=${t("Minutes. The screen is covered at once; after this time the passphrase is needed.")} onChange=${(/** @type {string} */ value) => save({ awayMinutes: Number(value) })} />
      <${Segmented} legend=${t("When you do nothing")} hideLegend=${false} options=${IDLE_MINUTES.map(choiceOf)} value=${String(idleMinutes)}
        hint=${t("Minutes, while the app is open.")} onChange=${(/** @type {string} */ value) => save({ idleMinutes: Number(value) })} />
      <${Staying} />
    </div>
  <//>`;
}

/** @param {number} minutes */
const choiceOf = (minutes) => ({ value: String(minutes), label: String(minutes) });

function Staying() {
  const { app, toasts } = useShell();
  const [choice, setChoice] = useState(/** @type {string | null} */ (null));
  const hours = Number(choice);
  return html`<section class="stack">
    <h2>${t("Stay unlocked on this phone")}</h2>
    <p class="note">${t("Then closing and opening the app again does not ask for the passphrase for a while. Whoever holds the phone in that time gets in. The lock and Hide now end it at once.")}</p>
    <${RadioList} legend=${t("For how long")} hideLegend value=${choice} onChange=${setChoice} options=${[
      { value: "0", label: t("Not at all"), hint: t("The passphrase is asked for each time. The safest.") },
      { value: "1", label: t("One hour without use") },
      { value: "12", label: t("Twelve hours without use") },
      { value: "168", label: t("Seven days without use") },
    ]} />
    ${choice !== null && html`<${FreshPassphrase} key=${choice} submitLabel=${hours === 0 ? t("Turn it off") : t("Turn it on")} onSubmit=${async (/** @type {string} */ passphrase) => {
      if (hours === 0) await app.account.prove(passphrase);
      await app.account.stayUnlocked(hours * HOUR_S, passphrase);
      toasts.show({ text: hours === 0 ? t("The passphrase is asked for each time now.") : tn("This phone stays unlocked for {n} hour without use.", "This phone stays unlocked for {n} hours without use.", hours) });
      setChoice(null);
    }} />`}
  </section>`;
}
