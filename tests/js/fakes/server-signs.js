/** The fake server's signs: who asked with what, and that the app was opened. `server.signKey` null: it sends none. */

import { Refusal } from './server-state.js';

const KEY = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const keyOf = (state) => (state.signKey === undefined ? KEY : state.signKey);

function shown(state, { account }) {
  const { p256dh, auth, ...here } = account.sign ?? {};
  return { json: { key: keyOf(state), here: account.sign ? here : null } };
}

function put(state, { account, body }) {
  if (keyOf(state) === null) throw new Refusal(404, 'not-found');
  account.sign = body;
  return { status: 204 };
}

function remove(state, { account }) {
  account.sign = null;
  return { status: 204 };
}

function opened(state, { account }) {
  account.opened = (account.opened ?? 0) + 1;
  return { json: { any: Boolean(account.sign) } };
}

export const SIGN_ROUTES = [
  ['GET', '/push', shown], ['PUT', '/push', put], ['DELETE', '/push', remove], ['POST', '/push/opened', opened],
];
