/**
 * A passphrase is stretched for a second or more, and a lock or Hide now may fall into it (safety.md, P3). Owns the count of
 * how often the keys went: what was begun before that must not bring any back.
 */

export function createAttempts() {
  let locks = 0;
  return {
    /** The keys went. */
    endAll() {
      locks += 1;
    },

    /** @returns {() => boolean} whether it is still wanted: to be asked before anything of it is kept */
    begin() {
      const before = locks;
      return () => before === locks;
    },
  };
}
