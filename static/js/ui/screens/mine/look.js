/**
 * What is being looked for. It outlives the screen, so that coming back from an entry shows the same list, and goes with
 * the lock: a search says as much about a person as what they wrote.
 */
import { useApp } from "../../shell.js";
import { painted, signal, useEffect } from "../../view.js";

/** @typedef {{ query: string, topic: string | null, feeling: string | null }} Look */

/** @type {Look} */
const EVERYTHING = Object.freeze({ query: "", topic: null, feeling: null });
const look = signal(EVERYTHING);
/** The last thing that was asked for while one types; null when it was overtaken. @type {Partial<Look> | null} */
let coming = null;
/** Whose lock is listened to already. @type {WeakSet<object>} */
const followed = new WeakSet();

/** @returns {Look} */
export function useLook() {
  const { account, search } = useApp();
  useEffect(() => {
    if (followed.has(account)) return;
    followed.add(account);
    account.onLock(() => {
      lookFor(EVERYTHING);
      search.forget();
    });
  }, [account, search]);
  return currentLook();
}

/** @returns {Look} */
export const currentLook = () => look.value;

/** @param {Partial<Look>} change */
export function lookFor(change) {
  coming = null;
  look.value = { ...look.value, ...change };
}

/** The letter first, then what it finds: typing waits for no list. @param {Partial<Look>} change */
export async function lookSoon(change) {
  coming = change;
  await painted();
  if (coming === change) lookFor(change);
}
