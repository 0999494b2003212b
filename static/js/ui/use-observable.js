/** Lets a screen follow a value of the domain, which knows nothing of screens. */
import { useLayoutEffect, useState } from "./view.js";

/**
 * Draws again whenever the value changes.
 * @template T
 * @param {import("../core/observable.js").Observable<T>} observable
 * @returns {T}
 */
export function useObservable(observable) {
  const [value, setValue] = useState(() => observable.value);
  // Before the first paint: what changed between drawing and watching is not missed.
  useLayoutEffect(() => observable.subscribe((next) => setValue(() => next)), [observable]);
  return value;
}
