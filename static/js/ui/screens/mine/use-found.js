/** The entries of the journal, and those of them that are looked for. */
import { isPage } from "../../../domain/entries.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { useEffect, useMemo, useState } from "../../view.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */

/** Lets a touch through between two pieces of a long index. */
const nextFrame = () => new Promise((resolve) => setTimeout(resolve));

/**
 * @param {import("./look.js").Look} look
 * @returns {{ entries: Entry[], found: Entry[] }} newest first; what has a place of its own is found only when looked for
 */
export function useFound({ query, topic, feeling }) {
  const { journal, search, vault } = useApp();
  const version = useObservable(vault.version);
  const entries = useMemo(() => journal.entries(), [version]);
  const [indexed, setIndexed] = useState(/** @type {Entry[] | null} */ (null));

  useEffect(() => {
    let isCurrent = true;
    void search.indexGently(entries, nextFrame).then(() => isCurrent && setIndexed(entries));
    return () => {
      isCurrent = false;
    };
  }, [entries]);

  const isNarrowed = query.trim() !== "" || topic !== null || feeling !== null;
  const found = useMemo(() => {
    if (!isNarrowed) return entries.filter(isPage);
    // Until the index is there, the one before it answers; what it does not know yet joins in a moment.
    const ids = new Set(search.find(query, { topic, feeling }));
    return entries.filter(({ id }) => ids.has(id));
  }, [entries, indexed, query, topic, feeling]);
  return { entries, found };
}
