/**
 * A list whose rows can be put into another order: dragged by their handle with a finger, or moved with the arrow keys
 * while the handle has the focus. What moved is said to a screen reader.
 */
import { t } from "../../core/i18n.js";
import { classes, html, useRef, useState } from "../view.js";
import { Icon } from "./icon.js";

/**
 * @template T
 * @param {{
 *   items: T[], keyOf: (item: T) => string, nameOf: (item: T) => string, label: string,
 *   onMove: (key: string, to: number) => Promise<unknown>, announce: (text: string) => void,
 * }} props onMove: to the place among the others, from 0
 */
export function SortableList({ items, keyOf, nameOf, label, onMove, announce }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [dragged, setDragged] = useState(/** @type {{ key: string, to: number } | null} */ (null));
  const keys = items.map(keyOf);

  /** @param {string} key @param {number} to */
  const move = async (key, to) => {
    const place = Math.max(0, Math.min(items.length - 1, to));
    if (place === keys.indexOf(key)) return;
    await onMove(key, place);
    announce(t("Now at place {place} of {count}.", { place: place + 1, count: items.length }));
    requestAnimationFrame(() => handleOf(list.current, key)?.focus());
  };

  /** @param {KeyboardEvent} event @param {string} key */
  const onKeyDown = (event, key) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    void move(key, keys.indexOf(key) + step);
  };

  /** @param {PointerEvent} event @param {string} key */
  const onPointerDown = (event, key) => {
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    setDragged({ key, to: keys.indexOf(key) });
  };

  /** @param {PointerEvent} event */
  const onPointerMove = (event) => {
    if (!dragged) return;
    event.preventDefault();
    const to = placeAt(list.current, event.clientY);
    if (to !== dragged.to) setDragged({ ...dragged, to });
  };

  const onPointerUp = () => {
    if (dragged) void move(dragged.key, dragged.to);
    setDragged(null);
  };

  return html`<ol class="list sortable" aria-label=${label} ref=${list}>
    ${inPlaces(items, keys, dragged).map((item) => {
      const key = keyOf(item);
      return html`<li key=${key} data-key=${key} class=${classes("list__item sortable__row", dragged?.key === key && "sortable__row--dragged")}>
        <span class="sortable__name" dir="auto">${nameOf(item)}</span>
        <button type="button" class="icon-button sortable__handle" aria-label=${t("Move “{title}” with the arrow keys", { title: nameOf(item) })}
          onKeyDown=${(/** @type {any} */ event) => onKeyDown(event, key)} onPointerDown=${(/** @type {any} */ event) => onPointerDown(event, key)}
          onPointerMove=${onPointerMove} onPointerUp=${onPointerUp} onPointerCancel=${() => setDragged(null)}><${Icon} name="grip" /></button>
      </li>`;
    })}
  </ol>`;
}

/**
 * @template T
 * @param {T[]} items
 * @param {string[]} keys
 * @param {{ key: string, to: number } | null} dragged
 * @returns {T[]} as they would stand if it were let go now
 */
function inPlaces(items, keys, dragged) {
  if (!dragged) return items;
  const others = items.filter((_, at) => keys[at] !== dragged.key);
  return [...others.slice(0, dragged.to), items[keys.indexOf(dragged.key)], ...others.slice(dragged.to)];
}

/** @param {HTMLElement | null} list @param {number} y @returns {number} the place of the row under the finger */
function placeAt(list, y) {
  const rows = [...(list?.children ?? [])];
  const at = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
  return at < 0 ? rows.length - 1 : at;
}

/** @param {HTMLElement | null} list @param {string} key @returns {HTMLElement | null | undefined} */
const handleOf = (list, key) => list?.querySelector(`[data-key="${CSS.escape(key)}"] .sortable__handle`);
