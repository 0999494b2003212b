/** @param {() => void | Promise<void>} work @returns {Promise<unknown[]>} what was thrown meanwhile, and a moment later, and heard by nobody */
export async function unheardIn(work) {
  const unheard = [];
  const before = process.rawListeners('unhandledRejection'); // of the test runner, to which each is a failure
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (problem) => unheard.push(problem));
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of before) process.on('unhandledRejection', listener);
  }
  return unheard;
}
