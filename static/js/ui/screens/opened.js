/** What has been opened, and the listening turn under it. */
import { formatDate, t } from "../../core/i18n.js";
import { putAwayMeans } from "../../domain/bridge/words.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { BridgeScene } from "../components/bridge-scene.js";
import { Card } from "../components/card.js";
import { Confirm } from "../components/confirm.js";
import { Menu } from "../components/menu.js";
import { ListeningTurn } from "./opened/listening-turn.js";
import { coverFacts, CoverWords } from "./parts/cover-words.js";
import { Missing } from "./parts/missing.js";
import { OfferedWords } from "./parts/offer-words.js";
import { partnerName } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/bridge.js").OpenedView} OpenedView */

/** @param {{ params: { id: string, isNew?: boolean } }} props isNew: it has just crossed */
export function OpenedScreen({ params: { id, isNew } }) {
  const { bridge, pairing } = useApp();
  const router = useRouter();
  const { kind } = useObservable(pairing.state);
  const offer = useObservable(bridge.opened).find((one) => one.id === id);
  const [asks, setAsks] = useState(false);
  if (!offer) return html`<${Missing} title=${t("Opened")} place="bridge" words=${t("It was put away. It is on neither of your screens now.")} />`;
  const items = [
    { label: t("Make a step of it"), icon: /** @type {const} */ ("steps"), onPress: () => router.go("step-edit", { list: "ours", stage: "talk" }) },
    { label: t("Put away"), icon: /** @type {const} */ ("close"), onPress: () => setAsks(true) },
  ];
  const actions = html`<${Menu} label=${t("More")} items=${kind === "paired" ? items : items.slice(1)} />`;
  return html`<${Screen} title=${t("Opened")} actions=${actions}>
    <article class="opened">
      <div class="crossing__scene"><${BridgeScene} state=${isNew ? "crossing" : "opened"} from=${offer.by === "me" ? "here" : "there"} /></div>
      <${Told} offer=${offer} />
      <${Beside} id=${id} />
      <${ListeningTurn} offer=${offer} />
    </article>
    <${PutAway} id=${id} open=${asks} onClose=${() => setAsks(false)} />
  <//>`;
}

/** @param {{ offer: OpenedView }} props */
function Told({ offer }) {
  const app = useApp();
  const isMine = offer.by === "me";
  const day = formatDate(Date.parse(offer.openedAt));
  return html`<section class="stack">
    <div><h2>${isMine ? t("You told this") : t("{partner} told you this", { partner: partnerName(app) })}</h2>
      <p class="note">${t("Opened on {day}", { day })}</p></div>
    <${OfferedWords} offered=${offer} quote=${!isMine} level=${3} />
    ${coverFacts(offer.cover).length + offer.cover.line.length > 0 && html`<section class="offer-preview">
      <h3 class="section-title">${t("It came with these words")}</h3><${CoverWords} cover=${offer.cover} /></section>`}
  </section>`;
}

/** The way to both, where it opened at the same moment as one of the other. @param {{ id: string }} props */
function Beside({ id }) {
  const { togethers } = useApp();
  const router = useRouter();
  const one = useObservable(togethers.all).find(({ texts }) => texts !== null && Object.values(texts).includes(id));
  return one ? html`<${Card} level=${3} icon="bridge" tone="soft" title=${t("Both opened at the same moment")} meta=${t("See them side by side")} onPress=${() => router.go("together", { id: one.id })} />` : null;
}

/** @param {{ id: string, open: boolean, onClose: () => void }} props */
function PutAway({ id, open, onClose }) {
  const { bridge } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const putAway = async () => {
    if (!(await run(() => bridge.putAway(id)))) return;
    onClose();
    announce(t("It is put away, for both of you."));
    router.back("bridge");
  };
  return html`<${Confirm} open=${open} title=${t("Put this away?")} confirmLabel=${t("Put it away")} cancelLabel=${t("Leave it")} busy=${isBusy}
    onConfirm=${() => void putAway()} onCancel=${onClose}>
    <div class="stack"><p>${putAwayMeans()}</p><p>${t("Nobody pretends that it was forgotten.")}</p><${Problem} text=${problem} /></div>
  <//>`;
}
