/** Web Locks made of memory: exclusive locks by name, in the order they were asked for. */

export function createFakeLocks() {
  const tails = new Map();
  return {
    request(name, options, work = options) {
      const run = (tails.get(name) ?? Promise.resolve()).then(() => work({ name }));
      tails.set(name, run.catch(() => undefined));
      return run;
    },
  };
}
