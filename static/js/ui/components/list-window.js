/**
 * The arithmetic of a long list of which only a window is drawn. No DOM here,
 * so that it can be tested to the pixel.
 */

/**
 * @param {number} count
 * @param {(index: number) => number} heightPxOf measured, or a guess
 * @returns {Float64Array} count + 1 offsets; the last is the height of the whole
 */
export function offsetsOf(count, heightPxOf) {
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) offsets[index + 1] = offsets[index] + heightPxOf(index);
  return offsets;
}

/**
 * The same list after a few of its rows were measured: what lies below them moves, and nothing is looked up again.
 * @param {Float64Array} offsets
 * @param {Map<number, number>} heightsPx by index
 * @returns {Float64Array}
 */
export function withHeights(offsets, heightsPx) {
  const changed = offsets.slice();
  let movedPx = 0;
  for (let index = Math.min(...heightsPx.keys()); index < offsets.length - 1; index += 1) {
    const heightPx = heightsPx.get(index);
    if (heightPx !== undefined) movedPx += heightPx - (offsets[index + 1] - offsets[index]);
    changed[index + 1] = offsets[index + 1] + movedPx;
  }
  return changed;
}

/**
 * @param {Float64Array} offsets
 * @param {number} atPx
 * @returns {number} index of the row at this height, within the list
 */
export function rowAt(offsets, atPx) {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= atPx) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * @param {Float64Array} offsets
 * @param {{ topPx: number, heightPx: number }} view what is on screen, from the top of the list
 * @param {number} spareRows drawn above and below, so that a flick shows no gap
 * @param {number} [stepRows] the window moves by so many rows at once, so that most frames of a scroll draw nothing
 * @returns {{ first: number, end: number }} rows to draw, end not included
 */
export function windowOf(offsets, { topPx, heightPx }, spareRows, stepRows = 1) {
  const count = offsets.length - 1;
  if (count === 0) return { first: 0, end: 0 };
  const [first, end] = [rowAt(offsets, topPx) - spareRows, rowAt(offsets, topPx + heightPx) + 1 + spareRows];
  return {
    first: Math.max(0, Math.floor(first / stepRows) * stepRows),
    end: Math.min(count, Math.ceil(end / stepRows) * stepRows),
  };
}

/**
 * @param {Float64Array} offsets
 * @param {{ topPx: number, heightPx: number }} view
 * @param {{ first: number, end: number }} drawn
 * @returns {boolean} whether every row on screen is drawn
 */
export function covers(offsets, { topPx, heightPx }, { first, end }) {
  return first <= rowAt(offsets, topPx) && rowAt(offsets, topPx + heightPx) < end;
}

/**
 * Where an arrow key leads.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @returns {number | null} null where the key means nothing here
 */
export function nextRow(key, at, count) {
  /** @type {Record<string, number>} */
  const targets = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: 0, End: count - 1 };
  if (!(key in targets)) return null;
  return Math.min(count - 1, Math.max(0, targets[key]));
}
