/**
 * The one Trusted Types policy of the app: worker addresses, and of those only two. Everything else
 * that could run code is refused by the browser, because no other policy exists.
 */

export const SERVICE_WORKER_URL = '/sw.js';

/**
 * @param {{ trustedTypes?: any, workerUrls: string[] }} deps exact addresses
 * @returns {(url: string) => any} what `new Worker` and `serviceWorker.register` accept
 */
export function createWorkerPolicy({ trustedTypes, workerUrls }) {
  const allowed = new Set(workerUrls);
  /** @param {string} url @returns {string} */
  function createScriptURL(url) {
    if (!allowed.has(url)) throw new TypeError('not an address of our workers');
    return url;
  }
  if (!trustedTypes) return createScriptURL;
  const policy = trustedTypes.createPolicy('cb-worker', { createScriptURL });
  return (url) => policy.createScriptURL(url);
}
