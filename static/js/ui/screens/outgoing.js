/** One offer of mine that is under way. What its author reads is one sentence, whatever the other did. */
import { t } from "../../core/i18n.js";
import { cannotBeUnread, noSecondKnock, restsAfterwards, withdrawLeavesNothing } from "../../domain/bridge/words.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useArrivals } from "../use-arrivals.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useEffect, useState } from "../view.js";
import { BridgeScene } from "../components/bridge-scene.js";
import { Button, ButtonRow } from "../components/button.js";
import { Confirm } from "../components/confirm.js";
import { CoverWords } from "./parts/cover-words.js";
import { Missing } from "./parts/missing.js";
import { OfferedWords } from "./parts/offer-words.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/bridge.js").OutgoingView} OutgoingView */

/** @param {{ params: { id: string } }} props */
export function OutgoingScreen({ params: { id } }) {
  const { bridge } = useApp();
  const router = useRouter();
  const offer = useObservable(bridge.outgoing).find((one) => one.id === id);
  const isOpened = useObservable(bridge.opened).some((one) => one.id === id);
  useEffect(() => {
    if (isOpened) router.replace("opened", { id, isNew: true });
  }, [isOpened]);
  if (offer) return html`<${UnderWay} offer=${offer} />`;
  return html`<${Missing} title=${t("Your offer")} place="bridge" words=${t("This offer has ended. Your page is still among your own.")} />`;
}

/** @param {{ offer: OutgoingView }} props */
function UnderWay({ offer }) {
  const { says, state, cover, tier, entryId } = offer;
  const router = useRouter();
  useArrivals([{ key: `${state}-${offer.askRelease}`, text: says }]);
  if (state === "refused") return html`<${Screen} title=${t("Your offer")}><${Problem} text=${says} /><//>`;
  return html`<${Screen} title=${t("Your offer")}>
    <article class="crossing">
      <div class="crossing__scene"><${BridgeScene} state=${state} /></div>
      <h2>${says}</h2>
      ${offer.askRelease && html`<${AskOnceMore} id=${offer.id} />`}
      <section class="offer-preview"><h3 class="section-title">${t("Your partner sees this now")}</h3>
        <p>${t("You have something to tell them.")}</p><${CoverWords} cover=${cover} tier=${tier} /></section>
      <section class="offer-preview"><h3 class="section-title">${t("And this once it is open")}</h3><${OfferedWords} offered=${offer} level=${4} /></section>
      ${state === "offered" && html`<p class="note">${noSecondKnock()}</p>`}
      <${ButtonRow}><${Button} icon="write" onPress=${() => router.go("offer", { edit: offer.id })}>${t("Change it")}<//><${Withdraw} id=${offer.id} /><//>
      ${entryId && html`<${Button} kind="quiet" onPress=${() => router.go("entry", { id: entryId })}>${t("Read the whole page")}<//>`}
    </article>
  <//>`;
}

/** @param {{ id: string }} props the second yes, chosen beforehand: the key moves with this press and not before */
function AskOnceMore({ id }) {
  const { bridge } = useApp();
  const { isBusy, problem, run } = useAttempt();
  return html`<div class="stack">
    <p class="offer__unread">${cannotBeUnread()}</p>
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" icon="bridge" busy=${isBusy} onPress=${() => void run(() => bridge.release(id))}>${t("Open it to them now")}<//><//>
    <p class="note">${t("You can also leave it as it is, change it or take it back.")}</p>
  </div>`;
}

/** @param {{ id: string }} props */
function Withdraw({ id }) {
  const { bridge } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  const withdraw = async () => {
    if (!(await run(() => bridge.withdraw(id)))) return;
    announce(t("It is taken back."));
    router.back("bridge");
  };
  return html`<${Button} icon="undo" onPress=${() => setAsks(true)}>${t("Take it back")}<//>
    <${Confirm} open=${asks} title=${t("Take this offer back?")} confirmLabel=${t("Take it back")} cancelLabel=${t("Leave it")} busy=${isBusy}
      onConfirm=${() => void withdraw()} onCancel=${() => setAsks(false)}>
      <div class="stack"><p>${withdrawLeavesNothing()}</p><p>${restsAfterwards()}</p><${Problem} text=${problem} /></div>
    <//>`;
}
