/** Locking mine in: a page, how much of it, and a last look at exactly what will open. */
import { t } from "../../../core/i18n.js";
import { waitsForBoth } from "../../../domain/together/words.js";
import { cannotBeUnread } from "../../../domain/bridge/words.js";
import { topicLabel } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { useDraft } from "../../use-draft.js";
import { html, useEffect, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { StepsIndicator } from "../../components/steps-indicator.js";
import { HowMuch } from "../offer/how-much.js";
import { contentOf, whatIsMissing, wishFrom } from "../offer/wish.js";
import { Missing } from "../parts/missing.js";
import { OfferedWords } from "../parts/offer-words.js";
import { Problem } from "../parts/problem.js";
import { PickPage } from "./pick-page.js";

/** @typedef {import("../../../domain/together/togethers.js").TogetherView} TogetherView */
/** @typedef {import("../offer/wish.js").Wish & { entryId: string | null }} LockWish */

/** @param {{ params: { id: string } }} props */
export function TogetherLockScreen({ params: { id } }) {
  const { togethers } = useApp();
  const one = useObservable(togethers.all).find((each) => each.id === id);
  if (!one || one.state !== "open" || one.isLocked) return html`<${Missing} title=${t("Together")} place="bridge" words=${t("There is nothing to lock in here now.")} />`;
  return html`<${Composer} one=${one} />`;
}

/** @param {{ one: TogetherView }} props */
function Composer({ one }) {
  const { journal, togethers } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const purpose = `together:${one.id}`;
  const first = () => /** @type {LockWish} */ ({ ...wishFrom(null, {}), entryId: null, topic: one.topic });
  const { words: wish, change, sent } = useDraft(purpose, first);
  const [step, setStep] = useState(0);
  useEffect(() => window.scrollTo(0, 0), [step]);
  const fields = (wish.entryId && journal.entry(wish.entryId)?.fields) || null;
  const at = fields ? step : 0;
  const missing = fields ? whatIsMissing({ ...wish, topic: one.topic }, fields) : null;

  const lockIn = async () => {
    const { entryId } = wish;
    const content = contentOf({ ...wish, topic: one.topic }, fields ?? {});
    if (!(await run(() => togethers.lockIn(one.id, { entryId: /** @type {string} */ (entryId), ...content })))) return;
    await sent();
    announce(t("It is locked in. Nothing is open yet."));
    router.back("bridge");
  };
  const choose = (/** @type {string} */ entryId) => {
    if (entryId !== wish.entryId) change({ entryId, tier: null });
    setStep(1);
  };

  return html`<${Screen} title=${topicLabel(one.topic) ?? t("Together")} onBack=${() => (at === 0 ? router.back("bridge") : setStep(at - 1))}>
    <div class="stack stack--loose">
      <${StepsIndicator} count=${3} current=${at + 1} />
      ${at === 0 && html`<${PickPage} topic=${one.topic} chosen=${wish.entryId} onChoose=${choose} />`}
      ${at === 1 && html`<${HowMuch} wish=${wish} fields=${fields} purpose=${purpose} isEdit change=${change} />`}
      ${at === 2 && html`<section class="offer-preview"><h2 class="section-title">${t("This opens, and nothing more")}</h2>
        <${OfferedWords} offered=${contentOf({ ...wish, topic: one.topic }, fields ?? {})} level=${3} /></section>
        <p class="note">${t("It is sealed on this phone. Nobody reads it before both of you have said now: not your partner, and not the server.")}</p>
        <p class="note">${waitsForBoth()}</p>`}
      <${Problem} text=${problem} />
      ${at > 0 && html`<${ButtonRow} sticky>
        <p class="offer__why note" role="status">${missing}</p>
        ${at === 2 && html`<p class="offer__unread offer__unread--last">${cannotBeUnread()}</p>`}
        ${at === 1
          ? html`<${Button} kind="primary" disabled=${missing !== null} onPress=${() => setStep(2)}>${t("Go on")}<//>`
          : html`<${Button} kind="primary" icon="lock" busy=${isBusy} disabled=${missing !== null} onPress=${() => void lockIn()}>${t("Lock it in")}<//>`}
      <//>`}
    </div>
  <//>`;
}
