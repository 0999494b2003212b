/** Which of the two lists a screen of the path is about: the couple's, or one's own that nobody else sees. */
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";

/** @typedef {"ours" | "own"} ListName */

/**
 * @param {string | undefined} wanted
 * @returns {{ list: ListName, isPaired: boolean, steps: import("../../../domain/path/steps.js").Steps, notes: ReturnType<typeof import("../../../domain/shared/notes.js").createNotes> }}
 *   ours only while the two are linked
 */
export function useSteps(wanted) {
  const app = useApp();
  const isPaired = useObservable(app.pairing.state).kind === "paired";
  const list = isPaired && wanted !== "own" ? "ours" : "own";
  useObservable(app.steps[list].version);
  return { list, isPaired, steps: app.steps[list], notes: app.notes[list] };
}
