/**
 * One page under the pen: it exists in the journal from the first word or tap on, and every change after that goes to
 * disk by itself. What is typed while the page is being made waits here and follows.
 */
import { CoupleBridgeError } from "../../../core/errors.js";
import { checkTexts } from "../../../domain/entries.js";
import { wordsFor } from "../../attempt.js";
import { useBeforeLock, useApp } from "../../shell.js";
import { useEffect, useRef, useState } from "../../view.js";
import { emptyFields } from "./fields.js";

/** @typedef {import("../../../domain/drafts.js").Draft} Draft */
/** @typedef {"empty" | import("../../../domain/drafts.js").DraftState} WritingState */

/**
 * @param {string | null} id
 * @param {(fields: Record<string, any>) => Promise<string>} [create] with the first word or tap; gives its id
 */
export function useWriting(id, create) {
  const { journal } = useApp();
  const [fields, setFields] = useState(() => ({ ...emptyFields(), ...(id ? journal.entry(id)?.fields : {}) }));
  const [state, setState] = useState(/** @type {WritingState} */ ("empty"));
  const [textProblem, setTextProblem] = useState(/** @type {string | null} */ (null));
  const [saveProblem, setSaveProblem] = useState(/** @type {string | null} */ (null));
  const page = useRef(/** @type {ReturnType<typeof openPage> | null} */ (null));
  page.current ??= openPage(journal, create ?? journal.create, id, (now, problem) => {
    setState(now);
    setSaveProblem(problem instanceof CoupleBridgeError ? problem.message : null);
  });
  const own = page.current;

  useBeforeLock(() => own.flush());
  useEffect(() => () => void own.close().catch(wordsFor), []);

  return {
    fields,
    state,
    textProblem,
    /** Why it could not be saved, where that can be said. */
    saveProblem,
    /** @param {Record<string, any>} change */
    change(change) {
      setFields((before) => ({ ...before, ...change }));
      try {
        own.set(change);
        setTextProblem(null);
      } catch (problem) {
        // What is on the screen stays there; only this change is not taken over.
        setTextProblem(wordsFor(problem));
      }
    },
    retry: () => own.flush().then(() => true, () => false),
    /** @returns {Promise<boolean>} whether everything is on disk, so that one may leave */
    finish: () => (textProblem ? Promise.resolve(false) : own.flush().then(() => true, () => false)),
  };
}

/**
 * @param {import("../../../domain/journal.js").Journal} journal
 * @param {(fields: Record<string, any>) => Promise<string>} create
 * @param {string | null} id
 * @param {(state: WritingState, problem?: unknown) => void} tell
 */
function openPage(journal, create, id, tell) {
  /** @type {Draft | null} */
  let draft = null;
  /** @type {Promise<void> | null} */
  let making = null;
  /** @type {Record<string, any>} */
  let waiting = {};

  /** @param {string} at */
  const open = (at) => {
    draft = journal.draft(at);
    draft.state.subscribe((state) => tell(state, draft?.problem()));
  };

  const make = async () => {
    const first = waiting;
    waiting = {};
    tell("saving");
    try {
      open(await create(first));
    } catch (problem) {
      waiting = { ...first, ...waiting };
      tell("unsaved", problem);
      throw problem;
    } finally {
      making = null;
    }
    if (Object.keys(waiting).length > 0) {
      const rest = waiting;
      waiting = {};
      /** @type {Draft} */ (/** @type {unknown} */ (draft)).set(rest);
    }
  };

  const begin = () => (making ??= make());

  return {
    /** @param {Record<string, any>} change @throws {import("../../../domain/errors.js").TextTooLongError} */
    set(change) {
      if (!draft && id) open(id);
      if (draft) return draft.set(change);
      checkTexts(change);
      waiting = { ...waiting, ...change };
      // What fails here is seen in the state; the words wait for the next try.
      void begin().catch(() => undefined);
    },
    async flush() {
      if (!draft && (making || Object.keys(waiting).length > 0)) await begin();
      await draft?.flush();
    },
    async close() {
      await this.flush();
      await draft?.close();
    },
  };
}
