/** consent.md, "Offer": statements that are forged, replayed, exchanged or reordered are refused by the other client (R4, R5, M3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64url, u8 } from '../../../static/js/core/bytes.js';
import { reasonFor } from '../../../static/js/domain/bridge/refusals.js';
import { sealOffered } from '../../../static/js/domain/bridge/offered-text.js';
import { sealCover, sealMoment } from '../../../static/js/domain/bridge/cover.js';
import { sealShared } from '../../../static/js/domain/bridge/shared.js';
import { signStatement, sealJson } from '../../../static/js/domain/bridge/statement.js';
import { sha256 } from '../../../static/js/crypto/primitives.js';
import { ACTIONS } from '../../../static/js/crypto/statements.js';
import { CANARY, meet, offerOne, openOne, pairedCouple, seen } from './helpers/couple.js';
import { flipped, framed, joinStatements, splitStatements, tamperWith, touch } from './helpers/hostile.js';

const [STATE, STATEMENTS, COVER_SIGNATURE, MOMENT, MOMENT_WRAP, MOMENT_SIGNATURE, TEXT, SHARE] = [0, 2, 5, 6, 7, 8, 9, 11];
const OFFERED = u8(1);
const READY = u8(2);

/** The author's side, with an offer that opens at once as soon as an acceptance is believed. */
async function waiting() {
  const couple = await pairedCouple();
  const id = await offerOne(couple.alice, { release: 'at-once' });
  await meet(couple.bob);
  return { ...couple, id };
}

/** @param {any} couple @param {(parts: Uint8Array[], frame: any) => Uint8Array[]} change what alice is shown */
async function showAlice({ server, alice, id }, change) {
  tamperWith(server, 5, change);
  touch(server, `5:${id}`);
  await meet(alice);
}

/** @param {any} couple */
function assertNothingMoved({ server, alice, id }) {
  assert.equal(server.offers.get(id).share, null, 'no key has moved');
  assert.equal(seen(alice, 'outgoing', id).state, 'refused');
  assert.match(seen(alice, 'outgoing', id).says, /does not add up/);
}

test('forged: ready without any acceptance moves nothing', async () => {
  const couple = await waiting();
  await showAlice(couple, (parts) => Object.assign(parts, { [STATE]: READY }));
  assertNothingMoved(couple);
  await assert.rejects(couple.alice.bridge.release(couple.id), { code: 'not-possible', message: reasonFor('not-possible') });
});

test('forged: an acceptance that the partner did not sign moves nothing', async () => {
  const couple = await waiting();
  const { alice, id } = couple;
  const own = alice.pairing.couple();
  const { chain, item } = await aliceOffer(couple);
  // The server, or the author's own keys: anybody but the partner.
  const said = await signStatement({ ...own }, own.me, {
    action: ACTIONS.accept, record: item.idBytes, revision: 1, envelopeHash: chain.envelopeHash, policy: 3, timeMs: 1, prev: await sha256(chain.message),
  });
  await showAlice(couple, (parts, frame) => {
    if (!isOffer(frame, id)) return parts;
    return Object.assign(parts, { [STATE]: READY, [STATEMENTS]: joinStatements([parts[STATEMENTS], framed(fromBase64url(said.statement), fromBase64url(said.signature))]) });
  });
  assertNothingMoved(couple);
});

/** What alice's own offer says, read from the server's memory. @param {any} couple */
async function aliceOffer({ server, id }) {
  const [{ message }] = server.offers.get(id).statements;
  return { chain: { message, envelopeHash: await sha256(server.offers.get(id).envelope) }, item: { idBytes: fromBase64url(id) } };
}

/** @param {any} frame @param {string} id */
const isOffer = (frame, id) => Buffer.from(frame.id).toString('base64url') === id;

test('exchanged: an acceptance of another offer moves nothing', async () => {
  const couple = await waiting();
  const { server, alice, bob, id } = couple;
  const other = await offerOne(alice, { topic: 'work' }, { topic: 'work' });
  await meet(bob);
  await bob.bridge.accept(other);
  const accepted = server.offers.get(other).statements[1];
  await showAlice(couple, (parts, frame) => {
    if (!isOffer(frame, id)) return parts;
    return Object.assign(parts, { [STATE]: READY, [STATEMENTS]: joinStatements([parts[STATEMENTS], framed(accepted.message, accepted.signature)]) });
  });
  assertNothingMoved(couple);
});

test('replayed: the acceptance of the text before an edit moves nothing', async () => {
  const couple = await pairedCouple();
  const { server, alice, bob } = couple;
  const id = await offerOne(alice);
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  const accepted = server.offers.get(id).statements[1];
  await alice.bridge.edit(id, { tier: 2, text: 'changed' });
  await showAlice({ ...couple, id }, (parts) => Object.assign(parts, { [STATE]: READY, [STATEMENTS]: joinStatements([parts[STATEMENTS], framed(accepted.message, accepted.signature)]) }));
  assertNothingMoved({ ...couple, id });
});

test('reordered: statements in another order are refused', async () => {
  const couple = await waiting();
  const { alice, bob, id } = couple;
  await alice.bridge.edit(id, { tier: 2, text: 'second' });
  await showBob(couple, (parts) => Object.assign(parts, { [STATEMENTS]: joinStatements(splitStatements(parts[STATEMENTS]).reverse()) }));
  assert.equal(seen(bob, 'incoming', id).state, 'refused');
  await assert.rejects(bob.bridge.accept(id), { code: 'not-possible' });
});

/** @param {any} couple @param {(parts: Uint8Array[], frame: any) => Uint8Array[]} change what bob is shown */
async function showBob({ server, bob, id }, change) {
  tamperWith(server, 5, change);
  touch(server, `5:${id}`);
  await meet(bob);
}

for (const [claim, change] of /** @type {[string, (parts: Uint8Array[]) => Uint8Array[]][]} */ ([
  ['a statement with one bit changed', (parts) => Object.assign(parts, { [STATEMENTS]: flipped(parts[STATEMENTS], 200) })],
  ['no statement at all', (parts) => Object.assign(parts, { [STATEMENTS]: new Uint8Array(0) })],
  ['an offer between other people', (parts) => Object.assign(parts, { [STATEMENTS]: flipped(parts[STATEMENTS], 160) })],
  ['a cover that the author did not sign', (parts) => Object.assign(parts, { [COVER_SIGNATURE]: flipped(parts[COVER_SIGNATURE]) })],
  ['a cover put in the place of a good moment', (parts) => Object.assign(parts, { [MOMENT]: parts[3], [MOMENT_WRAP]: parts[4], [MOMENT_SIGNATURE]: parts[5] })],
  ['a text before anything was released', (parts) => Object.assign(parts, { [TEXT]: new Uint8Array(1200) })],
  ['a key before anything was released', (parts) => Object.assign(parts, { [SHARE]: new Uint8Array(113) })],
])) {
  test(`refused by the recipient and said: ${claim}`, async () => {
    const couple = await waiting();
    await showBob(couple, change);
    assert.equal(seen(couple.bob, 'incoming', couple.id).state, 'refused');
    assert.match(seen(couple.bob, 'incoming', couple.id).says, /does not add up, so it was not opened/);
  });
}

test('an older cover cannot stand before a newer text', async () => {
  const couple = await pairedCouple();
  const id = await offerOne(couple.alice);
  /** @type {Uint8Array[]} */
  let older = [];
  tamperWith(couple.server, 5, (parts) => ((older = older.length ? older : parts.slice(3, 6)), parts));
  await meet(couple.bob);
  await couple.alice.bridge.edit(id, { tier: 2, text: 'softer now', cover: { line: 'again' } });
  tamperWith(couple.server, 5, (parts) => Object.assign(parts, { 3: older[0], 4: older[1], 5: older[2] }));
  await meet(couple.bob);
  assert.equal(seen(couple.bob, 'incoming', id).state, 'refused');
});

test('a part left out of the cover only leaves the cover empty', async () => {
  const couple = await waiting();
  await showBob(couple, (parts) => Object.assign(parts, { 3: new Uint8Array(0), 4: new Uint8Array(0), 5: new Uint8Array(0) }));
  assert.deepEqual(seen(couple.bob, 'incoming', couple.id).cover, { minutes: null, tone: null, hope: null, line: '' });
});

for (const [claim, change] of /** @type {[string, (parts: Uint8Array[]) => Uint8Array[]][]} */ ([
  ['another text', (parts) => Object.assign(parts, { [TEXT]: flipped(parts[TEXT]) })],
  ['another key', (parts) => Object.assign(parts, { [SHARE]: flipped(parts[SHARE]) })],
  ['no text', (parts) => Object.assign(parts, { [TEXT]: new Uint8Array(0) })],
  ['no key', (parts) => Object.assign(parts, { [SHARE]: new Uint8Array(0) })],
])) {
  test(`exchanged at the opening: ${claim} is not opened`, async () => {
    const { server, alice, bob } = await pairedCouple();
    const id = await offerOne(alice);
    await meet(bob);
    await bob.bridge.accept(id);
    await meet(alice);
    await alice.bridge.release(id);
    await showBob({ server, bob, id }, change);
    assert.deepEqual(bob.bridge.opened.value, []);
    assert.equal(seen(bob, 'incoming', id).state, 'refused');
  });
}

test('replayed: an offer that was seen ended does not come back to either', async () => {
  const couple = await waiting();
  const { server, alice, bob, id } = couple;
  const before = new Map([...server.users].map(([user, account]) => [user, account.feed.get(`5:${id}`).parts]));
  await alice.bridge.withdraw(id);
  await meet(bob);
  for (const [user, account] of server.users) account.feed.get(`5:${id}`).parts = before.get(user);
  touch(server, `5:${id}`);
  await meet(alice, bob);
  assert.equal(seen(bob, 'incoming', id).state, 'refused');
  assert.equal(seen(alice, 'outgoing', id).state, 'refused');
  const again = await bob.reopen();
  assert.deepEqual((await again.store.meta('bridgeSeen'))[id], { ended: true }, 'also after a reload');
});

test('rolled back: a word that was taken back does not stand again', async () => {
  const couple = await waiting();
  const { alice, bob, id } = couple;
  await bob.bridge.accept(id);
  await bob.bridge.takeBack(id);
  await showBob(couple, (parts) => Object.assign(parts, { [STATE]: READY, [STATEMENTS]: joinStatements(splitStatements(parts[STATEMENTS]).slice(0, 2)) }));
  assert.equal(seen(bob, 'incoming', id).state, 'refused');
  couple.server.tamper = null;
  await meet(alice);
  await showAlice(couple, (parts) => Object.assign(parts, { [STATE]: READY, [STATEMENTS]: joinStatements(splitStatements(parts[STATEMENTS]).slice(0, 2)) }));
  assertNothingMoved(couple);
});

test('rolled back: the same number of statements, but not the same ones', async () => {
  const couple = await waiting();
  const { alice, bob, id } = couple;
  await showBob(couple, (parts) => parts);
  // The author signs a second first statement for the same offer: two histories of one offer.
  const own = alice.pairing.couple();
  const record = fromBase64url(id);
  const sealed = await sealOffered(own, { record, revision: 1, value: { v: 1, type: 'offered', tier: 1, topic: 'work', text: '' } });
  const said = await signStatement(own, own.me, { action: ACTIONS.offer, record, revision: 1, envelopeHash: await sha256(sealed.envelope), policy: 1, timeMs: 1 });
  await showBob(couple, (parts) => Object.assign(parts, { [STATE]: OFFERED, [STATEMENTS]: framed(fromBase64url(said.statement), fromBase64url(said.signature)) }));
  assert.equal(seen(bob, 'incoming', id).state, 'refused');
});

for (const [claim, value] of /** @type {[string, any][]} */ ([
  ['more than the tier that was agreed', { v: 1, type: 'offered', tier: 3, topic: null, text: '', fields: { happened: CANARY } }],
  ['something that is no offered text', { v: 1, type: 'cover', tier: 1, topic: null, text: '' }],
  ['a text that is none', { v: 1, type: 'offered', tier: 1, topic: null, text: 7 }],
  ['another version', { v: 2, type: 'offered', tier: 1, topic: null, text: '' }],
  ['nothing', null],
])) {
  test(`an author's changed app that seals ${claim} opens nothing`, async () => {
    const { alice, bob } = await pairedCouple();
    const id = await handmadeOffer(alice, 1, value);
    await meet(bob);
    await bob.bridge.accept(id);
    await meet(alice);
    // Her own device would refuse it too; the one that was changed does not.
    await releaseAnyway(alice, id);
    await meet(bob);
    assert.deepEqual(bob.bridge.opened.value, []);
    assert.equal(seen(bob, 'incoming', id).state, 'refused');
  });
}

test('of an opened text only what the tier may carry, in its right form, reaches a screen', async () => {
  const { alice, bob } = await pairedCouple();
  const fields = { happened: 'It', felt: 7, feelings: ['sad', 3], beneath: null, size: 3, part: 'Mine' };
  const id = await handmadeOffer(alice, 3, { v: 1, type: 'offered', tier: 3, topic: 'no-topic-of-ours', text: 'x', fields });
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  await releaseAnyway(alice, id);
  await meet(bob);
  const { topic, fields: shown } = seen(bob, 'opened', id);
  assert.equal(topic, null);
  assert.deepEqual(shown, { happened: 'It', part: 'Mine' });
});

test('all of it with nothing in it opens as nothing', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await handmadeOffer(alice, 3, { v: 1, type: 'offered', tier: 3, topic: null, text: '' });
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  await releaseAnyway(alice, id);
  await meet(bob);
  assert.deepEqual(seen(bob, 'opened', id).fields, {});
});

/** An offer by an app that does not keep the rules. @param {any} author @param {number} tier @param {any} value */
async function handmadeOffer(author, tier, value) {
  const couple = author.pairing.couple();
  const record = crypto.getRandomValues(new Uint8Array(16));
  const id = Buffer.from(record).toString('base64url');
  const { envelope, wrap } = await sealOffered(couple, { record, revision: 1, value });
  const said = await signStatement(couple, couple.me, { action: ACTIONS.offer, record, revision: 1, envelopeHash: await sha256(envelope), policy: tier, timeMs: 1 });
  const tag = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  const cover = sealJson(await sealCover(couple, record, await sha256(envelope), { minutes: -1, tone: 'shouting', hope: 7, line: 'x'.repeat(600) }));
  const json = { ...said, envelope: Buffer.from(envelope).toString('base64url'), wrap: Buffer.from(wrap).toString('base64url'), cover, entry_tag: tag, topic_tag: tag };
  await author.api.request('POST', '/offers', { json });
  return id;
}

/** @param {any} author @param {string} id */
async function releaseAnyway(author, id) {
  const { wrapForPartner } = await import('../../../static/js/domain/bridge/offered-text.js');
  const { offerItem } = await import('../../../static/js/domain/bridge/items.js');
  const { checkOffer } = await import('../../../static/js/domain/offer-chain.js');
  const couple = author.pairing.couple();
  const item = offerItem(author.sync.items(5).value.find((/** @type {any} */ one) => one.id === id));
  const { chain } = await checkOffer(item, couple, undefined);
  const { wrap, wrapHash } = await wrapForPartner(couple, item, chain);
  const said = await signStatement(couple, couple.me, {
    action: ACTIONS.release, record: item.idBytes, revision: 1, envelopeHash: chain.offer.envelopeHash, wrapHash, policy: chain.offer.policy, timeMs: 2, prev: chain.lastHash,
  });
  await author.api.request('POST', `/offers/${id}/release`, { json: { ...said, wrap: Buffer.from(wrap).toString('base64url') } });
}

test('a cover out of bounds is tidied before it reaches a screen', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await handmadeOffer(alice, 1, { v: 1, type: 'offered', tier: 1, topic: 'money', text: '' });
  await meet(bob);
  assert.deepEqual(seen(bob, 'incoming', id).cover, { minutes: null, tone: null, hope: null, line: 'x'.repeat(500) });
});

test('the key moves only after a checked acceptance: until then neither the server nor the partner has it', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  for (const step of [() => meet(bob), () => bob.bridge.atMoment(id, '2026-12-01T19:00:00Z'), () => bob.bridge.accept(id), () => meet(alice)]) {
    await step();
    assert.equal(server.offers.get(id).share, null);
    const [item] = bob.sync.items(5).value;
    assert.deepEqual([item.text, item.shareWrap], [null, null]);
  }
  const received = server.log.map((/** @type {any} */ body) => Buffer.from(body).toString('latin1')).join();
  assert.ok(!received.includes(CANARY) && !received.includes(Buffer.from(CANARY).toString('base64url').slice(2, -2)));
});

for (const [claim, change] of /** @type {[string, (parts: Uint8Array[], frame: any, all: Uint8Array[][]) => Uint8Array[]][]} */ ([
  ['signed by someone else', (parts) => Object.assign(parts, { 3: flipped(parts[3]) })],
  ['changed', (parts) => Object.assign(parts, { 1: flipped(parts[1]) })],
  ['pointing elsewhere', (parts) => Object.assign(parts, { 4: flipped(parts[4]) })],
])) {
  test(`a turn ${claim} is not shown as theirs`, async () => {
    const { server, alice, bob } = await pairedCouple();
    const id = await openOne(alice, bob);
    await bob.bridge.say(id, { step: 'heard', text: 'I heard.' });
    tamperWith(server, 6, (parts, frame) => change(parts, frame, []));
    await meet(alice);
    assert.deepEqual(alice.bridge.turns(id).turns, []);
    assert.equal(alice.bridge.turns(id).whose, null);
    assert.match(alice.bridge.turns(id).problem, /does not add up/);
    assert.equal(seen(alice, 'opened', id).turnsProblem, alice.bridge.turns(id).problem);
    assert.ok(seen(alice, 'opened', id).fields.happened, 'what was opened stays');
    await assert.rejects(alice.bridge.say(id, { step: 'yes' }), { code: 'not-your-turn' });
  });
}

for (const [claim, value] of /** @type {[string, any][]} */ ([['something else', { v: 1, type: 'turn', at: '2026-12-01T19:00:00Z' }], ['nothing', null]])) {
  test(`a good moment that is ${claim} is refused`, async () => {
    const { alice, bob } = await pairedCouple();
    const id = await offerOne(alice);
    await meet(bob);
    const { keyring, space, me } = bob.pairing.couple();
    const sealed = await sealShared({ keyring, space, author: me, ref: fromBase64url(id) }, value);
    await bob.api.request('POST', `/offers/${id}/moment`, { json: sealJson(sealed) });
    await meet(alice);
    assert.equal(seen(alice, 'outgoing', id).state, 'refused');
  });
}

test('a good moment that is no time is no moment', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await bob.api.request('POST', `/offers/${id}/moment`, { json: sealJson(await sealMoment(bob.pairing.couple(), fromBase64url(id), 'soon')) });
  await meet(alice);
  assert.equal(seen(alice, 'outgoing', id).moment, null);
  assert.equal(seen(alice, 'outgoing', id).state, 'offered');
});

test('an offer from a space that is not ours is not there at all', async () => {
  const couple = await waiting();
  await showBob(couple, (parts) => Object.assign(parts, { [STATEMENTS]: flipped(parts[STATEMENTS], 30) }));
  assert.equal(seen(couple.bob, 'incoming', couple.id), null);
  await assert.rejects(couple.bob.bridge.accept(couple.id), { code: 'not-possible' });
  await assert.rejects(couple.bob.bridge.accept('nothing'), { code: 'not-possible' });
});

for (const [claim, turn] of /** @type {[string, any][]} */ ([['an answer before a yes', { step: 'answer', text: 'x' }], ['a yes of the hearer', { step: 'yes' }], ['a step nobody knows', { step: 'shout', text: 'x' }]])) {
  test(`a partner's changed app that says ${claim} is not heard`, async () => {
    const { server, alice, bob } = await pairedCouple();
    const id = await openOne(alice, bob);
    const prev = server.offers.get(id).turnHead;
    const { keyring, space, me } = bob.pairing.couple();
    const sealed = await sealShared({ keyring, space, author: me, ref: fromBase64url(id), prev }, { v: 1, type: 'turn', ...turn });
    await bob.api.request('POST', `/offers/${id}/turns`, { json: { ...sealJson(sealed), prev: Buffer.from(prev).toString('base64url') } });
    await meet(alice);
    assert.match(alice.bridge.turns(id).problem, /does not add up/);
    assert.deepEqual(alice.bridge.turns(id).turns, []);
  });
}
