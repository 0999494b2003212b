/** The listening turn: saying back, until it is right, and then an answer. Nobody is told that somebody waits. */
import { t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useArrivals } from "../../use-arrivals.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Timeline } from "../../components/timeline.js";
import { partnerName, PersonText } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { NextWords } from "./next-words.js";

/** @typedef {import("../../../domain/turns.js").Step} Step */
/** @typedef {{ by: "me" | "partner", step: Step, text: string }} Turn */
/** @typedef {import("../../components/timeline.js").TimelineItem} TimelineItem */

/** @param {{ offer: import("../../../domain/bridge.js").OpenedView }} props */
export function ListeningTurn({ offer }) {
  const app = useApp();
  // A new turn arrives as a new list of what is opened.
  useObservable(app.bridge.opened);
  const { turns, whose, steps, problem } = app.bridge.turns(offer.id);
  const partner = partnerName(app);
  const theirs = turns.filter(({ by }) => by === "partner");
  useArrivals(theirs.map(({ by, step }, index) => ({ key: String(index), text: turnTitle(by, step, partner) })));
  return html`<section class="stack">
    <h2>${t("The listening turn")}</h2>
    ${turns.length === 0 && html`<p class="note">${t("First one of you says back what they heard. When it is right, the answer comes.")}</p>`}
    <${Problem} text=${problem} />
    ${turns.length > 0 && html`<${Timeline} label=${t("What was said")} items=${turns.map((turn, index) => turnItem(turn, index, partner))} />`}
    ${whose === "me" && html`<${NextWords} key=${turns.length} id=${offer.id} steps=${steps} turns=${turns} />`}
    ${whose === "partner" && html`<p class="note">${theirNext(steps, partner)}</p>`}
    ${whose === null && !problem && html`<p class="note">${t("You have both been heard. It stays here for both of you, until one of you puts it away.")}</p>`}
  </section>`;
}

/** @param {Turn} turn @param {number} index @param {string} partner @returns {TimelineItem} */
function turnItem({ by, step, text }, index, partner) {
  return {
    id: String(index),
    icon: step === "heard" ? "listen" : step === "yes" ? "check" : step === "answer" ? "write" : "info",
    title: turnTitle(by, step, partner),
    body: text ? html`<${PersonText} text=${text} quote=${by === "partner"} />` : undefined,
  };
}

/** @param {"me" | "partner"} by @param {Step} step @param {string} partner */
function turnTitle(by, step, partner) {
  const titles = {
    heard: by === "me" ? t("You said back what you heard") : t("{partner} said back what they heard", { partner }),
    yes: by === "me" ? t("You said: yes, that’s it") : t("{partner} said: yes, that’s it", { partner }),
    "not-quite": by === "me" ? t("You said: not quite") : t("{partner} said: not quite", { partner }),
    answer: by === "me" ? t("Your answer") : t("{partner} answered", { partner }),
  };
  return titles[step];
}

/** @param {readonly Step[]} steps @param {string} partner what may come from the other side, without a clock on it */
function theirNext(steps, partner) {
  if (steps.includes("heard")) return t("{partner} may say back what they heard, in their own time.", { partner });
  if (steps.includes("answer")) return t("{partner} may answer, in their own time.", { partner });
  return t("{partner} may say whether that was it, in their own time.", { partner });
}
