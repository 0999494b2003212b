/** A photo or a voice note whole, asked for once; gone with whatever shows it. */
import { wordsFor } from "../../attempt.js";
import { useApp } from "../../shell.js";
import { useBlobUrl } from "../../use-blob-url.js";
import { useEffect, useRef, useState } from "../../view.js";

/**
 * @param {import("../../../domain/attachments/fields.js").Attachment} attachment
 * @returns {{ url: string | null, content: Uint8Array<ArrayBuffer> | null, share: number | null, problem: string | null, load: () => Promise<Uint8Array<ArrayBuffer> | null> }} share: how much of it is here, null while nothing is asked for
 */
export function useContent({ id, media }) {
  const { media: { reading } } = useApp();
  const [content, setContent] = useState(/** @type {Uint8Array<ArrayBuffer> | null} */ (null));
  const [share, setShare] = useState(/** @type {number | null} */ (null));
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const isThere = useRef(true);
  const loading = useRef(/** @type {Promise<Uint8Array<ArrayBuffer> | null> | null} */ (null));
  const url = useBlobUrl(content, media);
  useEffect(() => () => void (isThere.current = false), []);

  async function read() {
    setProblem(null);
    setShare(0);
    try {
      const bytes = await reading.read(id, { onPart: (part) => isThere.current && setShare(part) });
      if (!isThere.current) return null;
      setContent(bytes);
      return bytes;
    } catch (cause) {
      if (isThere.current) setProblem(wordsFor(cause));
      return null;
    } finally {
      loading.current = null;
      if (isThere.current) setShare(null);
    }
  }

  return { url, content, share, problem, load: () => (content ? Promise.resolve(content) : (loading.current ??= read())) };
}
