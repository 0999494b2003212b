import { test } from 'node:test';
import assert from 'node:assert/strict';
import { toHex, u8 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError, StatementInvalidError } from '../../../static/js/core/errors.js';
import { tuple } from '../../../static/js/crypto/encoding.js';
import { sha256 } from '../../../static/js/crypto/primitives.js';
import { checkAccepted, checkReleased, verifyChain } from '../../../static/js/crypto/statement-chain.js';
import { ACTIONS, buildStatement, parseStatement, statementHash, TIERS, verifyStatement } from '../../../static/js/crypto/statements.js';
import { ALICE_ID, BOB_ID, filled, MALLORY_ID, person, RECORD, SPACE } from './support.js';

const [alice, bob, mallory] = [await person(ALICE_ID), await person(BOB_ID), await person(MALLORY_ID)];
const pinned = ({ fp, bundle }) => ({ fingerprint: fp, signingPublic: bundle.signingPublic });
const EXPECTED = { space: SPACE, record: RECORD, owner: pinned(alice), recipient: pinned(bob) };
const ENVELOPE = filled(1, 300);
const WRAP = filled(2, 113);
const BASE = {
  space: SPACE, record: RECORD, revision: 1, envelopeHash: await sha256(ENVELOPE),
  ownerFp: alice.fp, recipientFp: bob.fp, policy: TIERS.whole, timeMs: 1_790_000_000_000,
};
const RELEASE = { wrapHash: await sha256(WRAP) };

/** Steps are [who, action, changes]; each link follows the one before unless `changes` says otherwise. */
async function chainOf(...steps) {
  const links = [];
  let prev;
  for (const [who, action, changes] of steps) {
    const message = buildStatement({ ...BASE, action: ACTIONS[action], prev, ...changes });
    links.push({ message, signature: await who.keyring.sign(message) });
    prev = await statementHash(message);
  }
  return links;
}
const walk = async (...steps) => verifyChain(await chainOf(...steps), EXPECTED);
const refused = (promise, why) => assert.rejects(promise, (error) => error instanceof StatementInvalidError && why.test(error.message));

const OFFER = [alice, 'offer'];
const ACCEPT = [bob, 'accept'];

test('every way an offer can go ends where the table says', async () => {
  const edit = [alice, 'offer', { revision: 2, envelopeHash: filled(7, 32), policy: TIERS.topic }];
  const edited = { revision: 2, envelopeHash: filled(7, 32), policy: TIERS.topic };
  const ways = [
    [[], 'none'],
    [[OFFER], 'offered'],
    [[OFFER, edit], 'offered'],
    [[OFFER, ACCEPT], 'ready'],
    [[OFFER, [alice, 'withdraw']], 'ended'],
    [[OFFER, ACCEPT, edit], 'offered'],
    [[OFFER, ACCEPT, edit, [bob, 'accept', edited]], 'ready'],
    [[OFFER, ACCEPT, [alice, 'withdraw']], 'ended'],
    [[OFFER, ACCEPT, [bob, 'withdraw']], 'offered'],
    [[OFFER, ACCEPT, [bob, 'withdraw'], ACCEPT, [alice, 'release', RELEASE]], 'opened'],
  ];
  for (const [steps, state] of ways) assert.equal((await walk(...steps)).state, state);
});

test('a chain tells the offer that stands, the last word and its hash', async () => {
  const links = await chainOf(OFFER, ACCEPT);
  const chain = await verifyChain(links, EXPECTED);
  assert.equal(chain.offer.action, ACTIONS.offer);
  assert.equal(chain.last.action, ACTIONS.accept);
  assert.deepEqual(chain.lastHash, await sha256(links[1].message));
  assert.equal(chain.statements.length, 2);
  const none = await verifyChain([], EXPECTED);
  assert.deepEqual([none.offer, none.last, toHex(none.lastHash)], [null, null, '00'.repeat(32)]);
});

test('nobody says what is not theirs to say, and nothing comes out of turn', async () => {
  const release = [alice, 'release', RELEASE];
  const wrong = [
    [[bob, 'offer']], [[mallory, 'offer']], [ACCEPT], [release], [[alice, 'withdraw']],
    [OFFER, [alice, 'accept']], [OFFER, [mallory, 'accept']], [OFFER, [bob, 'withdraw']], [OFFER, release],
    [OFFER, ACCEPT, ACCEPT], [OFFER, ACCEPT, [bob, 'release', RELEASE]],
    [OFFER, [alice, 'withdraw'], ACCEPT], [OFFER, ACCEPT, release, [alice, 'withdraw']], [OFFER, ACCEPT, release, release],
    [OFFER, [alice, 'commit']], [[alice, 'commit']],
  ];
  for (const steps of wrong) await refused(walk(...steps), /not a move/);
});

test('each field is held against what this device expects, and against the offer that stands', async () => {
  const rows = [
    [{ space: filled(9) }, /another space/], [{ record: filled(9) }, /another record/],
    [{ ownerFp: mallory.fp }, /another owner/], [{ recipientFp: mallory.fp }, /another recipient/],
    [{ prev: filled(9, 32) }, /not after/], [{ revision: 2 }, /another revision/],
    [{ envelopeHash: filled(9, 32) }, /another text/], [{ policy: TIERS.topic }, /another tier/],
    [{ wrapHash: filled(9, 32) }, /a wrap/],
  ];
  for (const [changes, why] of rows) await refused(walk(OFFER, [bob, 'accept', changes]), why);
});

test('an edit is the next revision', async () => {
  for (const revision of [1, 3]) await refused(walk(OFFER, [alice, 'offer', { revision }]), /next revision/);
});

test('an edited text voids the acceptance', async () => {
  const edit = [alice, 'offer', { revision: 2, envelopeHash: filled(7, 32) }];
  await refused(walk(OFFER, ACCEPT, edit, [alice, 'release', { ...RELEASE, revision: 2, envelopeHash: filled(7, 32) }]), /not a move/);
  await refused(walk(OFFER, edit, ACCEPT), /another revision/);
});

test('an offer has no wrap yet, and a release has one', async () => {
  await refused(walk([alice, 'offer', RELEASE]), /a wrap/);
  await refused(walk(OFFER, ACCEPT, [alice, 'release']), /a wrap/);
});

test('statements left out, turned round, or repeated are refused', async () => {
  const [offer, accept, release] = await chainOf(OFFER, ACCEPT, [alice, 'release', RELEASE]);
  for (const links of [[accept], [offer, release], [accept, offer], [offer, offer], [offer, accept, accept]]) {
    await refused(verifyChain(links, EXPECTED), /not after/);
  }
});

test('a nonce that comes twice is refused', async () => {
  const nonce = filled(3);
  await refused(walk([alice, 'offer', { nonce }], [bob, 'accept', { nonce }]), /nonce/);
});

test('a signature of another statement is refused', async () => {
  const [offer, accept] = await chainOf(OFFER, ACCEPT);
  await refused(verifyChain([offer, { ...accept, signature: offer.signature }], EXPECTED), /not a move/);
});

test('a key is released only on an acceptance of exactly this text', async () => {
  await checkAccepted(await walk(OFFER, ACCEPT), ENVELOPE);
  await refused(checkAccepted(await walk(OFFER, ACCEPT), filled(2, 300)), /another text/);
  for (const steps of [[], [OFFER], [OFFER, ACCEPT, [bob, 'withdraw']], [OFFER, ACCEPT, [alice, 'release', RELEASE]]]) {
    await refused(checkAccepted(await walk(...steps), ENVELOPE), /nothing is accepted/);
  }
});

test('a text is opened only on a release of exactly it and its key', async () => {
  const chain = await walk(OFFER, ACCEPT, [alice, 'release', RELEASE]);
  await checkReleased(chain, ENVELOPE, WRAP);
  await refused(checkReleased(chain, filled(2, 300), WRAP), /another text/);
  await refused(checkReleased(chain, ENVELOPE, filled(3, 113)), /another key/);
  await refused(checkReleased(await walk(OFFER, ACCEPT), ENVELOPE, WRAP), /nothing is released/);
});

test('one statement by itself: by this key, over these bytes', async () => {
  const [link] = await chainOf(OFFER);
  assert.equal((await verifyStatement(link, alice.bundle.signingPublic)).policy, TIERS.whole);
  await refused(verifyStatement(link, bob.bundle.signingPublic), /signature/);
  await refused(verifyStatement({ ...link, signature: link.signature.slice(0, 63) }, alice.bundle.signingPublic), /signature/);
});

test('declining and having read cannot be said, nor a tier that does not exist', () => {
  for (const action of [0, 4, 5, 8]) assert.throws(() => buildStatement({ ...BASE, action }), /action/);
  for (const policy of [0, 4]) assert.throws(() => buildStatement({ ...BASE, action: 1, policy }), /tier/);
});

test('what is no statement is refused', async () => {
  const whole = buildStatement({ ...BASE, action: ACTIONS.offer });
  for (const message of [whole.slice(0, -1), new Uint8Array([...whole, 0]), tuple('consent', u8(1)), new Uint8Array(0)]) {
    assert.throws(() => parseStatement(message), StatementInvalidError);
  }
  for (const [field, length] of [['space', 15], ['envelopeHash', 31], ['nonce', 12], ['prev', 0]]) {
    assert.throws(() => buildStatement({ ...BASE, action: 1, [field]: filled(1, length) }), StatementInvalidError);
  }
  assert.throws(() => buildStatement({ ...BASE, action: 1, revision: -1 }), EncodingInvalidError);
});
