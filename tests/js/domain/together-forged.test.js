/** consent.md, "Together": locks and words that are forged, replayed, exchanged or reordered are refused, and no key moves (R4, R5, M3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { concat, fromBase64url, u8, u64 } from '../../../static/js/core/bytes.js';
import { buildLock, parseLock } from '../../../static/js/crypto/locks.js';
import { sha256 } from '../../../static/js/crypto/primitives.js';
import { ACTIONS, buildStatement, parseStatement } from '../../../static/js/crypto/statements.js';
import { sealOffered, wrapForPartner } from '../../../static/js/domain/bridge/offered-text.js';
import { sealShared } from '../../../static/js/domain/bridge/shared.js';
import { openPhone } from '../fakes/phone.js';
import { meet, pairedCouple, withBridge } from './helpers/couple.js';
import { flipped, framed, tamperWith, touch } from './helpers/hostile.js';
import { bothIn, lockIn, opened, proposed, viewOf, WORDS } from './helpers/together.js';

const [STATE, LAPSES, TAG, PROPOSAL, WRAP, SIGNATURE, LOCK, TEXT, OWN_WRAP, NOW, , THEIR_LOCK] = Array(12).keys();
const NONE = new Uint8Array(0);
const BOTH_LOCKED = u8(2);

/** @param {any} couple @param {any} phone @param {(parts: Uint8Array[]) => any} change what this phone is shown of the together */
async function show({ server, id }, phone, change) {
  tamperWith(server, 12, (parts, frame) => (Buffer.from(frame.id).toString('base64url') === id ? change(parts) ?? parts : parts));
  touch(server, `12:${id}`);
  await meet(phone);
}

/** @param {any} couple @param {any} phone */
async function assertRefused({ id, server }, phone) {
  assert.equal(viewOf(phone, id).state, 'refused');
  assert.match(viewOf(phone, id).problem, /does not add up/);
  await assert.rejects(phone.togethers.sayNow(id), { code: 'not-possible' });
  for (const { share } of server.togethers.get(id).sides.values()) assert.equal(share.length, 0, 'no key has moved');
}

const said = (message, signature) => concat(message, signature);

test('forged: both locked in without any lock of the other', async () => {
  const couple = await proposed();
  await lockIn(couple.alice, couple.id, WORDS.alice);
  await show(couple, couple.alice, (parts) => Object.assign(parts, { [STATE]: BOTH_LOCKED }));
  await assertRefused(couple, couple.alice);
});

test('forged: a lock of the other that the other did not sign', async () => {
  const couple = await bothIn();
  const { alice, server, id } = couple;
  const message = [...server.togethers.get(id).sides.values()][1].lock.slice(0, -64);
  // The server, or the author's own keys: anybody but the partner.
  const forged = said(message, await alice.pairing.couple().keyring.sign(message));
  await show(couple, alice, (parts) => Object.assign(parts, { [THEIR_LOCK]: forged }));
  await assertRefused(couple, alice);
});

for (const [name, at] of /** @type {const} */ ([['their lock', THEIR_LOCK], ['my lock', LOCK], ['the proposal', PROPOSAL], ['the signature of the proposal', SIGNATURE], ['the key of the proposal', WRAP], ['the tag of the topic', TAG], ['my text', TEXT]])) {
  test(`altered: ${name}`, async () => {
    const couple = await bothIn();
    await show(couple, couple.alice, (parts) => Object.assign(parts, { [at]: flipped(parts[at]) }));
    await assertRefused(couple, couple.alice);
  });
}

for (const [name, at] of /** @type {const} */ ([['their lock', THEIR_LOCK], ['my lock', LOCK], ['the proposal', PROPOSAL], ['my text', TEXT]])) {
  test(`left out: ${name}`, async () => {
    const couple = await bothIn();
    await show(couple, couple.alice, (parts) => Object.assign(parts, { [at]: NONE, ...(at === TEXT ? { [OWN_WRAP]: NONE } : {}), ...(at === PROPOSAL ? { [WRAP]: NONE, [SIGNATURE]: NONE } : {}) }));
    await assertRefused(couple, couple.alice);
  });
}

test('exchanged: my own lock shown as theirs', async () => {
  const couple = await bothIn();
  await show(couple, couple.alice, (parts) => Object.assign(parts, { [THEIR_LOCK]: parts[LOCK] }));
  await assertRefused(couple, couple.alice);
});

test('exchanged: both name one text', async () => {
  const couple = await bothIn();
  const { bob, alice, server, id } = couple;
  const its = server.togethers.get(id).sides;
  const [mine, theirs] = [...its.values()].map(({ lock }) => parseLock(lock.slice(0, -64)));
  const message = buildLock({ ...theirs, record: mine.record });
  const forged = said(message, await bob.pairing.couple().keyring.sign(message));
  const fresh = { ...couple };
  // A device that has not seen both locked in before.
  await alice.store.setMeta('togetherSeen', {});
  await alice.account.lock();
  await alice.unlock();
  await show(fresh, alice, (parts) => Object.assign(parts, { [THEIR_LOCK]: forged }));
  await assertRefused(couple, alice);
});

test('replayed: a lock of another together', async () => {
  const first = await bothIn();
  const { alice, bob, server, id } = first;
  const old = [...server.togethers.get(id).sides.values()][1].lock;
  await alice.togethers.stepBack(id);
  await meet(bob);
  const next = await alice.togethers.propose('work');
  await lockIn(alice, next, WORDS.alice);
  await show({ ...first, id: next }, alice, (parts) => Object.assign(parts, { [STATE]: BOTH_LOCKED, [THEIR_LOCK]: old }));
  await assertRefused({ ...first, id: next }, alice);
});

test('exchanged: another text of the other after both were in', async () => {
  const couple = await bothIn();
  const { bob, alice, server, id } = couple;
  const theirs = parseLock([...server.togethers.get(id).sides.values()][1].lock.slice(0, -64));
  const message = buildLock({ ...theirs, record: new Uint8Array(16).fill(7) });
  const forged = said(message, await bob.pairing.couple().keyring.sign(message));
  await show(couple, alice, (parts) => Object.assign(parts, { [THEIR_LOCK]: forged }));
  await assertRefused(couple, alice);
});

test('rolled back: what was locked by both is shown open again, or a step back undone', async () => {
  const couple = await bothIn();
  await show(couple, couple.alice, (parts) => Object.assign(parts, { [STATE]: u8(1), [THEIR_LOCK]: NONE }));
  await assertRefused(couple, couple.alice);
  const again = await bothIn();
  const kept = [...again.server.users.values()].map((account) => account.feed.get(`12:${again.id}`)?.parts).find(Boolean);
  await again.bob.togethers.stepBack(again.id);
  await meet(again.alice);
  await show(again, again.alice, () => kept);
  await assertRefused(again, again.alice);
});

test('what this account took back or never locked in is never opened, whatever a server shows', async () => {
  const couple = await bothIn();
  const { alice, bob, id, server } = couple;
  await alice.vault.singleton(`together:${id}`).put({ ...alice.vault.all('together')[0].fields, text: null });
  await assert.rejects(alice.togethers.sayNow(id), { code: 'not-possible' });
  await bob.togethers.stepBack(id).catch(() => undefined);
  for (const { share } of server.togethers.get(id).sides.values()) assert.equal(share.length, 0);
});

test('a now that is not mine is not shown as mine', async () => {
  const couple = await bothIn();
  await couple.bob.togethers.sayNow(couple.id);
  const theirs = [...couple.server.togethers.get(couple.id).sides.values()][1].now;
  await show(couple, couple.alice, (parts) => Object.assign(parts, { [NOW]: theirs }));
  assert.equal(viewOf(couple.alice, couple.id).state, 'refused');
  const early = await proposed();
  await show(early, early.alice, (parts) => Object.assign(parts, { [NOW]: theirs }));
  assert.equal(viewOf(early.alice, early.id).state, 'refused');
});

test('a topic that is none, or a tag of another topic, is refused', async () => {
  for (const [topic, tagOf] of /** @type {const} */ ([['the weather', 'money'], ['money', 'work']])) {
    const couple = await pairedCouple();
    const { keyring, space, me } = couple.alice.pairing.couple();
    const tag = await keyring.togetherTag(space, tagOf);
    const record = new Uint8Array(16).fill(5);
    const sealed = await sealShared({ keyring, space, author: me, ref: tag, record }, { v: 1, type: 'together', topic });
    const b64 = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('base64url');
    await couple.alice.api.request('POST', '/togethers', { json: { envelope: b64(sealed.envelope), wrap: b64(sealed.wrap), signature: b64(sealed.signature), topic_tag: b64(tag) } });
    await meet(couple.bob);
    assert.equal(viewOf(couple.bob, b64(record)).state, 'refused');
    await couple.bob.togethers.stepBack(b64(record));
    assert.equal(viewOf(couple.bob, b64(record)), null, 'it is in nobody’s way');
    await couple.bob.togethers.propose('trust');
  }
});

test('a date beyond all calendars breaks no screen', async () => {
  const couple = await proposed();
  await show(couple, couple.bob, (parts) => Object.assign(parts, { [LAPSES]: u64(Number.MAX_SAFE_INTEGER) }));
  assert.equal(viewOf(couple.bob, couple.id).lapsesAt, new Date(8_640_000_000_000_000).toISOString());
});

// what opened

const [TEXT_STATE, STATEMENTS, OFFER_TEXT, SHARE] = [0, 2, 9, 11];

/** @param {any} couple @param {(parts: Uint8Array[], statement: { message: Uint8Array, signature: Uint8Array }) => any} change of the text that alice is told */
async function showText(couple, change) {
  const { server, alice, id } = couple;
  const theirs = viewOf(alice, id).texts.theirs;
  const offer = server.offers.get(theirs);
  const [statement] = offer.statements;
  tamperWith(server, 5, (parts, frame) => (Buffer.from(frame.id).toString('base64url') === theirs ? change(parts, statement) ?? parts : parts));
  // A device that has seen none of it before.
  const fresh = withBridge(await openPhone({ server, clock: alice.clock }));
  await fresh.signIn('alice', alice.made.accountCode);
  await meet(fresh);
  return fresh.bridge.incoming.value.find((/** @type {any} */ one) => one.id === theirs);
}

test('opened: a text whose author said now to something else is not shown', async () => {
  const couple = await opened();
  const bobs = couple.bob.pairing.couple();
  const changes = [{ prev: new Uint8Array(32) }, { policy: 2 }, { action: ACTIONS.release }, { revision: 2 }];
  for (const change of changes) {
    const shown = await showText(couple, (parts, { message }) => {
      couple.pending = buildStatement({ ...parseStatement(message), ...change });
      return Object.assign(parts, { [STATEMENTS]: framed(couple.pending, couple.signed ?? new Uint8Array(64)) });
    });
    assert.match(shown?.says ?? 'shown', /does not add up/);
    couple.signed = await bobs.keyring.sign(couple.pending);
    const signed = await showText(couple, (parts) => Object.assign(parts, { [STATEMENTS]: framed(couple.pending, couple.signed) }));
    assert.match(signed?.says ?? 'shown', /does not add up/);
    couple.signed = undefined;
  }
});

test('opened: another text, another key, two statements, or another state is not shown', async () => {
  const couple = await opened();
  const changes = [
    (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { [OFFER_TEXT]: flipped(parts[OFFER_TEXT]) }),
    (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { [SHARE]: flipped(parts[SHARE]) }),
    (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { [STATEMENTS]: concat(parts[STATEMENTS], parts[STATEMENTS]) }),
    (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { [TEXT_STATE]: u8(2) }),
    (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { [STATEMENTS]: NONE }),
  ];
  for (const change of changes) assert.match((await showText(couple, change))?.says ?? 'shown', /does not add up/);
});

test('a text that says it opened in a together is nothing without that together', async () => {
  const couple = await opened();
  const { server, alice, id } = couple;
  const { theirs } = viewOf(alice, id).texts;
  await show(couple, alice, (parts) => Object.assign(parts, { [SIGNATURE]: flipped(parts[SIGNATURE]) }));
  touch(server, `5:${theirs}`);
  await meet(alice);
  assert.ok(!alice.bridge.opened.value.some((/** @type {any} */ one) => one.id === theirs));
  assert.match(alice.bridge.incoming.value.find((/** @type {any} */ one) => one.id === theirs).says, /what opened here does not add up/);
});

test('the commitment binds: a text that was not the one locked in is refused, though its author signed it', async () => {
  const couple = await opened();
  const { bob, server, alice, id } = couple;
  const bobs = bob.pairing.couple();
  const { theirs } = viewOf(alice, id).texts;
  const { message } = server.offers.get(theirs).statements[0];
  const record = fromBase64url(theirs);
  const sealed = await sealOffered(bobs, { record, revision: 1, value: { v: 1, type: 'offered', tier: 3, topic: 'money', text: '', fields: { happened: 'another text' } } });
  const named = { ...parseStatement(message), envelopeHash: await sha256(sealed.envelope) };
  const { wrap, wrapHash } = await wrapForPartner(bobs, /** @type {any} */ ({ idBytes: record, text: sealed }), /** @type {any} */ ({ offer: named }));
  const forged = buildStatement({ ...named, wrapHash });
  const signature = await bobs.keyring.sign(forged);
  const shown = await showText(couple, (parts) => Object.assign(parts, { [OFFER_TEXT]: sealed.envelope, [SHARE]: wrap, [STATEMENTS]: framed(forged, signature) }));
  assert.match(shown?.says ?? 'shown', /does not add up/);
});

test('a lock of another form is none', () => {
  const lock = {
    space: new Uint8Array(16), together: new Uint8Array(16), record: new Uint8Array(16), revision: 1, envelopeHash: new Uint8Array(32),
    ownerFp: new Uint8Array(32), recipientFp: new Uint8Array(32), policy: 1, timeMs: 1, prev: new Uint8Array(32),
  };
  assert.equal(parseLock(buildLock(lock)).revision, 1);
  for (const message of [buildLock({ ...lock, policy: 4 }), buildLock({ ...lock, timeMs: 8_640_000_000_000_001 }), concat(buildLock(lock), u8(0)), buildLock(lock).slice(1)]) {
    assert.throws(() => parseLock(message), { name: 'StatementInvalidError' });
  }
});
