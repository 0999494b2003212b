/** Proposing a moment: two or three times and a place. What is typed stays until it was sent. */
import { t } from "../../../core/i18n.js";
import { HOUR_FIELDS, nothingTyped, readTyped } from "../../../domain/moment/wish.js";
import { PLACE_MAX } from "../../../domain/moment/reading.js";
import { localIn, zoneHere } from "../../../domain/moment/zones.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { TextField } from "../../components/field.js";
import { HeldBack, useHeld } from "../argued/held-back.js";
import { Missing } from "../parts/missing.js";
import { partnerInside } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { zoneWords } from "./hour-words.js";

/** @typedef {import("../../../domain/moment/wish.js").Typed} Typed */

const PURPOSE = "propose:new";

/** @param {{ params: { instead?: string } }} props instead: a moment that this one takes the place of */
export function MomentProposeScreen({ params: { instead } }) {
  const app = useApp();
  useObservable(app.moments.version);
  useObservable(app.settings.value);
  const held = useHeld(PURPOSE);
  const { words, change, sent } = useDraft(PURPOSE, nothingTyped);
  const sending = useSending(words, instead, sent);
  if (!app.moments.isPossible()) return html`<${Missing} title=${t("Good moment")} place="bridge" words=${t("You are not linked with anybody now.")} />`;
  return html`<${Screen} title=${t("Good moment")}>
    <div class="stack stack--loose">
      ${held.untilMs !== null && html`<${HeldBack} untilMs=${held.untilMs} />`}
      <p class="lead">${t("Propose two or three times to talk. Your partner picks one of them, or none.")}</p>
      <${Hours} words=${words} errors=${sending.errors} onInput=${(/** @type {Partial<Typed>} */ typed) => (change(typed), sending.clear())} />
      <${TextField} voice="own" optional label=${t("Where")} hint=${t("Somewhere quiet, where nobody walks in.")} value=${words.place} maxLength=${PLACE_MAX}
        onInput=${(/** @type {string} */ place) => change({ place })} />
      <p class="note">${t("Times are in your zone: {zone}. If {partner} is in another one, both hours are shown.", { zone: zoneWords(zoneHere()), partner: partnerInside(app) })}</p>
      <${Problem} text=${sending.problem} />
      <${ButtonRow} sticky>${held.untilMs === null
        ? html`<${Button} kind="primary" icon="bridge" busy=${sending.isBusy} onPress=${() => void sending.send()}>${t("Propose it")}<//>`
        : html`<${Button} kind="primary" busy=${held.isBusy} onPress=${() => void held.keep()}>${t("Keep it for later")}<//>`}<//>
    </div>
  <//>`;
}

/** @param {{ words: Typed, errors: ReturnType<typeof readTyped>["errors"], onInput: (typed: Partial<Typed>) => void }} props */
function Hours({ words, errors, onInput }) {
  const { clock } = useApp();
  const labels = { first: t("First time"), second: t("Second time"), third: t("Third time") };
  return HOUR_FIELDS.map((field) => html`<${DateTimeField} key=${field} label=${labels[field]} optional=${field === "third"} value=${words[field]}
    min=${localIn(clock.nowMs(), zoneHere())} error=${errors[field]} onInput=${(/** @type {string} */ value) => onInput({ [field]: value })} />`);
}

/** @param {Typed} words @param {string | undefined} instead @param {() => Promise<void>} sent */
function useSending(words, instead, sent) {
  const { moments, clock } = useApp();
  const { router, toasts } = useShell();
  const action = useAttempt();
  const [errors, setErrors] = useState(/** @type {ReturnType<typeof readTyped>["errors"]} */ ({}));
  return {
    ...action,
    errors,
    clear: () => setErrors({}),
    async send() {
      const zone = zoneHere();
      const { times, errors: found } = readTyped(words, { zone, nowMs: clock.nowMs() });
      setErrors(found);
      if (Object.keys(found).length > 0) return;
      let id = "";
      if (!(await action.run(async () => void (id = await moments.propose({ times, place: words.place, zone, instead }))))) return;
      await sent();
      router.replace("moment", { id });
      toasts.show({ text: t("It is proposed."), onUndo: () => void moments.letGo(id).then(() => router.current.value.params.id === id && router.back("bridge")) });
    },
  };
}
