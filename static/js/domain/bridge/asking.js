/** Asking the server as the signed-in account: an ended session is renewed once, and then it is asked again. */
import { ApiProblem } from '../../net/errors.js';

/** @typedef {{ request: (method: string, path: string, options?: { json?: any, frames?: import('../../net/frames.js').Frame[] }) => Promise<{ json: any }> }} Asks */
/** @typedef {(method: string, path: string, json?: any, frames?: import('../../net/frames.js').Frame[]) => Promise<any>} Ask */

/**
 * @param {{ api: Asks, account: { session: { ensure: () => Promise<boolean> } } }} deps
 * @returns {Ask} gives the JSON of the answer
 */
export function createAsk({ api, account }) {
  return async (method, path, json, frames) => {
    await account.session.ensure();
    try {
      return (await api.request(method, path, { json, frames })).json;
    } catch (problem) {
      // Nothing was done for someone who was not signed in, so asking again is harmless.
      const isRenewed = problem instanceof ApiProblem && problem.code === 'no-session' && (await account.session.ensure());
      if (!isRenewed) throw problem;
      return (await api.request(method, path, { json, frames })).json;
    }
  };
}
