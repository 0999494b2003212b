/** One moment: picked or not, and in the hour before the one private question. What is said is the same whatever the other did. */
import { t } from "../../../core/i18n.js";
import { anotherTime, momentStands } from "../../../domain/moment/words.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useArrivals } from "../../use-arrivals.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Missing } from "../parts/missing.js";
import { partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { Answered, Calm } from "./calm.js";
import { HourAndPlace, hourWords, Place, thereWords } from "./hour-words.js";
import { Picking } from "./picking.js";

/** @typedef {import("../../../domain/moment/moments.js").MomentView} MomentView */
/** @typedef {{ moment: MomentView, actions: MomentActions }} PhaseProps */
/** @typedef {ReturnType<typeof useMomentActions>} MomentActions */

/** What stands here in each phase. @type {Record<MomentView["phase"], any>} */
const PHASES = { proposed: Proposed, asked: Picking, aside: Picking, agreed: Agreed, calm: Calm, answered: Answered, stands: Stands, another: Another, over: Over };

/** @param {{ params: { id: string } }} props */
export function MomentScreen({ params: { id } }) {
  const { moments } = useApp();
  useObservable(moments.version);
  const problem = useObservable(moments.problem);
  const actions = useMomentActions(id);
  const moment = moments.get(id);
  useArrivals(moment ? [{ key: moment.phase, text: arrivalWords(moment) }] : []);
  if (!moment) return html`<${Missing} title=${t("Good moment")} place="bridge" words=${t("This moment was let go, by one of you.")} />`;
  const Phase = PHASES[moment.phase];
  return html`<${Screen} title=${t("Good moment")}>
    <article class="stack stack--loose">
      <${Problem} text=${actions.problem ?? problem} />
      <${Phase} moment=${moment} actions=${actions} />
    </article>
  <//>`;
}

/** Only what may be new through the other, or through the hour. @param {MomentView} moment */
function arrivalWords({ phase, picked }) {
  if (phase === "stands") return momentStands();
  if (phase === "another") return anotherTime();
  return phase === "agreed" && picked !== null ? t("It is agreed: {hour}", { hour: hourWords(picked) }) : t("A good moment");
}

/** @param {string} id */
function useMomentActions(id) {
  const { moments } = useApp();
  const { router, toasts } = useShell();
  const action = useAttempt();
  return {
    problem: action.problem,
    isBusy: action.isBusy,
    run: action.run,
    /** @param {() => Promise<unknown>} change @param {string} text @param {() => Promise<unknown>} undo */
    async withUndo(change, text, undo) {
      const isDone = await action.run(change);
      if (isDone) toasts.show({ text, onUndo: () => void undo() });
      return isDone;
    },
    async letGo() {
      /** @type {(() => Promise<void>) | undefined} */
      let undo;
      const isDone = await this.withUndo(async () => void (undo = await moments.letGo(id)), t("It is let go."), async () => undo?.());
      if (isDone) router.back("bridge");
    },
    proposeInstead: () => router.go("moment-propose", { instead: id }),
  };
}

/** @param {PhaseProps} props */
function Proposed({ moment: { times, zone, place }, actions }) {
  const app = useApp();
  useObservable(app.settings.value);
  return html`<div class="stack"><h2>${t("You proposed")}</h2>
      <ul class="moment-times">${times.map((at) => html`<li key=${at}>${hourWords(at)}${thereWords(at, zone) && html`<span class="note">${thereWords(at, zone)}</span>`}</li>`)}</ul>
      <${Place} place=${place} /></div>
    <p class="note">${t("{partner} can pick one of them. There is no reminder, and if none suits, nothing is said: it ends by itself when the last of them has passed.", { partner: partnerName(app) })}</p>
    <${ButtonRow}><${Button} onPress=${() => void actions.letGo()}>${t("Let it go")}<//><//>`;
}

/** @param {PhaseProps} props */
function Agreed({ moment, actions }) {
  const { moments } = useApp();
  const { id, isMine, picked, zone, place } = moment;
  const notAfterAll = () => actions.withUndo(() => moments.pick(id, null), t("It is not picked any more."), () => moments.pick(id, picked));
  return html`<div class="stack"><h2>${t("You agreed on")}</h2><${HourAndPlace} atMs=${picked} zone=${zone} place=${place} /></div>
    <${IntoCalendar} moment=${moment} />
    <p>${t("In the hour before, each of you is asked in private: are you calm enough? If not, another time is better.")}</p>
    <${ButtonRow}>${!isMine && html`<${Button} onPress=${() => void notAfterAll()}>${t("Not this one after all")}<//>`}
      <${Button} onPress=${() => void actions.letGo()}>${t("Let it go")}<//><//>`;
}

/** @param {{ moment: MomentView }} props */
function IntoCalendar({ moment: { id, picked, place } }) {
  const { files, clock } = useApp();
  const { run, problem } = useAttempt();
  const save = async () => {
    const { momentCalendar } = await import("../../../domain/moment/calendar.js");
    await files.save(momentCalendar({ id, picked: Number(picked), place }, clock.nowMs()), "time.ics", "text/calendar");
  };
  return html`<section class="stack stack--tight">
    <${Button} icon="calendar" onPress=${() => void run(save)}>${t("Put it in my calendar")}<//>
    <${Problem} text=${problem} />
    <p class="note">${t("Your calendar will say “Time for us”, and the place. Others who see your calendar can read it.")}</p></section>`;
}

/** @param {PhaseProps} props */
function Stands({ moment: { picked, zone, place } }) {
  const router = useRouter();
  return html`<div class="stack"><h2>${momentStands()}</h2>
      <p>${t("You both said that you are calm enough.")}</p>
      <${HourAndPlace} atMs=${picked} zone=${zone} place=${place} /></div>
    <${ButtonRow}><${Button} onPress=${() => router.back("bridge")}>${t("Go on")}<//><//>`;
}

/** One screen for every reason, and for both. @param {PhaseProps} props */
function Another({ actions }) {
  return html`<div class="stack"><h2>${anotherTime()}</h2>
      <p>${t("This was not the moment for the two of you. That can be for any reason, and none of them is said.")}</p></div>
    <${ButtonRow}><${Button} kind="primary" onPress=${actions.proposeInstead}>${t("Propose another time")}<//>
      <${Button} onPress=${() => void actions.letGo()}>${t("Let it go")}<//><//>`;
}

/** @param {PhaseProps} props */
function Over({ actions }) {
  return html`<div class="stack"><h2>${t("This time has passed")}</h2><p>${t("You can propose another one whenever you like.")}</p></div>
    <${ButtonRow}><${Button} kind="primary" onPress=${actions.proposeInstead}>${t("Propose another time")}<//><//>`;
}
