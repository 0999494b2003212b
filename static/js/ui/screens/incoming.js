/** Something the partner wants to tell: the cover, and three answers of equal weight. */
import { formatDateTime, t } from "../../core/i18n.js";
import { cannotBeUnread, notNowStaysPrivate } from "../../domain/bridge/words.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useEffect, useState } from "../view.js";
import { BridgeScene } from "../components/bridge-scene.js";
import { Button, ButtonRow } from "../components/button.js";
import { GoodMoment } from "./bridge/good-moment.js";
import { CoverWords } from "./parts/cover-words.js";
import { Missing } from "./parts/missing.js";
import { partnerName } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/bridge.js").IncomingView} IncomingView */

/** @param {{ params: { id: string } }} props */
export function IncomingScreen({ params: { id } }) {
  const { bridge } = useApp();
  const router = useRouter();
  const offer = useObservable(bridge.incoming).find((one) => one.id === id);
  const isOpened = useObservable(bridge.opened).some((one) => one.id === id);
  useEffect(() => {
    if (isOpened) router.replace("opened", { id, isNew: true });
  }, [isOpened]);
  if (offer) return html`<${Waiting} offer=${offer} />`;
  return html`<${Missing} title=${t("For you")} place="bridge" words=${t("This offer is gone. There is nothing that you need to do.")} />`;
}

/** @param {{ offer: IncomingView }} props */
function Waiting({ offer }) {
  const app = useApp();
  const { state, says, cover, tier } = offer;
  if (state === "refused") return html`<${Screen} title=${t("For you")}><${Problem} text=${says} /><//>`;
  const heading = state === "ready" ? t("You said you are ready") : t("{partner} has something to tell you", { partner: partnerName(app) });
  return html`<${Screen} title=${t("For you")}>
    <article class="crossing">
      <div class="crossing__scene"><${BridgeScene} state=${state} from="there" /></div>
      <h2>${heading}</h2>
      <${CoverWords} cover=${cover} tier=${tier} quote />
      <p class="offer__unread">${cannotBeUnread()}</p>
      ${state === "ready" ? html`<${Ready} offer=${offer} />` : html`<${Answers} offer=${offer} />`}
    </article>
  <//>`;
}

/** @param {{ offer: IncomingView }} props */
function Ready({ offer: { id, says } }) {
  const { bridge } = useApp();
  const { isBusy, problem, run } = useAttempt();
  return html`<div class="stack">
    <p>${says}</p><${Problem} text=${problem} />
    <${ButtonRow}><${Button} icon="undo" busy=${isBusy} onPress=${() => void run(() => bridge.takeBack(id))}>${t("Take my yes back")}<//><//>
  </div>`;
}

/** @param {{ offer: IncomingView }} props */
function Answers({ offer: { id, answer, moment } }) {
  const { bridge } = useApp();
  const [choosing, setChoosing] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  const isNotNow = answer === "not-now";
  const tell = async (/** @type {string} */ isoTime) => {
    const isTold = await run(() => bridge.atMoment(id, isoTime));
    if (isTold) setChoosing(false);
    return isTold;
  };
  return html`<div class="stack">
    ${moment && html`<p role="status">${t("You named a moment: {when}. Your partner sees it.", { when: formatDateTime(Date.parse(moment)) })}</p>`}
    ${isNotNow && html`<p role="status">${t("You said not now. It rests here, and comes up nowhere else.")}</p>`}
    <${Problem} text=${problem} />
    <div class="offer__answers">
      <${Button} busy=${isBusy} onPress=${() => void run(() => bridge.accept(id))}>${t("I’m ready")}<//>
      <${Button} disabled=${isBusy} onPress=${() => setChoosing(true)}>${t("At a good moment")}<//>
      ${isNotNow
        ? html`<${Button} disabled=${isBusy} onPress=${() => void run(() => bridge.bringBack(id))}>${t("Bring it back")}<//>`
        : html`<${Button} disabled=${isBusy} onPress=${() => void run(() => bridge.notNow(id))}>${t("Not now")}<//>`}
    </div>
    <p class="note">${notNowStaysPrivate()}</p>
    <${GoodMoment} id=${id} open=${choosing} busy=${isBusy} problem=${problem} onClose=${() => setChoosing(false)} onChoose=${tell} />
  </div>`;
}
