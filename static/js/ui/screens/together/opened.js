/** What opened at the same moment: both texts, each with its author and a listening turn of its own. */
import { t } from "../../../core/i18n.js";
import { putAwayMeans } from "../../../domain/bridge/words.js";
import { topicLabel } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Button } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { OfferedWords } from "../parts/offer-words.js";
import { partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @param {{ one: import("../../../domain/together/togethers.js").TogetherView, isNew: boolean }} props isNew: it opened while this was looked at */
export function Opened({ one, isNew }) {
  const app = useApp();
  const opened = useObservable(app.bridge.opened);
  const [asks, setAsks] = useState(false);
  const { mine, theirs } = /** @type {{ mine: string, theirs: string }} */ (one.texts);
  return html`<${Screen} title=${t("Together")}>
    <article class="opened">
      <div class="crossing__scene"><${BridgeScene} state=${isNew ? "crossing" : "opened"} from="there" /></div>
      <h2>${topicLabel(one.topic)}</h2>
      <div class="side-by-side">
        <${Told} title=${t("{partner} told you this", { partner: partnerName(app) })} quote offer=${opened.find(({ id }) => id === theirs)} />
        <${Told} title=${t("You told this")} offer=${opened.find(({ id }) => id === mine)} />
      </div>
      <${Button} kind="quiet" onPress=${() => setAsks(true)}>${t("Put both away")}<//>
    </article>
    <${PutAway} id=${mine} open=${asks} onClose=${() => setAsks(false)} />
  <//>`;
}

/** @param {{ title: string, quote?: boolean, offer: import("../../../domain/bridge.js").OpenedView | undefined }} props */
function Told({ title, quote, offer }) {
  const router = useRouter();
  return html`<section class="offer-preview"><h3>${title}</h3>
    ${offer ? html`<${OfferedWords} offered=${{ ...offer, topic: null }} quote=${quote} level=${4} />
      <${Button} icon="listen" onPress=${() => router.go("opened", { id: offer.id })}>${offer.myTurn ? t("Your words next") : t("The listening turn")}<//>`
    : html`<${Problem} text=${t("This text is not here, or does not add up. Talk to your partner about it in person.")} />`}
  </section>`;
}

/** @param {{ id: string, open: boolean, onClose: () => void }} props */
function PutAway({ id, open, onClose }) {
  const { bridge } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const putAway = async () => {
    if (!(await run(() => bridge.putAway(id)))) return;
    announce(t("It is put away, for both of you."));
    router.replace("bridge");
  };
  return html`<${Confirm} open=${open} title=${t("Put both away?")} confirmLabel=${t("Put both away")} cancelLabel=${t("Leave it")} busy=${isBusy}
    onConfirm=${() => void putAway()} onCancel=${onClose}>
    <div class="stack"><p>${t("They opened at the same moment, and they go at the same moment.")}</p><p>${putAwayMeans()}</p><${Problem} text=${problem} /></div>
  <//>`;
}
