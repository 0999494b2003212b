/** Numbers of people to talk to, each with a word on whether we checked it. */
import { currentLocale, formatDate, t } from "../core/i18n.js";
import { wordsFor } from "./attempt.js";
import { Skeleton } from "./components/skeleton.js";
import { useShell } from "./shell.js";
import { html, useEffect, useState } from "./view.js";

/** @typedef {import("./app-types.js").HelpLine} HelpLine */

export function HelpLines() {
  const { whenReady } = useShell();
  const [lines, setLines] = useState(/** @type {HelpLine[] | null} */ (null));
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    let isWanted = true;
    whenReady.then(({ helpLines }) => helpLines()).then((found) => isWanted && setLines(found), (cause) => isWanted && setProblem(wordsFor(cause)));
    return () => void (isWanted = false);
  }, []);
  if (problem) return html`<p role="alert">${problem}</p>`;
  if (!lines) return html`<${Skeleton} count=${2} />`;
  return html`<ul class="help-lines" aria-label=${t("People to talk to")}>
    ${lines.map((line) => html`<li class="help-line" key=${line.country + line.number}>
      <p class="help-line__name">${line.name}</p>
      <p class="row__detail">${placeOf(line.country)} · ${checkedWords(line)}</p>
      <p class="help-line__ways"><a class="help-line__call" href=${`tel:${line.number.replace(/[^\d+]/g, "")}`}>${line.number}</a>
        ${line.text && html`<span class="row__detail">${t("Text {words}", { words: line.text })}</span>`}</p>
    </li>`)}
  </ul>`;
}

/** @param {string} country @returns {string} */
function placeOf(country) {
  /** @type {Record<string, string>} */
  const parts = { "GB-ENG": t("England"), "GB-SCT": t("Scotland") };
  return parts[country] ?? new Intl.DisplayNames([currentLocale()], { type: "region" }).of(country) ?? country;
}

/** @param {HelpLine} line @returns {string} */
function checkedWords({ checked_on: checkedOn }) {
  if (checkedOn === null) return t("not checked by us yet");
  return t("not checked by us since {day}", { day: formatDate(Date.parse(checkedOn)) });
}
