/**
 * Work of which one run goes on at a time; whoever asks while it runs gets one more run after it, however often it was asked.
 * @param {() => Promise<void>} work
 * @returns {() => Promise<void>} resolves when nothing is left to do; rejects with what the work threw
 */
export function oneAtATime(work) {
  /** @type {Promise<void> | null} */
  let running = null;
  let isAskedAgain = false;

  async function run() {
    try {
      do {
        isAskedAgain = false;
        await work();
      } while (isAskedAgain);
    } finally {
      running = null; // in the same breath as the last look, so that nobody asks in between and is not heard
    }
  }

  return () => {
    isAskedAgain = true;
    running ??= run();
    return running;
  };
}

/**
 * Work of any kind, each after the one before. What fails is heard by whoever asked for it, and holds nothing up.
 * @returns {<T>(work: () => Promise<T>) => Promise<T>}
 */
export function oneAfterAnother() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
