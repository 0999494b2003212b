/** O3, from the browser's side: a server that lowers the cost or swaps slots is refused, in words, before anything is used. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

async function hostileSignIn(tamper) {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const { accountCode } = await alice.register('alice');
  const mallory = await openPhone({ server });
  await mallory.register('mallory');
  const strange = { alice: [...server.users.values()][0], mallory: [...server.users.values()][1] };
  const second = await openPhone({ server });
  server.tamper = (request, answer) => (request.path in tamper ? { ...answer, json: { ...answer.json, ...tamper[request.path](answer.json ?? {}, strange) } } : answer);
  const refused = await second.account.signIn({ name: 'alice', accountCode, passphrase: PASSPHRASE }).catch((error) => error);
  return { server, second, refused };
}

const params = (m, t, p = 1, algorithm = 1) => {
  const out = new Uint8Array(26);
  out[0] = algorithm;
  new DataView(out.buffer).setUint32(1, m);
  new DataView(out.buffer).setUint32(5, t);
  out[9] = p;
  return toBase64url(out);
};
const KIB = 1024;
const LOWERED = { 'less memory': params(8 * KIB, 3), 'fewer passes': params(64 * KIB, 1), 'more memory than a phone has': params(1024 * KIB, 3), 'more passes': params(64 * KIB, 17), lanes: params(64 * KIB, 3, 2), 'another algorithm': params(64 * KIB, 3, 1, 2), nothing: '', 'no base64url': '!' };

for (const [what, lowered] of Object.entries(LOWERED)) {
  test(`O3: ${what} is refused before anything made from the passphrase is sent`, async () => {
    const { second, refused } = await hostileSignIn({ '/sign-in/start': () => ({ params: lowered }) });
    assert.equal(refused.code, 'server-answer-refused');
    assert.match(refused.message, /not used/);
    assert.ok(!second.link.requests.includes('POST /sign-in/finish'));
    assert.equal(second.account.state.value, 'new');
  });
}

const SWAPS = {
  'another person\'s slot': { '/sign-in/finish': (json, { mallory }) => ({ slot: toBase64url(mallory.slots.get(1).slot) }) },
  'a slot with another cost': { '/sign-in/finish': ({ slot }) => { const bytes = fromBase64url(slot); bytes[47] = 7; return { slot: toBase64url(bytes) }; } },
  'a changed slot': { '/sign-in/finish': ({ slot }) => { const bytes = fromBase64url(slot); bytes[bytes.length - 1] ^= 1; return { slot: toBase64url(bytes) }; } },
  'a slot that is none': { '/sign-in/finish': () => ({ slot: toBase64url(new Uint8Array(40)) }) },
  'another user id': { '/sign-in/start': (json, { mallory }) => ({ user: mallory.user }) },
  'a user id that is none': { '/sign-in/start': () => ({ user: 'AAAA' }) },
  'another account behind the slot': { '/account': (json, { mallory }) => ({ user: mallory.user }) },
  'another identity': { '/account': (json, { mallory }) => ({ bundle: toBase64url(mallory.bundle) }) },
  'another\'s sealed keys': { '/account': (json, { mallory }) => ({ kem_key: mallory.kemKey }) },
  'keys that are no text': { '/account': () => ({ kem_key: '!' }) },
};

for (const [what, tamper] of Object.entries(SWAPS)) {
  test(`O3: ${what} is refused, and the account stays closed`, async () => {
    const { second, refused } = await hostileSignIn(tamper);
    assert.ok(['server-answer-refused', 'sign-in-refused'].includes(refused.code), refused.code ?? refused.name);
    assert.equal(second.account.keyring(), null);
    assert.equal(await second.store.meta('device'), null);
  });
}

test('a phone without enough memory is not taken for a hostile server', async () => {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const { accountCode } = await alice.register('alice');
  const { createAccount } = await import('../../../static/js/domain/account/account.js');
  const makeWorker = () => Object.assign(new EventTarget(), { postMessage() { queueMicrotask(() => this.dispatchEvent(new Event('error'))); }, terminate() {} });
  const poor = createAccount({ api: alice.api, store: alice.store, makeWorker });
  await assert.rejects(poor.signIn({ name: 'alice', accountCode, passphrase: PASSPHRASE }), { name: 'KdfUnavailableError' });
  await alice.account.lock();
  const here = createAccount({ api: alice.api, store: alice.store, makeWorker });
  await here.start();
  await assert.rejects(here.unlock(PASSPHRASE), { name: 'KdfUnavailableError' });
});

test('at an unlock too, what the server exchanged is refused and not taken for a wrong passphrase', async () => {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  await alice.register('alice');
  await alice.account.lock();
  server.tamper = (request, answer) => (request.path === '/sign-in/start' ? { ...answer, json: { ...answer.json, params: '' } } : answer);
  await assert.rejects(alice.account.unlock('another one'), { code: 'server-answer-refused' });
  server.tamper = (request, answer) => (request.path === '/sign-in/finish' ? { status: 500, json: { code: 'broken' }, headers: { 'Content-Type': 'application/problem+json' } } : answer);
  await assert.rejects(alice.account.unlock('another one'), { code: 'wrong-passphrase' });
});
