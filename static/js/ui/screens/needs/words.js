/** How a need is named: as one sentence, as far as it was written. */
import { t } from "../../../core/i18n.js";
import { harmless } from "../parts/person-words.js";

/** @param {Record<string, any>} fields @returns {string} empty where neither half is written */
export function needSentence({ felt, part }) {
  const [because, will] = [felt, part].map((text) => harmless(String(text ?? "")).trim().replace(/[.\s]+$/u, ""));
  if (because && will) return t("I feel stuck because {because}, so I will {will}.", { because, will });
  if (because) return t("I feel stuck because {because}.", { because });
  return will ? t("I will {will}.", { will }) : "";
}

/** @param {Record<string, any>} fields @returns {{ title: string, own: boolean }} own: a person's words */
export function needTitle(fields) {
  const words = harmless(String(fields.longing ?? "")).trim().split("\n", 1)[0] || needSentence(fields);
  return words ? { title: words, own: true } : { title: t("Not written yet"), own: false };
}
