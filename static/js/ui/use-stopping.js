/** Long work on a screen: how far it is, and the way to stop. It stops by itself when the screen is left. */
import { useEffect, useRef, useState } from "./view.js";

export function useStopping() {
  const [share, setShare] = useState(/** @type {number | null} */ (null));
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  return {
    /** null: nothing is under way */
    share,
    begin() {
      stop.current = new AbortController();
      setShare(0);
      return { signal: stop.current.signal, onProgress: setShare };
    },
    end: () => setShare(null),
    stop: () => stop.current.abort(),
  };
}
