/**
 * A list of ten thousand rows of which only those near the screen are drawn.
 * The page itself scrolls. Rows may differ in height: a guess stands in until
 * a row was measured, and what is being read never moves when it was.
 */
import { html, painted, useEffect, useLayoutEffect, useRef, useState } from "../view.js";
import { focusRow, isTyping, rowIndexOf, showRow } from "./list-keys.js";
import { covers, nextRow, offsetsOf, windowOf, withHeights } from "./list-window.js";

const SPARE_ROWS = 8;
/** The window moves by so many rows: with more at once a frame that brings rows with pictures takes too long. */
const STEP_ROWS = 1;
const SPARE_STEP_ROWS = 4;
/** At first, so that a new list is there sooner; the others follow in steps, each when the one before was painted. */
const FIRST_SPARE_ROWS = 1;

/** Places of lists one may come back to, kept as long as the page lives. @type {Map<string, number>} */
const scrollMemory = new Map();

/**
 * @template T
 * @typedef {object} Layout what is known of the rows
 * @property {readonly T[] | null} items which the offsets belong to
 * @property {Float64Array} offsets
 * @property {Map<string, number>} heightsPx measured, by key
 * @property {{ first: number, end: number }} drawn
 * @property {number} spareRows
 * @property {string | null} topKey of the first of the items
 * @property {number} heightPx as the page knows it
 */

/**
 * @template T
 * @param {{
 *   items: T[], keyOf: (item: T) => string, renderRow: (item: T, index: number) => import("../view.js").Children,
 *   label: string, guessPx?: number, memoryKey?: string,
 * }} props items: the same array as long as nothing of it changed; memoryKey: comes back to where it was left; forget it with forgetListPlaces()
 */
export function WindowedList({ items, keyOf, renderRow, label, guessPx = 96, memoryKey }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const layout = useLayout(items, keyOf, guessPx);
  const [focused, setFocused] = useState(-1);
  const [, redraw] = useState({});
  const rowOf = useKeptRows(items, keyOf, renderRow);
  layout.drawn = windowOf(layout.offsets, viewOf(list.current), layout.spareRows, STEP_ROWS);

  useScrollRedraw(() => {
    const { first, end } = windowOf(layout.offsets, viewOf(list.current), layout.spareRows, STEP_ROWS);
    if (first !== layout.drawn.first || end !== layout.drawn.end) redraw({});
  });
  useScrollMemory(memoryKey);
  useLayoutEffect(() => {
    if (!list.current) return;
    // Read once, then written: each look at a place after a change would have the browser lay out everything again.
    const view = viewOf(list.current);
    const movedPx = measureRows(list.current, layout, view.topPx);
    if (layout.heightPx !== layout.offsets[items.length]) {
      layout.heightPx = layout.offsets[items.length];
      list.current.style.setProperty("block-size", `${layout.heightPx}px`);
    }
    if (movedPx !== 0) window.scrollBy(0, movedPx);
    if (!covers(layout.offsets, { ...view, topPx: view.topPx + movedPx }, layout.drawn)) redraw({});
  });
  useEffect(() => {
    if (layout.spareRows === SPARE_ROWS) return undefined;
    let isCurrent = true;
    void painted().then(() => {
      if (!isCurrent) return;
      layout.spareRows = Math.min(SPARE_ROWS, layout.spareRows + SPARE_STEP_ROWS);
      redraw({});
    });
    return () => {
      isCurrent = false;
    };
  }, [items, layout.spareRows]);

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const at = rowIndexOf(event.target);
    const to = at === null ? null : nextRow(event.key, at, items.length);
    if (to === null || isTyping(event.target)) return;
    event.preventDefault();
    setFocused(to);
    showRow(list.current, layout.offsets, to);
    requestAnimationFrame(() => focusRow(list.current, to));
  };

  return html`<ul class="windowed-list" ref=${list} aria-label=${label} onKeyDown=${onKeyDown}
    onFocusIn=${(/** @type {FocusEvent} */ event) => setFocused(rowIndexOf(event.target) ?? -1)}>
    ${drawnRows(layout.drawn.first, layout.drawn.end, focused, items.length).map((index) => rowOf(index, layout.offsets[index]))}
  </ul>`;
}

/**
 * Adding up ten thousand heights is for a new list only, not for every frame.
 * @template T
 * @param {T[]} items @param {(item: T) => string} keyOf @param {number} guessPx
 * @returns {Layout<T>}
 */
function useLayout(items, keyOf, guessPx) {
  const kept = useRef(/** @type {Layout<T> | null} */ (null));
  const layout = (kept.current ??= { items: null, offsets: new Float64Array(1), heightsPx: new Map(), drawn: { first: 0, end: 0 }, spareRows: FIRST_SPARE_ROWS, topKey: null, heightPx: -1 });
  if (layout.items !== items) {
    const { heightsPx } = layout;
    layout.offsets = offsetsOf(items.length, heightsPx.size === 0 ? () => guessPx : (index) => heightsPx.get(keyOf(items[index])) ?? guessPx);
    layout.items = items;
    const topKey = items.length > 0 ? keyOf(items[0]) : null;
    // Another list, and not the same with a change in it.
    if (topKey !== layout.topKey) layout.spareRows = FIRST_SPARE_ROWS;
    layout.topKey = topKey;
  }
  return layout;
}

/**
 * A row that is where it was is handed out as it was, so that only what comes into the window is drawn.
 * @template T
 * @param {T[]} items @param {(item: T) => string} keyOf @param {(item: T, index: number) => import("../view.js").Children} renderRow
 * @returns {(index: number, topPx: number) => import("../view.js").Children}
 */
function useKeptRows(items, keyOf, renderRow) {
  const before = useRef({ items, renderRow, rows: new Map() });
  const known = before.current.items === items && before.current.renderRow === renderRow ? before.current.rows : new Map();
  const rows = new Map();
  before.current = { items, renderRow, rows };
  return (index, topPx) => {
    const kept = known.get(index);
    const drawn = kept?.topPx === topPx ? kept.drawn : html`<${Row} key=${keyOf(items[index])} rowKey=${keyOf(items[index])}
      index=${index} count=${items.length} topPx=${topPx}>${renderRow(items[index], index)}<//>`;
    rows.set(index, { topPx, drawn });
    return drawn;
  };
}

/** Lets go of every place, for instance when the app locks. */
export function forgetListPlaces() {
  scrollMemory.clear();
}

/** @param {{ rowKey: string, index: number, count: number, topPx: number, children?: import("../view.js").Children }} props */
function Row({ rowKey, index, count, topPx, children }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (row.current) place(row.current, topPx);
  }, [topPx]);
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
 * @param {Layout<any>} layout what was news is in it afterwards, and in the places of the rows
 * @param {number} topPx of what is on screen, from the top of the list
 * @returns {number} by how much what is being read was moved, in pixels
 */
function measureRows(list, layout, topPx) {
  const { offsets, heightsPx } = layout;
  /** @type {Map<number, number>} */
  const news = new Map();
  let movedPx = 0;
  for (const row of rowsOf(list)) {
    const index = Number(row.dataset.index);
    const height = row.offsetHeight;
    const before = offsets[index + 1] - offsets[index];
    if (Math.abs(height - before) < 1) continue;
    heightsPx.set(row.dataset.key ?? "", height);
    news.set(index, height);
    if (offsets[index + 1] <= topPx) movedPx += height - before;
  }
  if (news.size === 0) return 0;
  layout.offsets = withHeights(offsets, news);
  placeRows(list, layout.offsets);
  return movedPx;
}

/** By hand, in the same moment: drawing them all again would cost a second turn of every frame. @param {HTMLElement} list @param {Float64Array} offsets */
function placeRows(list, offsets) {
  for (const row of rowsOf(list)) place(row, offsets[Number(row.dataset.index)]);
}

/** @param {HTMLElement} list @returns {NodeListOf<HTMLElement>} */
const rowsOf = (list) => list.querySelectorAll(":scope > li");

/** @param {HTMLElement} row @param {number} topPx */
const place = (row, topPx) => row.style.setProperty("transform", `translateY(${topPx}px)`);

/** @param {() => void} redraw at most once a frame */
function useScrollRedraw(redraw) {
  const latest = useRef(redraw);
  latest.current = redraw;
  useEffect(() => {
    let frame = 0;
    const listen = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => latest.current());
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
