/**
 * What is worked out from something that does not change, once for as long as that is there. It is held by what it was
 * made from: when a lock lets go of the one, nothing keeps the other.
 */

/**
 * @template {object} K
 * @template V
 * @param {(from: K) => V} make
 * @returns {(from: K) => V} the very same again for the same
 */
export function oncePer(make) {
  /** @type {WeakMap<K, V>} */
  const known = new WeakMap();
  return (from) => {
    const found = known.get(from) ?? make(from);
    known.set(from, found);
    return found;
  };
}
