/** An address of bytes that are in memory, for as long as something shows them. A lock takes the screen away, and with it the address. */
import { useEffect, useMemo } from "./view.js";

/**
 * @param {Uint8Array<ArrayBuffer> | null} bytes
 * @param {string} media a type that the app itself makes
 * @returns {string | null}
 */
export function useBlobUrl(bytes, media) {
  const url = useMemo(() => (bytes ? URL.createObjectURL(new Blob([bytes], { type: media })) : null), [bytes, media]);
  useEffect(() => () => {
    if (url) URL.revokeObjectURL(url);
  }, [url]);
  return url;
}
