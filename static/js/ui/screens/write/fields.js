/** What a page has to fill in, and what it starts with. Nothing is chosen beforehand. */
import { t } from "../../../core/i18n.js";

/** @returns {Record<string, any>} */
export function emptyFields() {
  return {
    kind: "concern", happenedOn: null, happened: "", felt: "", feelings: [], beneath: "", longing: "", part: "",
    topic: null, size: null, tags: [], safeToRaise: null,
  };
}

/** @returns {{ value: string, label: string }[]} */
export const sizes = () => [
  { value: "1", label: t("Small") },
  { value: "2", label: t("In between") },
  { value: "3", label: t("Big") },
];

/** @param {number | null} size @returns {string | null} the same, as a sentence on the page */
export function weight(size) {
  if (size === null) return null;
  return [t("How much it weighs: a little."), t("How much it weighs: in between."), t("How much it weighs: a lot.")][size - 1] ?? null;
}

/** @returns {{ value: string, label: string }[]} */
export const safeAnswers = () => [
  { value: "yes", label: t("Yes") },
  { value: "unsure", label: t("Not sure") },
  { value: "no", label: t("No") },
];

const TAG_CHARACTERS = 40;
const MOST_TAGS = 20;

/** @param {string} typed words with commas between them @returns {string[]} */
export function tagsOf(typed) {
  const words = typed.split(",").map((word) => [...word.trim()].slice(0, TAG_CHARACTERS).join("")).filter(Boolean);
  return [...new Set(words)].slice(0, MOST_TAGS);
}
