/** Reads the style files and the components as text, for tests about both. */
import { readFileSync, readdirSync } from "node:fs";

const ROOT = new URL("../../../static/", import.meta.url);

/**
 * @param {string} folder below static/, with a slash at its end
 * @param {string} ending
 * @returns {Map<string, string>} path below static/ to text
 */
export function filesIn(folder, ending) {
  const found = new Map();
  for (const entry of readdirSync(new URL(folder, ROOT), { withFileTypes: true })) {
    if (entry.isDirectory()) for (const pair of filesIn(`${folder}${entry.name}/`, ending)) found.set(...pair);
    else if (entry.name.endsWith(ending)) found.set(folder + entry.name, readFileSync(new URL(folder + entry.name, ROOT), "utf8"));
  }
  return found;
}

/** @returns {Record<string, Map<string, string>>} colour tokens of the day and of the night, as they are and with more contrast */
export function colourTokens() {
  const text = filesIn("css/", "tokens.css").get("css/tokens.css") ?? "";
  const [usual = "", moreByDay = "", moreByNight = ""] = text.split("@media (prefers-contrast: more)");
  const [day = "", night = ""] = usual.split("@media (prefers-color-scheme: dark)");
  const light = coloursOf(day);
  const dark = new Map([...light, ...coloursOf(night)]);
  return { light, dark, "light with more contrast": new Map([...light, ...coloursOf(moreByDay)]), "dark with more contrast": new Map([...dark, ...coloursOf(moreByDay), ...coloursOf(moreByNight)]) };
}

/** @param {string} block */
function coloursOf(block) {
  return new Map([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, colour]) => [name, colour]));
}
