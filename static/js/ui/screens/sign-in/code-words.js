/** What is wrong with a typed code, so that it can be put right. */
import { t } from "../../../core/i18n.js";

/** @param {import("../../../core/errors.js").CodeInvalidError} problem @returns {string} */
export function codeWords({ reason }) {
  if (reason === "length") return t("A part of the code is missing, or there is too much. It has 27 letters and digits.");
  if (reason === "character") return t("There is a sign in it that no code has. Please look at it again.");
  return t("One letter or digit is not right. Please compare it with your kit.");
}
