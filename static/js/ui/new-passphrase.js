/** A new passphrase with an honest word on it, all on the phone. */
import { t } from "../core/i18n.js";
import { wordsFor } from "./attempt.js";
import { PassphraseField } from "./components/passphrase-field.js";
import { Strength } from "./components/strength.js";
import { useShell } from "./shell.js";
import { html, useEffect, useState } from "./view.js";

/** @typedef {import("../domain/passphrase.js").Assessment} Assessment */

/**
 * @param {string} typed
 * @param {string} name
 * @returns {Assessment | null} null while nothing is typed
 */
export function useAssessment(typed, name) {
  const { whenReady } = useShell();
  const [found, setFound] = useState(/** @type {Assessment | null} */ (null));
  useEffect(() => {
    let isWanted = true;
    if (typed === "") setFound(null);
    else void whenReady.then(({ passphrase }) => passphrase.assess(typed, name)).catch((problem) => ({ ok: false, words: wordsFor(problem), reasons: [] })).then((assessed) => isWanted && setFound(assessed));
    return () => void (isWanted = false);
  }, [typed, name]);
  return found;
}

/**
 * @param {{ label: string, hint?: string, value: string, onInput: (value: string) => void, assessment: Assessment | null, autofocus?: boolean }} props
 */
export function NewPassphrase({ label, hint, value, onInput, assessment, autofocus }) {
  return html`<div class="stack stack--tight">
    <${PassphraseField} label=${label} hint=${hint} value=${value} onInput=${onInput} autocomplete="new-password" autofocus=${autofocus} enterKeyHint="next" />
    <${Strength} level=${assessment && levelOf(assessment)} words=${assessment ? inWords(assessment) : ""} />
  </div>`;
}

/** @param {Assessment} assessment @returns {import("./components/strength.js").StrengthLevel} */
function levelOf({ ok, words, reasons }) {
  if (!ok) return 1;
  if (reasons.length > 0) return 2;
  return words === t("Strong") ? 4 : 3;
}

/** @param {Assessment} assessment */
function inWords({ words, reasons: [reason] }) {
  return reason ? t("{words}. {reason}", { words, reason }) : words;
}
