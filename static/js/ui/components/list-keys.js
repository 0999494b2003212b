/** A long list by keyboard: which row has the focus, and how it comes to another that may not be drawn yet. */

/** @param {EventTarget | null} target */
export function rowIndexOf(target) {
  const row = /** @type {HTMLElement | null} */ (/** @type {Element | null} */ (target)?.closest?.(".windowed-list__row") ?? null);
  return row ? Number(row.dataset.index) : null;
}

/** @param {EventTarget | null} target arrow keys inside a text belong to the text */
export function isTyping(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * @param {HTMLElement | null} list
 * @param {Float64Array} offsets
 * @param {number} index
 */
export function showRow(list, offsets, index) {
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
export function focusRow(list, index) {
  const inside = list?.querySelector(`[data-index="${index}"] button, [data-index="${index}"] a, [data-index="${index}"] [tabindex]`);
  const target = /** @type {HTMLElement | null | undefined} */ (inside);
  target?.focus({ preventScroll: true });
  // Rows just drawn are measured only now: a far jump lands by guess, then is put right.
  requestAnimationFrame(() => target?.closest("li")?.scrollIntoView({ block: "nearest" }));
}
