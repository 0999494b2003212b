/**
 * Openings of an app that is open already (the manifest's launch_handler): a shortcut of the home screen, a link.
 * The page stays as it is, with what is being typed, and is only told of the address.
 */
import { linkOf } from "./router.js";

/** @typedef {import("./link.js").Link} Link */

/**
 * @param {any} launchQueue of the window, where there is one
 * @param {{ first: Link | null, onLink: (link: Link) => void }} deps first: what this page itself was opened with, of which it is told as well
 */
export function followLaunches(launchQueue, { first, onLink }) {
  let isFirst = true;
  launchQueue?.setConsumer((/** @type {{ targetURL?: string }} */ { targetURL }) => {
    const link = targetURL ? linkOf(new URL(targetURL)) : null;
    const isKnown = isFirst && link?.kind === first?.kind && link?.fragment === first?.fragment;
    isFirst = false;
    if (link && !isKnown) onLink(link);
  });
}
