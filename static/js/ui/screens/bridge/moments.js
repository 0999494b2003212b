/** The moments of the two on the bridge, and the way to propose one. */
import { t } from "../../../core/i18n.js";
import { answered, anotherTime, calmQuestion, momentStands } from "../../../domain/moment/words.js";
import { useApp, useRouter } from "../../shell.js";
import { useArrivals } from "../../use-arrivals.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { hourWords } from "../moment/hour-words.js";
import { partnerName } from "../parts/person-words.js";

/** @typedef {import("../../../domain/moment/moments.js").MomentView} MomentView */

const LOUD = new Set(["asked", "calm", "stands"]);

export function MomentsSection() {
  const app = useApp();
  const router = useRouter();
  useObservable(app.moments.version);
  useObservable(app.settings.value);
  const all = app.moments.list();
  useArrivals(all.filter(({ phase }) => phase !== "proposed" && phase !== "aside").map((moment) => ({ key: `${moment.id}-${moment.phase}`, text: titleOf(app, moment) })));
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("A good moment")}</h2>
    ${all.map((moment) => html`<${Card} key=${moment.id} level=${3} icon="calendar" tone=${LOUD.has(moment.phase) ? "accent" : "plain"} title=${titleOf(app, moment)}
      meta=${hoursOf(moment)} onPress=${() => router.go("moment", { id: moment.id })} />`)}
    ${all.length === 0 && html`<p class="note">${t("A time and a place to talk go better with care: propose two or three, and your partner picks one.")}</p>`}
    <${Button} icon="calendar" onPress=${() => router.go("moment-propose")}>${t("Propose a time to talk")}<//>
  </section>`;
}

/** @param {import("../../app-types.js").App} app @param {MomentView} moment */
function titleOf(app, { phase }) {
  switch (phase) {
    case "asked":
      return t("{partner} proposes a time to talk", { partner: partnerName(app) });
    case "aside":
      return t("Times that you set aside");
    case "proposed":
      return t("You proposed a time to talk");
    case "calm":
      return calmQuestion();
    case "answered":
      return answered();
    case "stands":
      return momentStands();
    case "another":
      return anotherTime();
    default:
      return t("You agreed on a time to talk");
  }
}

/** @param {MomentView} moment @returns {string | null} */
function hoursOf({ phase, times, picked }) {
  if (phase === "another") return null;
  return hourWords(picked ?? times[0]);
}
