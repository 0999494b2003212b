/**
 * One page under the pen: it exists in the journal from the first word or tap on, and every change after that goes to
 * disk by itself. What is typed while the page is being made waits here and follows.
 */
import { CoupleBridgeError } from "../../../core/errors.js";
import { checkTexts } from "../../../domain/entries.js";
import { wordsFor } from "../../attempt.js";
import { useBeforeLock, useApp } from "../../shell.js";
import { useCallback, useEffect, useRef, useState } from "../../view.js";
import { emptyFields } from "./fields.js";

/** @typedef {import("../../../domain/drafts.js").Draft} Draft */
/** @typedef {"empty" | import("../../../domain/drafts.js").DraftState} WritingState */

/**
 * @param {string | null} id
 * @param {(fields: Record<string, any>) => Promise<string>} [create] with the first word or tap; gives its id
 * @param {Record<string, any>} [given] of a new page; alone it makes none
 */
export function useWriting(id, create, given = {}) {
  const { journal } = useApp();
  const [fields, setFields] = useState(() => ({ ...emptyFields(), ...given, ...(id ? journal.entry(id)?.fields : {}) }));
  const [state, setState] = useState(/** @type {WritingState} */ ("empty"));
  const [textProblem, setTextProblem] = useState(/** @type {string | null} */ (null));
  const [saveProblem, setSaveProblem] = useState(/** @type {string | null} */ (null));
  const [ownId, setOwnId] = useState(id);
  const page = useRef(/** @type {ReturnType<typeof openPage> | null} */ (null));
  page.current ??= openPage(journal, (first) => (create ?? journal.create)({ ...given, ...first }), id, (now, problem) => {
    setState(now);
    setSaveProblem(problem instanceof CoupleBridgeError ? problem.message : null);
  }, setOwnId);
  const own = page.current;
  const refused = useRef(/** @type {string[]} */ ([]));

  // The same for as long as the screen stands, so that what hangs on them need not be drawn with every letter.
  const change = useCallback((/** @type {Record<string, any>} */ changed) => {
    setFields((before) => ({ ...before, ...changed }));
    try {
      own.set(changed);
      // Only of this change: another text that was not taken over still stands on the screen.
      setTextProblem((before) => (before && refused.current.some((name) => !(name in changed)) ? before : null));
    } catch (problem) {
      // What is on the screen stays there; only this change is not taken over.
      refused.current = Object.keys(changed);
      setTextProblem(wordsFor(problem));
    }
  }, [own]);
  const ensure = useCallback(() => own.ensure(), [own]);

  useBeforeLock(() => own.flush());
  useEffect(() => () => void own.close().catch(wordsFor), []);

  return {
    fields,
    state,
    textProblem,
    /** Why it could not be saved, where that can be said. */
    saveProblem,
    change,
    /** Of the page, null before it is made. */
    id: ownId,
    /** For what hangs on a page: makes it where it is not there yet. @returns {Promise<string>} its id */
    ensure,
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
 * @param {(id: string) => void} onMade
 */
function openPage(journal, create, id, tell, onMade) {
  /** @type {Draft | null} */
  let draft = null;
  /** @type {Promise<void> | null} */
  let making = null;
  /** @type {Record<string, any>} */
  let waiting = {};
  let made = id;

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
      made = await create(first);
      onMade(made);
      open(made);
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
    async ensure() {
      if (!made) await begin();
      return /** @type {string} */ (made);
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
