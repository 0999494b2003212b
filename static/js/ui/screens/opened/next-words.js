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
/** @typedef {{ by: "me" | "partner", step: Step, text: string }} Turn */
/** @typedef {ReturnType<typeof useDraft<Record<string, string>>>} Typed */

const LONGEST = 20_000;

/** @param {{ id: string, steps: readonly Step[], turns: readonly Turn[] }} props turns: so far; one more is another `NextWords` */
export function NextWords({ id, steps, turns }) {
  const typed = useDraft(turnDraft(id), nothingTyped, (kept) => unsaid(kept, turns));
  if (steps.includes("yes")) return html`<${IsThatIt} id=${id} typed=${typed} />`;
  const [step, words] = steps.includes("heard") ? ["heard", heardWords()] : ["answer", answerWords()];
  return html`<${Say} id=${id} typed=${typed} step=${step} ...${words} />`;
}

/** @returns {Record<string, string>} */
const nothingTyped = () => ({ heard: "", "not-quite": "", answer: "" });

/**
 * The turn may be here before the answer to sending it is, and that may get lost: what was said is no draft any more.
 * @param {Record<string, string>} kept by step
 * @param {readonly Turn[]} turns
 * @returns {Record<string, string>}
 */
function unsaid(kept, turns) {
  const isSaid = (/** @type {[string, string]} */ [step, text]) => turns.some((turn) => turn.by === "me" && turn.step === step && turn.text === text.trim());
  return Object.fromEntries(Object.entries(kept).filter((one) => !isSaid(one)));
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

/** @param {{ id: string, typed: Typed }} props */
function IsThatIt({ id, typed }) {
  const { bridge } = useApp();
  const [isNotQuite, setIsNotQuite] = useState(() => typed.words["not-quite"] !== "");
  const { isBusy, problem, run } = useAttempt();
  if (isNotQuite) return html`<${Say} id=${id} typed=${typed} step="not-quite" ...${notQuiteWords()} onBack=${() => setIsNotQuite(false)} />`;
  return html`<div class="stack">
    <p>${t("Is this what you meant?")}</p>
    <${Problem} text=${problem} />
    <${ButtonRow}>
      <${Button} icon="check" busy=${isBusy} onPress=${() => void run(() => bridge.say(id, { step: "yes" }))}>${t("Yes, that’s it")}<//>
      <${Button} disabled=${isBusy} onPress=${() => setIsNotQuite(true)}>${t("Not quite")}<//>
    <//>
  </div>`;
}

/** @param {{ id: string, typed: Typed, step: Step, label: string, hint: string, send: string, onBack?: () => void }} props */
function Say({ id, typed: { words, change, sent }, step, label, hint, send, onBack }) {
  const { bridge } = useApp();
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
