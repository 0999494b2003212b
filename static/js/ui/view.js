/**
 * The only importer of the template library: whoever draws, draws through here,
 * so that a change of library is a change of one file.
 */

/** @typedef {import("../vendor/preact-htm-signals-11.2.0-3.1.1-2.11.4.js").ComponentChildren} Children */
/** @typedef {import("../vendor/preact-htm-signals-11.2.0-3.1.1-2.11.4.js").VNode<any>} Node */
/**
 * @template T
 * @typedef {import("../vendor/preact-htm-signals-11.2.0-3.1.1-2.11.4.js").Signal<T>} SignalOf
 */
/**
 * @template T
 * @typedef {import("../vendor/preact-htm-signals-11.2.0-3.1.1-2.11.4.js").ReadonlySignal<T>} ReadonlySignalOf
 */

export {
  Fragment,
  batch,
  computed,
  createContext,
  effect,
  h,
  html,
  render,
  signal,
  toChildArray,
  untracked,
  useCallback,
  useComputed,
  useContext,
  useEffect,
  useErrorBoundary,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useSignal,
  useSignalEffect,
  useState,
} from "../vendor/preact-htm-signals-11.2.0-3.1.1-2.11.4.js";

/**
 * Joins class names, leaving out what is off.
 * @param {...(string | false | null | undefined)} names
 * @returns {string}
 */
export function classes(...names) {
  return names.filter(Boolean).join(" ");
}

/** @returns {Promise<void>} when what was drawn is on the screen; on a page in the background at once */
export function painted() {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
