/** What is said of a step in a line: who, and until when. Never how often, how late, or when somebody ticked. */
import { formatDate, t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { harmless, partnerName } from "../parts/person-words.js";

/** @typedef {import("../../../domain/path/steps.js").Step} Step */

/** @param {Step} step @returns {string} */
export const titleOf = ({ title }) => harmless(title) || t("A step without words");

/** @param {string} day 'YYYY-MM-DD' @returns {string} */
export const dayWords = (day) => formatDate(Date.parse(`${day}T12:00`));

/** @returns {(step: Step, isOurs: boolean) => string[]} the lines under a step */
export function useStepWords() {
  const app = useApp();
  useObservable(app.settings.value);
  const partner = partnerName(app);
  return (step, isOurs) => {
    const who = isOurs ? whoWords(step, partner) : "";
    const due = step.dueOn && !step.isDone ? t("By {day}", { day: dayWords(step.dueOn) }) : "";
    return [step.isNotNow ? t("Not now. That is a good answer too.") : who, due].filter(Boolean);
  };
}

/** @param {Step} step @param {string} partner */
function whoWords({ kind, whose, ticks, isDone }, partner) {
  if (kind === "joint") return jointWords(ticks, partner);
  if (isDone) return ticks.me ? t("You have ticked it.") : t("{partner} has ticked it.", { partner });
  if (kind === "either") return t("Whoever comes to it first.");
  return whose === "me" ? t("You do this one.") : t("{partner} does this one.", { partner });
}

/** @param {{ me: boolean, partner: boolean }} ticks @param {string} partner */
function jointWords({ me, partner: theirs }, partner) {
  if (me && theirs) return t("You have both ticked it.");
  if (me) return t("You have ticked it.");
  return theirs ? t("{partner} has ticked it.", { partner }) : "";
}
