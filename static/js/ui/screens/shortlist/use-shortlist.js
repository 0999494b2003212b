/** Which shortlist a screen is about: the couple's, or one's own that nobody else sees. */
import { currentLocale } from "../../../core/i18n.js";
import { todayOf, weekendOf } from "../../../domain/shortlist/working-days.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";

/** @typedef {import("../path/which-list.js").ListName} ListName */
/** @typedef {import("../../../domain/shortlist/cards.js").Card} Card */
/** @typedef {import("../../../domain/shortlist/cards.js").Contact} Contact */

/** @param {ListName | undefined} wanted ours only while the two are linked */
export function useShortlist(wanted) {
  const app = useApp();
  const isPaired = useObservable(app.pairing.state).kind === "paired";
  const list = /** @type {ListName} */ (isPaired && wanted !== "own" ? "ours" : "own");
  useObservable(app.shortlist[list].version);
  return { list, isPaired, shortlist: app.shortlist[list], notes: app.notes[list], today: todayOf(app.clock.nowMs()), weekend: weekendOf(currentLocale()) };
}
