/** Offering one thing: how much of it, what stands on its cover, and a last look at exactly what will be seen. */
import { t } from "../../core/i18n.js";
import { cannotBeUnread } from "../../domain/bridge/words.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { Screen } from "../screen.js";
import { useDraft } from "../use-draft.js";
import { html, useEffect, useState } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { StepsIndicator } from "../components/steps-indicator.js";
import { HeldBack, useHeld } from "./argued/held-back.js";
import { HowMuch } from "./offer/how-much.js";
import { LastLook } from "./offer/last-look.js";
import { OnTheCover } from "./offer/on-the-cover.js";
import { contentOf, whatIsMissing, wishFrom } from "./offer/wish.js";
import { Missing } from "./parts/missing.js";
import { Problem } from "./parts/problem.js";

const STEPS = [HowMuch, OnTheCover, LastLook];

/** @param {{ params: { entry?: string, edit?: string } }} props entry: to offer; edit: an offer that is under way */
export function OfferScreen({ params }) {
  const { bridge, journal } = useApp();
  const [offer] = useState(() => bridge.outgoing.value.find(({ id }) => id === params.edit) ?? null);
  const entryId = params.entry ?? offer?.entryId ?? null;
  const fields = (entryId && journal.entry(entryId)?.fields) || offer?.fields;
  if (!fields || (params.edit && !offer)) return html`<${Missing} title=${t("Offer")} place="bridge" />`;
  return html`<${Composer} entryId=${entryId} offer=${offer} fields=${fields} />`;
}

/** @param {{ entryId: string | null, offer: import("./offer/wish.js").Outgoing | null, fields: Record<string, any> }} props */
function Composer({ entryId, offer, fields }) {
  const router = useRouter();
  const purpose = offer ? `edit:${offer.id}` : `offer:${entryId}`;
  const { words: wish, change, sent } = useDraft(purpose, () => wishFrom(offer, fields));
  const [step, setStep] = useState(0);
  const held = useHeld(purpose);
  const hasAttached = entryId !== null && useApp().media.attachments.of(entryId).length > 0;
  const sending = useSending(entryId, offer, sent);
  const why = whatIsMissing(wish, fields) ?? sending.whyNot(wish.topic);
  const Step = STEPS[step];
  useEffect(() => window.scrollTo(0, 0), [step]);

  return html`<${Screen} title=${offer ? t("Change the offer") : t("Offer")} onBack=${() => (step === 0 ? router.back("bridge") : setStep(step - 1))}>
    <div class="stack stack--loose">
      <${StepsIndicator} count=${STEPS.length} current=${step + 1} />
      <${Step} wish=${wish} fields=${fields} purpose=${purpose} isEdit=${Boolean(offer)} hasAttached=${hasAttached} change=${change} />
      <${Problem} text=${sending.problem} />
      ${held.untilMs !== null && Step === LastLook && html`<${HeldBack} untilMs=${held.untilMs} />`}
      <${ButtonRow} sticky>
        <p class="offer__why note" role="status">${why}</p>
        ${Step === LastLook && html`<p class="offer__unread offer__unread--last">${cannotBeUnread()}</p>`}
        ${step < STEPS.length - 1
          ? html`<${Button} kind="primary" disabled=${why !== null} onPress=${() => setStep(step + 1)}>${t("Go on")}<//>`
          : held.untilMs !== null ? html`<${Button} kind="primary" busy=${held.isBusy} onPress=${() => void held.keep()}>${t("Keep it for later")}<//>`
          : html`<${Button} kind="primary" icon="bridge" busy=${sending.isBusy} disabled=${why !== null} onPress=${() => void sending.send(contentOf(wish, fields))}>
              ${offer ? t("Offer it as it is now") : t("Offer it")}<//>`}
      <//>
    </div>
  <//>`;
}

/**
 * @param {string | null} entryId
 * @param {import("./offer/wish.js").Outgoing | null} offer
 * @param {() => Promise<void>} sent
 */
function useSending(entryId, offer, sent) {
  const { bridge } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const action = useAttempt();
  return {
    ...action,
    /** @param {string | null} topic @returns {string | null} */
    whyNot: (topic) => (offer || !entryId ? null : bridge.canOffer(entryId, topic).why),
    /** @param {import("./offer/wish.js").Content} content */
    async send(content) {
      let id = offer?.id ?? "";
      const isDone = await action.run(async () => {
        if (offer) await bridge.edit(offer.id, content);
        else id = await bridge.offer({ ...content, entryId: /** @type {string} */ (entryId) });
      });
      if (!isDone) return;
      await sent();
      announce(t("It is on the bridge. Nothing is open yet."));
      router.replace("outgoing", { id });
    },
  };
}
