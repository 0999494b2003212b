/**
 * Would you talk about this too: what both marked, and the way to mark. Never shown: a choice, whether there is one, or
 * whether the other has been here. Where nothing came the words are always the same (consent.md, "Echo").
 */
import { formatDate, t } from "../../../core/i18n.js";
import { topicLabel } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Switch } from "../../components/switch.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";
import { TopicSheet } from "./topic-sheet.js";

export function EchoScreen() {
  const { echo, settings } = useApp();
  const router = useRouter();
  useObservable(echo.version);
  const { paused } = useObservable(settings.value);
  const problem = useObservable(echo.problem);
  const [isChoosing, setChoosing] = useState(false);
  if (!echo.isPossible()) return html`<${Missing} title=${t("Echo")} words=${t("You are not linked with anybody now.")} place="bridge" />`;
  const matches = echo.matches();
  return html`<${Screen} title=${t("Echo")}>
    <div class="stack stack--loose">
      <section class="stack">
        <p class="lead">${t("Mark topics that you would talk about if your partner would too. Once a week you both see what you both marked. Nothing else becomes known.")}</p>
        <${Problem} text=${problem} />
        ${matches.length > 0 && html`<${Matches} topics=${matches} />`}
        <div><${Button} kind="primary" icon="tag" onPress=${() => setChoosing(true)}>${t("Choose topics afresh")}<//></div>
        <p class="note">${t("What you chose before is not shown, here or anywhere.")}</p>
      </section>
      <section class="stack stack--tight"><h2 class="section-title">${t("When")}</h2><${Hour} /></section>
      <${Pause} paused=${paused} />
      <${Card} icon="book" title=${t("What this can and cannot do")} onPress=${() => router.go("echo-limits")} />
    </div>
    <${TopicSheet} open=${isChoosing} onClose=${() => setChoosing(false)} />
  <//>`;
}

/** @param {{ topics: string[] }} props */
function Matches({ topics }) {
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("You would both talk about")}</h2>
    ${topics.map((topic) => html`<${Match} key=${topic} topic=${topic} />`)}
    <p class="note">${t("Your partner sees the same. It opens the topic and no more: what you tell, and when, stays yours.")}</p>
  </section>`;
}

/** @param {{ topic: string }} props */
function Match({ topic }) {
  const { echo } = useApp();
  const router = useRouter();
  const { toasts } = useShell();
  const { run } = useAttempt();
  const putAway = async () => {
    const undo = await echo.putAway(topic);
    toasts.show({ text: t("Put away, on your side."), onUndo: () => void undo() });
  };
  return html`<${Card} level=${3} tone="accent" icon="listen" title=${topicLabel(topic)}
    actions=${html`<${Button} icon="write" onPress=${() => router.go("write", { full: true, topic })}>${t("Write about it")}<//>
      <${Button} kind="quiet" onPress=${() => void run(putAway)}>${t("Put away")}<//>`} />`;
}

function Hour() {
  const { echo } = useApp();
  const router = useRouter();
  const { nextAtMs, thenAtMs } = echo.hour();
  return html`<${Card} level=${3} icon="clock" title=${formatDate(thenAtMs, { weekday: "long", hour: "numeric", minute: "2-digit" })}
    meta=${t("Every week. The next time is on {day}.", { day: formatDate(nextAtMs, { weekday: "long", day: "numeric", month: "long" }) })} onPress=${() => router.go("echo-hour")} />`;
}

/** @param {{ paused: boolean }} props paused: the whole bridge is */
function Pause({ paused }) {
  const { echo } = useApp();
  const { run, problem } = useAttempt();
  return html`<div class="stack stack--tight">
    <${Switch} label=${t("Pause")} hint=${paused ? t("The whole bridge is paused, and so is this.") : t("Then nothing of yours counts, and nothing is shown to you. To your partner it looks like any other week.")}
      checked=${paused || echo.isPaused()} disabled=${paused} onChange=${(/** @type {boolean} */ isOn) => void run(() => echo.pause(isOn))} />
    <${Problem} text=${problem} />
  </div>`;
}
