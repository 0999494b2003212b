/** Asking the server as the signed-in account: an ended session is renewed once, and then it is asked again. */
import { ApiProblem } from '../../net/errors.js';

/** @typedef {{ json?: any, frames?: import('../../net/frames.js').Frame[] }} Sent */
/** @typedef {{ request: (method: string, path: string, options?: Sent) => Promise<{ json: any, frames?: import('../../net/frames.js').Frame[] }> }} Asks */
/** @typedef {(method: string, path: string, json?: any, frames?: import('../../net/frames.js').Frame[]) => Promise<any>} Ask */
/** @typedef {(method: string, path: string, sent?: Sent) => Promise<{ json: any, frames: import('../../net/frames.js').Frame[] }>} AskWhole */

/** @param {{ api: Asks, account: { session: { ensure: () => Promise<boolean> } } }} deps @returns {AskWhole} gives the answer, its frames too */
export function createAskWhole({ api, account }) {
  return async (method, path, sent = {}) => {
    const request = async () => ({ frames: [], ...(await api.request(method, path, sent)) });
    await account.session.ensure();
    try {
      return await request();
    } catch (problem) {
      // Nothing was done for someone who was not signed in, so asking again is harmless.
      const isRenewed = problem instanceof ApiProblem && problem.code === 'no-session' && (await account.session.ensure());
      if (!isRenewed) throw problem;
      return request();
    }
  };
}

/** @param {Parameters<typeof createAskWhole>[0]} deps @returns {Ask} gives the JSON of the answer */
export function createAsk(deps) {
  const ask = createAskWhole(deps);
  return async (method, path, json, frames) => (await ask(method, path, { json, frames })).json;
}
