/**
 * A list of ten thousand rows of which only those near the screen are drawn.
 * The page itself scrolls. Rows may differ in height: a guess stands in until
 * a row was measured, and what is being read never moves when it was.
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from "../view.js";
import { nextRow, offsetsOf, windowOf } from "./list-window.js";

const SPARE_ROWS = 8;

/** Places of lists one may come back to, kept as long as the page lives. @type {Map<string, number>} */
const scrollMemory = new Map();

/**
 * @template T
 * @param {{
 *   items: T[], keyOf: (item: T) => string, renderRow: (item: T, index: number) => import("../view.js").Children,
 *   label: string, guessPx?: number, memoryKey?: string,
 * }} props memoryKey: comes back to where it was left; forget it with forgetListPlaces()
 */
export function WindowedList({ items, keyOf, renderRow, label, guessPx = 96, memoryKey }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const heights = useRef(/** @type {Map<string, number>} */ (new Map()));
  const [focused, setFocused] = useState(-1);
  const [, redraw] = useState({});
  const offsets = offsetsOf(items.length, (index) => heights.current.get(keyOf(items[index])) ?? guessPx);
  const { first, end } = windowOf(offsets, viewOf(list.current), SPARE_ROWS);

  useScrollRedraw(() => redraw({}));
  useScrollMemory(memoryKey);
  useLayoutEffect(() => {
    if (list.current && measureRows(list.current, heights.current, offsets)) redraw({});
  });
  useLayoutEffect(() => {
    list.current?.style.setProperty("block-size", `${offsets[items.length]}px`);
  });

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const at = rowIndexOf(event.target);
    const to = at === null ? null : nextRow(event.key, at, items.length);
    if (to === null || isTyping(event.target)) return;
    event.preventDefault();
    setFocused(to);
    showRow(list.current, offsets, to);
    requestAnimationFrame(() => focusRow(list.current, to));
  };

  return html`<ul class="windowed-list" ref=${list} aria-label=${label} onKeyDown=${onKeyDown}
    onFocusIn=${(/** @type {FocusEvent} */ event) => setFocused(rowIndexOf(event.target) ?? -1)}>
    ${drawnRows(first, end, focused, items.length).map((index) => html`<${Row} key=${keyOf(items[index])}
      rowKey=${keyOf(items[index])} index=${index} count=${items.length} topPx=${offsets[index]}>
      ${renderRow(items[index], index)}<//>`)}
  </ul>`;
}

/** Lets go of every place, for instance when the app locks. */
export function forgetListPlaces() {
  scrollMemory.clear();
}

/** @param {{ rowKey: string, index: number, count: number, topPx: number, children?: import("../view.js").Children }} props */
function Row({ rowKey, index, count, topPx, children }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => row.current?.style.setProperty("transform", `translateY(${topPx}px)`), [topPx]);
  return html`<li class="windowed-list__row" ref=${row} data-key=${rowKey} data-index=${index}
    aria-setsize=${count} aria-posinset=${index + 1}>${children}</li>`;
}

/**
 * The row with the focus stays drawn wherever the screen goes, or the focus would be lost.
 * @param {number} first
 * @param {number} end
 * @param {number} focused
 * @param {number} count
 */
function drawnRows(first, end, focused, count) {
  const rows = Array.from({ length: end - first }, (_, offset) => first + offset);
  if (focused >= 0 && focused < first) rows.unshift(focused);
  if (focused >= end && focused < count) rows.push(focused);
  return rows;
}

/** @param {HTMLElement | null} list before it is drawn: the first screenful */
function viewOf(list) {
  const heightPx = globalThis.innerHeight ?? 800;
  if (!list) return { topPx: 0, heightPx };
  return { topPx: Math.max(0, -list.getBoundingClientRect().top), heightPx };
}

/**
 * @param {HTMLElement} list
 * @param {Map<string, number>} heights
 * @param {Float64Array} offsets as drawn
 * @returns {boolean} whether any height was news
 */
function measureRows(list, heights, offsets) {
  const topPx = -list.getBoundingClientRect().top;
  let changed = false;
  let movedPx = 0;
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":scope > li"))) {
    const key = row.dataset.key ?? "";
    const index = Number(row.dataset.index);
    const height = row.offsetHeight;
    const before = offsets[index + 1] - offsets[index];
    if (Math.abs(height - before) < 1) continue;
    heights.set(key, height);
    changed = true;
    if (offsets[index + 1] <= topPx) movedPx += height - before;
  }
  if (movedPx !== 0) window.scrollBy(0, movedPx);
  return changed;
}

/** @param {() => void} redraw at most once a frame */
function useScrollRedraw(redraw) {
  useEffect(() => {
    let frame = 0;
    const listen = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(redraw);
    };
    window.addEventListener("scroll", listen, { passive: true });
    window.addEventListener("resize", listen);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", listen);
      window.removeEventListener("resize", listen);
    };
  }, []);
}

/** @param {string | undefined} key */
function useScrollMemory(key) {
  useLayoutEffect(() => {
    if (key === undefined) return undefined;
    const frame = requestAnimationFrame(() => window.scrollTo(0, scrollMemory.get(key) ?? 0));
    const remember = () => scrollMemory.set(key, window.scrollY);
    window.addEventListener("scroll", remember, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", remember);
    };
  }, [key]);
}

/** @param {EventTarget | null} target */
function rowIndexOf(target) {
  const row = /** @type {HTMLElement | null} */ (/** @type {Element | null} */ (target)?.closest?.(".windowed-list__row") ?? null);
  return row ? Number(row.dataset.index) : null;
}

/** @param {EventTarget | null} target arrow keys inside a text belong to the text */
function isTyping(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * @param {HTMLElement | null} list
 * @param {Float64Array} offsets
 * @param {number} index
 */
function showRow(list, offsets, index) {
  if (!list) return;
  const { top } = list.getBoundingClientRect();
  const rowTop = top + offsets[index];
  const rowEnd = top + offsets[index + 1];
  if (rowTop < 96) window.scrollBy(0, rowTop - 96);
  else if (rowEnd > innerHeight - 96) window.scrollBy(0, rowEnd - innerHeight + 96);
}

/**
 * @param {HTMLElement | null} list
 * @param {number} index
 */
function focusRow(list, index) {
  const inside = list?.querySelector(`[data-index="${index}"] button, [data-index="${index}"] a, [data-index="${index}"] [tabindex]`);
  const target = /** @type {HTMLElement | null | undefined} */ (inside);
  target?.focus({ preventScroll: true });
  // Rows just drawn are measured only now: a far jump lands by guess, then is put right.
  requestAnimationFrame(() => target?.closest("li")?.scrollIntoView({ block: "nearest" }));
}
