/** A link to join or to add a phone, as text; and what another app shared. (The one the app was opened with: router.js.) */

/** @typedef {{ kind: "join" | "add" | "share" | "place" | "read", fragment: string }} Link fragment: what follows the #, secret; of read: a page's number, or nothing */

/**
 * A link that was typed, pasted or scanned inside the app.
 * @param {string} text
 * @returns {Link | null}
 */
export function parseLink(text) {
  const found = /\/(join|add)#([A-Za-z0-9_-]+)\s*$/.exec(text.trim());
  return found ? { kind: /** @type {"join" | "add"} */ (found[1]), fragment: found[2] } : null;
}

/**
 * What another app shared, through the service worker.
 * @param {string} fragment
 * @returns {{ title: string, text: string, url: string } | null} null: not what the service worker writes
 */
export function parseShared(fragment) {
  try {
    const { title, text, url } = JSON.parse(decodeURIComponent(fragment));
    return [title, text, url].every((part) => typeof part === "string") ? { title, text, url } : null;
  } catch {
    return null; // somebody's own link: there is nothing in it for us
  }
}
