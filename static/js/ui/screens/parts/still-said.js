/** What was said later of a page: still true, changed, no longer. Only its owner ever sees it. */
import { formatDate, t } from "../../../core/i18n.js";
import { saidIn } from "../../../domain/days/still-true.js";
import { html } from "../../view.js";
import { PersonText } from "./person-words.js";

/** @param {{ fields: Record<string, any> }} props of an entry */
export function StillSaid({ fields }) {
  const said = saidIn(fields);
  if (said.length === 0) return null;
  return html`<section class="stack stack--tight"><h2 class="entry__label">${t("Since then")}</h2>
    ${said.map(({ at, answer, text }, index) => html`<div key=${index}><p class="note">${formatDate(Date.parse(at))}: ${answerWords(answer)}</p>${text && html`<${PersonText} text=${text} />`}</div>`)}</section>`;
}

/** @param {import("../../../domain/days/still-true.js").StillAnswer} answer */
function answerWords(answer) {
  if (answer === "yes") return t("still true");
  return answer === "no" ? t("no longer") : t("it changed");
}
