/**
 * The other tabs of this app. Whoever locks, hides or leaves in one of them means all of them (safety.md, P3); a tab that
 * locks by itself, because nobody was there, says nothing, for in another one somebody may be writing.
 * Never: says anything but one of two words.
 */

/** @typedef {{ postMessage: (message: any) => void, addEventListener: (type: "message", listener: (event: { data: any }) => void) => void }} Channel */
/** @typedef {"locked" | "forgotten"} Word */

/** @param {Channel | null} channel @param {{ onLocked: () => void, onForgotten: () => void }} listeners another tab said it */
export function createTabs(channel, { onLocked, onForgotten }) {
  channel?.addEventListener('message', ({ data }) => {
    if (data === 'locked') onLocked();
    if (data === 'forgotten') onForgotten();
  });
  return {
    /** @param {Word} word */
    tell: (word) => channel?.postMessage(word),
  };
}
