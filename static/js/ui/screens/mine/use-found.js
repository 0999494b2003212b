/** The entries of the journal, and those of them that are looked for. */
import { pause } from "../../../core/breather.js";
import { isPage } from "../../../domain/entries.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { useEffect, useMemo, useState } from "../../view.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */

/**
 * @param {import("./look.js").Look} look
 * @returns {{ entries: readonly Entry[], found: readonly Entry[] }} newest first; what has a place of its own is found only when looked for
 */
export function useFound({ query, topic, feeling }) {
  const { journal, media, search, vault } = useApp();
  const version = useObservable(vault.version);
  const entries = useMemo(() => journal.entries(), [version]);
  const photos = useMemo(() => media.attachments.records(), [version]);
  const [indexed, setIndexed] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    void search.indexGently(entries).then(async (isDone) => {
      await pause(); // what is found is drawn in a bite of its own
      if (isDone && isCurrent) setIndexed((/** @type {number} */ before) => before + 1);
    });
    return () => {
      isCurrent = false;
    };
  }, [entries, photos]);

  const isNarrowed = query.trim() !== "" || topic !== null || feeling !== null;
  const pages = useMemo(() => entries.filter(isPage), [entries]);
  const matching = useMemo(() => {
    if (!isNarrowed) return null;
    // Until the index is there, the one before it answers; what it does not know yet joins in a moment.
    const ids = new Set(search.find(query, { topic, feeling }));
    return entries.filter(({ id }) => ids.has(id));
  }, [entries, indexed, query, topic, feeling]);
  return { entries, found: matching ?? pages };
}
