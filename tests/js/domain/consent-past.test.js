/** R9, R10: what was left, taken back or lapsed stays so, whatever a server shows afterwards, and whoever runs it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { u64 } from '../../../static/js/core/bytes.js';
import { reasonFor } from '../../../static/js/domain/bridge/refusals.js';
import { DAY_MS, meet, offerOne, PASSPHRASE, seen, someone, START_MS } from './helpers/couple.js';

const OFFER = 5;
const [LAPSES] = [1];

/** Alice's offer, accepted by bob, and what her feed would show of it; the server has kept it back from her so far. @param {'ask' | 'at-once'} release */
async function keptBack(release) {
  const { server, clock, phones: [alice, bob, carol] } = await someone(['alice', 'bob', 'carol']);
  await pair(alice, bob);
  const id = await offerOne(alice, { release });
  await meet(bob);
  const account = server.users.get(Buffer.from(alice.account.keyring().userId).toString('base64url'));
  const older = [...account.feed.get(`5:${id}`).parts];
  server.tamper = (_request, answer) => (answer.frames ? { ...answer, frames: answer.frames.map((frame) => (frame.type === OFFER ? { ...frame, parts: older } : frame)) } : answer);
  await bob.bridge.accept(id).catch((/** @type {any} */ problem) => assert.equal(problem.code, 'forged'));
  const ready = [...account.feed.get(`5:${id}`).parts];
  /** The server shows it now, as if nothing had happened since. */
  const show = async () => {
    server.tamper = null;
    account.head += 1;
    account.feed.delete(`5:${id}`);
    account.feed.set(`5:${id}`, { type: OFFER, id: new Uint8Array(Buffer.from(id, 'base64url')), revision: 1, seq: account.head, parts: Object.assign(ready, { [LAPSES]: u64(START_MS + 90 * DAY_MS) }) });
    await meet(alice);
  };
  return { server, clock, alice, bob, carol, id, show };
}

/** @param {any} inviter @param {any} joiner */
async function pair(inviter, joiner) {
  const { link } = await inviter.pairing.invite();
  await joiner.pairing.join(link);
  await meet(inviter, joiner, inviter);
}

/** @param {any} alice @param {string} id */
async function assertNothingMoves(alice, id) {
  const asked = () => alice.link.requests.filter((/** @type {string} */ request) => request.endsWith('/release'));
  assert.deepEqual(asked(), [], 'no key goes by itself');
  assert.equal(seen(alice, 'outgoing', id), null, 'it is not among what is under way');
  await assert.rejects(alice.bridge.release(id), { code: 'not-possible', message: reasonFor('not-possible') });
  assert.deepEqual(asked(), [], 'nor by hand');
}

test('linked with someone new: an acceptance by the partner of before opens nothing to them', async () => {
  const { alice, carol, id, show } = await keptBack('at-once');
  await alice.pairing.leave(PASSPHRASE);
  await pair(alice, carol);
  assert.equal(alice.pairing.state.value.kind, 'paired');
  await show();
  await assertNothingMoves(alice, id);
});

test('taken back: a server that forgets it cannot open it', async () => {
  const { alice, id, show } = await keptBack('at-once');
  // Whatever it answers, it keeps the acceptance for later.
  await alice.bridge.withdraw(id).catch((/** @type {any} */ problem) => assert.equal(problem.code, 'conflict'));
  await show();
  const asked = alice.link.requests.filter((/** @type {string} */ request) => request.endsWith('/release'));
  assert.deepEqual(asked, [], 'tried to take it back: it is asked about, and does not go by itself');
});

test('taken back, and answered so: gone for this account also where the server shows it again', async () => {
  const { server, alice, id, show } = await keptBack('at-once');
  // The server acts as if bob had not said yes yet, and hands that out afterwards.
  const offer = server.offers.get(id);
  Object.assign(offer, { state: 1, statements: offer.statements.slice(0, 1) });
  await alice.bridge.withdraw(id);
  await show();
  await assertNothingMoves(alice, id);
});

test('lapsed by the own clock: an acceptance that comes a month later opens nothing', async () => {
  const { alice, clock, id, show } = await keptBack('at-once');
  clock.advanceMs(15 * DAY_MS);
  await show();
  await assertNothingMoves(alice, id);
});
