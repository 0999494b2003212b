/** Says politely what comes from the other while its screen is open. What stood there before is read with the screen. */
import { useShell } from "./shell.js";
import { useEffect, useRef } from "./view.js";

/** @param {{ key: string, text: string }[]} things all that stand there, in a sentence each */
export function useArrivals(things) {
  const { announce } = useShell();
  const known = useRef(/** @type {Set<string> | null} */ (null));
  const keys = things.map(({ key }) => key);
  useEffect(() => {
    const fresh = things.filter(({ key }) => known.current !== null && !known.current.has(key));
    known.current = new Set(keys);
    if (fresh.length > 0) announce([...new Set(fresh.map(({ text }) => text))].join(" "));
  }, [keys.join(" ")]);
}
