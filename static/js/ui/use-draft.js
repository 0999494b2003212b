/** Words for somebody, kept while they are typed: there again when the screen opens again, and gone once they were sent. */
import { wordsFor } from "./attempt.js";
import { useApp, useBeforeLock } from "./shell.js";
import { useEffect, useRef, useState } from "./view.js";

/** @param {Record<string, any>} kept */
const all = (kept) => kept;

/**
 * @template {Record<string, any>} W
 * @param {string} purpose as in domain/drafting.js
 * @param {() => W} initial where nothing was typed yet
 * @param {(kept: Record<string, any>) => Record<string, any>} [unsent] what of the kept words is still to be sent; all of them unless given
 * @returns {{ words: W, change: (change: Partial<W>) => void, sent: (what?: W) => Promise<void> }}
 */
export function useDraft(purpose, initial, unsent = all) {
  const { drafting } = useApp();
  const [words, setWords] = useState(() => /** @type {W} */ ({ ...initial(), ...unsent(drafting.read(purpose)) }));
  const latest = useRef(words);
  latest.current = words;
  const own = useRef(/** @type {ReturnType<typeof drafting.open> | null} */ (null));
  const draft = (own.current ??= drafting.open(purpose));

  useBeforeLock(() => draft.flush());
  useEffect(() => () => void draft.close().catch(wordsFor), []);

  return {
    words,
    change(change) {
      setWords((before) => ({ ...before, ...change }));
      draft.set(change);
    },
    /**
     * What was sent has arrived: a draft that could not be emptied is no reason to say that it did not.
     * @param {W} [what] that was sent: other words, typed meanwhile, stay
     */
    async sent(what) {
      if (what && latest.current !== what) return;
      setWords(initial());
      await draft.sent().catch(wordsFor);
    },
  };
}
