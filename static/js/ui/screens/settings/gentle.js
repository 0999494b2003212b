/** Gentle words: on or off, and the language somebody writes in. Seen by nobody else. */
import { t } from "../../../core/i18n.js";
import { nameOfLanguage, WRITTEN } from "../../../core/languages.js";
import { wordsFor } from "../../attempt.js";
import { RadioList } from "../../components/radio-list.js";
import { Switch } from "../../components/switch.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";

const AS_THE_APP = "";

export function GentleScreen() {
  const { app, toasts } = useShell();
  const { gentleWords, writingLanguage } = useObservable(app.settings.value);
  const save = (/** @type {Partial<import("../../../domain/settings.js").Settings>} */ change) => void app.settings.save(change).catch((problem) => toasts.show({ text: wordsFor(problem) }));
  const options = [{ value: AS_THE_APP, label: t("As the app") }, ...WRITTEN.map((language) => ({ value: language, label: html`<span lang=${language}>${nameOfLanguage(language)}</span>` }))];
  return html`<${Screen} title=${t("Gentle words")}>
    <div class="stack stack--loose">
      <p class="lead">${t("While you write to your partner, the app can point at words that may land as blame, and help you to say what you feel and need.")}</p>
      <p class="note">${t("It happens on this phone alone. Nothing of it is kept, sent or counted, your partner is told nothing, and you can send your words as they are. It follows plain rules, so it will sometimes be wrong.")}</p>
      <${Switch} label=${t("Gentle words")} checked=${gentleWords} onChange=${(/** @type {boolean} */ isOn) => save({ gentleWords: isOn })} />
      <${RadioList} legend=${t("I write in")} options=${options} value=${writingLanguage} onChange=${(/** @type {string} */ language) => save({ writingLanguage: language })} />
    </div>
  <//>`;
}
