/** One press, one try: busy while it runs, a sentence where it failed, and nothing swallowed. */
import { t } from "../core/i18n.js";
import { useRef, useState } from "./view.js";

/**
 * @param {unknown} problem
 * @returns {string} what to tell the person; what no one foresaw is also reported to the console
 */
export function wordsFor(problem) {
  if (problem instanceof Error && "code" in problem && problem.message) return problem.message;
  if (problem instanceof Error && problem.name.startsWith("Kdf")) return t("This phone could not work out the key: it has too little memory free, or is too slow. Nothing was changed. Close other apps and try again.");
  reportError(problem);
  return t("That did not work. Nothing was lost. Please try again.");
}

/**
 * @template {any[]} A
 * @typedef {object} Attempt
 * @property {(...given: A) => Promise<boolean>} run whether it worked; a second call while it runs does nothing
 * @property {boolean} isBusy
 * @property {string | undefined} problem a sentence
 * @property {() => void} clear
 */

/** The work of whoever names it only in the press. @param {() => Promise<unknown>} work */
const theGivenOne = (work) => work();

/**
 * @template {any[]} [A=[work: () => Promise<unknown>]]
 * @param {(...given: A) => Promise<unknown>} [work] without one, `run` is given it: several buttons, of which one works at a time
 * @returns {Attempt<A>}
 */
export function useAttempt(work = /** @type {any} */ (theGivenOne)) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));
  const running = useRef(false);
  /** @param {A} given */
  async function run(...given) {
    // A second press before the first was drawn as busy must not do it twice.
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work(...given);
      return true;
    } catch (cause) {
      setProblem(wordsFor(cause));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { run, isBusy, problem, clear: () => setProblem(undefined) };
}
