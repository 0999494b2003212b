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

/** @returns {Record<"light" | "dark", Map<string, string>>} colour tokens of the ordinary contrast */
export function colourTokens() {
  const text = filesIn("css/", "tokens.css").get("css/tokens.css")?.split("@media (prefers-contrast")[0] ?? "";
  const [day = "", night = ""] = text.split("@media (prefers-color-scheme: dark)");
  const light = coloursOf(day);
  return { light, dark: new Map([...light, ...coloursOf(night)]) };
}

/** @param {string} block */
function coloursOf(block) {
  return new Map([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, colour]) => [name, colour]));
}
