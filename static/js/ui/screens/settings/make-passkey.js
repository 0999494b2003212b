/**
 * Making a passkey: its name, the passphrase, and three times of asking the phone. Each of these waits for a press of
 * its own, because some phones ask only in answer to one, and because nobody likes to be asked thrice without a word.
 */
import { t } from "../../../core/i18n.js";
import { PasskeyUnfitError } from "../../../domain/errors.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextField } from "../../components/field.js";
import { StepsIndicator } from "../../components/steps-indicator.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { useShell } from "../../shell.js";
import { html, useEffect, useRef, useState } from "../../view.js";

/** @typedef {"make" | "once" | "again"} Step */

const STEPS = /** @type {const} */ (["make", "once", "again"]);
const NAME_MAX = 40;

/** @param {{ onMade: () => Promise<void>, onUnfit: (words: string) => void }} props onUnfit: this phone turned out to have none for us */
export function MakePasskey({ onMade, onUnfit }) {
  const { app } = useShell();
  const [name, setName] = useState("");
  const [waiting, setWaiting] = useState(/** @type {{ step: Step, goOn: () => void } | null} */ (null));
  const next = (/** @type {Step} */ step) => new Promise((resolve) => setWaiting({ step, goOn: () => (setWaiting({ step, goOn: () => undefined }), resolve(undefined)) }));

  /** @param {string} typed */
  async function make(typed) {
    try {
      await app.passkeys.add({ name: name.trim() || t("My phone"), typed, next });
    } catch (problem) {
      if (!(problem instanceof PasskeyUnfitError)) throw problem;
      return onUnfit(problem.message);
    } finally {
      setWaiting(null);
    }
    await onMade();
  }

  return html`<section class="stack" aria-label=${t("Make a passkey on this phone")}>
    <h2 class="settings__title">${t("Make a passkey on this phone")}</h2>
    <${TextField} label=${t("What to call it")} hint=${t("Your phone lists it under this name. Nobody else is told.")} value=${name} onInput=${setName} placeholder=${t("My phone")} maxLength=${NAME_MAX} enterKeyHint="next" />
    <${FreshPassphrase} typedOnly submitLabel=${t("Make a passkey")} onSubmit=${make}
      hint=${t("A passkey that is deleted is gone for ever. So you type your other way in once more.")} />
    ${waiting && html`<${Asking} ...${waiting} />`}
  </section>`;
}

/** @param {{ step: Step, goOn: () => void }} props */
function Asking({ step, goOn }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const button = place.current?.querySelector("button");
    button?.focus();
    button?.scrollIntoView({ block: "nearest" });
  }, [step]);
  return html`<div class="note stack" ref=${place} role="status">
    <${StepsIndicator} count=${STEPS.length} current=${STEPS.indexOf(step) + 1} />
    <p>${wordsOf(step)}</p>
    <${ButtonRow}><${Button} kind="primary" icon="touch" onPress=${goOn}>${t("Ask my phone")}<//><//>
  </div>`;
}

/** @param {Step} step */
function wordsOf(step) {
  if (step === "make") return t("That is right. Now your phone asks you three times. First it makes the passkey.");
  if (step === "once") return t("It is made. Now we look whether it opens your account.");
  return t("Once more, to see that it opens every time.");
}
