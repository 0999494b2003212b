/** What the screens of "Good to know" share: the shelf in the reader's language, and the choice of another. */
import { nameOfLanguage, WRITTEN } from "../../../core/languages.js";
import { wordsFor } from "../../attempt.js";
import { Segmented } from "../../components/segmented.js";
import { Skeleton } from "../../components/skeleton.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useEffect, useState } from "../../view.js";

/** @typedef {import("../../../domain/good-to-know.js").Shelf} Shelf */
/** @typedef {import("../../view.js").Children} Children */

/**
 * Shows what `children` makes of the shelf, in its language; while it comes a skeleton, and where it does not come a sentence.
 * @param {{ children?: any }} props children: (shelf) => what stands on the screen
 */
export function OnShelf({ children }) {
  const { goodToKnow } = useApp();
  const language = useObservable(goodToKnow.language);
  const [shelf, setShelf] = useState(/** @type {Shelf | null} */ (goodToKnow.known(language)));
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    let isWanted = true;
    setProblem(null);
    goodToKnow.shelf(language).then((found) => isWanted && setShelf(found), (cause) => isWanted && setProblem(wordsFor(cause)));
    return () => void (isWanted = false);
  }, [language]);
  if (problem) return html`<p role="alert">${problem}</p>`;
  if (shelf?.language !== language) return html`<${Skeleton} count=${3} />`;
  return html`<div lang=${language} dir="ltr">${children(shelf)}</div>`;
}

/**
 * Each language by its own name, so that one finds the way back out of one that one cannot read. It comes with the first
 * words, or with the sentence that there are none: nothing is pushed away under a finger.
 */
export function LanguageChoice() {
  const { goodToKnow } = useApp();
  const language = useObservable(goodToKnow.language);
  const [isThere, setThere] = useState(goodToKnow.known(language) !== null);
  useEffect(() => {
    const shown = () => setThere(true);
    goodToKnow.shelf(language).then(shown, shown);
  }, []);
  if (!isThere) return null;
  // not a text: whoever cannot read the language of the app finds their own word for it
  return html`<${Segmented} legend="Language · Idioma · Sprache" value=${language} onChange=${(/** @type {string} */ code) => (goodToKnow.language.value = code)}
    options=${WRITTEN.map((value) => ({ value, label: html`<span lang=${value}>${nameOfLanguage(value)}</span>` }))} />`;
}
