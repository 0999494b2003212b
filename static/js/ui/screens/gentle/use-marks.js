/** The marks of what is being typed, a moment after the last key. They live as long as the screen, and nowhere else. */
import { useApp } from "../../shell.js";
import { useEffect, useState } from "../../view.js";

/** @typedef {{ kind: import("../../../domain/gentle/rules.js").Kind, quote: string, key: string }} Quoted */

const AFTER_MS = 400;
const LONGEST_QUOTE = 90;
/** @type {readonly Quoted[]} */
const NONE = Object.freeze([]);

/**
 * @param {string} text
 * @param {import("../../../domain/gentle/gentle.js").Language} language
 * @param {boolean} isOn
 * @returns {{ marks: readonly Quoted[], isMissing: boolean }} isMissing: the rules of this language are not on this phone
 */
export function useMarks(text, language, isOn) {
  const { gentle } = useApp();
  const [found, setFound] = useState({ marks: NONE, isMissing: false });
  useEffect(() => {
    let isWanted = isOn;
    if (!isOn) setFound({ marks: NONE, isMissing: false });
    const tell = (/** @type {readonly Quoted[]} */ marks, isMissing = false) => isWanted && setFound({ marks, isMissing });
    const timer = setTimeout(() => isWanted && gentle.look(text, language).then((marks) => tell(marks.map((mark) => quoted(mark, text))), () => tell(NONE, true)), AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, language, isOn]);
  return found;
}

/** @param {import("../../../domain/gentle/marks.js").Mark} mark @param {string} text @returns {Quoted} */
function quoted({ kind, start, end }, text) {
  const whole = text.slice(start, end).replace(/\s+/g, " ");
  const quote = whole.length > LONGEST_QUOTE ? `${[...whole].slice(0, LONGEST_QUOTE).join("")} …` : whole;
  return { kind, quote, key: `${kind} ${start}` };
}
