/** The next words are mine: saying back, judging what was said back, or the answer. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { GentleWords } from "../gentle/gentle-words.js";
import { Problem } from "../parts/problem.js";

/** @typedef {import("../../../domain/turns.js").Step} Step */

const LONGEST = 20_000;

/** @param {{ id: string, steps: readonly Step[] }} props */
export function NextWords({ id, steps }) {
  if (steps.includes("yes")) return html`<${IsThatIt} id=${id} />`;
  return steps.includes("heard") ? html`<${Say} id=${id} step="heard" ...${heardWords()} />` : html`<${Say} id=${id} step="answer" ...${answerWords()} />`;
}

const heardWords = () => ({
  label: t("What did you hear?"), hint: t("Say it back in your own words, without answering yet."), send: t("Say it back"),
});
const answerWords = () => ({
  label: t("Your own answer"), hint: t("They feel heard. Now you may say what it does in you."), send: t("Give this answer"),
});
const notQuiteWords = () => ({ label: t("What is missing?"), hint: t("Tell them gently what you meant."), send: t("Tell them") });

/** @param {string} id of the offer */
const turnDraft = (id) => `turn:${id}`;

/** @param {{ id: string }} props */
function IsThatIt({ id }) {
  const { bridge, drafting } = useApp();
  const [isNotQuite, setIsNotQuite] = useState(() => Boolean(drafting.read(turnDraft(id))["not-quite"]));
  const { isBusy, problem, run } = useAttempt();
  if (isNotQuite) return html`<${Say} id=${id} step="not-quite" ...${notQuiteWords()} onBack=${() => setIsNotQuite(false)} />`;
  return html`<div class="stack">
    <p>${t("Is this what you meant?")}</p>
    <${Problem} text=${problem} />
    <${ButtonRow}>
      <${Button} icon="check" busy=${isBusy} onPress=${() => void run(() => bridge.say(id, { step: "yes" }))}>${t("Yes, that’s it")}<//>
      <${Button} disabled=${isBusy} onPress=${() => setIsNotQuite(true)}>${t("Not quite")}<//>
    <//>
  </div>`;
}

/** @param {{ id: string, step: Step, label: string, hint: string, send: string, onBack?: () => void }} props */
function Say({ id, step, label, hint, send, onBack }) {
  const { bridge } = useApp();
  const { words, change, sent } = useDraft(turnDraft(id), () => ({ [step]: "" }));
  const text = words[step];
  const write = (/** @type {string} */ typed) => change({ [step]: typed });
  const { isBusy, problem, run } = useAttempt(async () => {
    await bridge.say(id, { step, text: text.trim() });
    await sent();
  });
  return html`<div class="stack">
    <${TextArea} label=${label} hint=${hint} rows=${4} maxLength=${LONGEST} value=${text} onInput=${write} />
    <${GentleWords} text=${text} onText=${write} purpose=${`${turnDraft(id)}:${step}`} maxLength=${LONGEST} level=${3} />
    <${Problem} text=${problem} />
    <p class="note">${t("What you say here stays as it is. It cannot be changed afterwards.")}</p>
    <${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${text.trim() === ""} onPress=${() => void run()}>${send}<//>
      ${onBack && html`<${Button} onPress=${onBack}>${t("Go back")}<//>`}<//>
  </div>`;
}
