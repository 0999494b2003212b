import { test } from 'node:test';
import assert from 'node:assert/strict';
import { toBase64url } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError, IdentityMismatchError, PairingRefusedError, WrapUnopenableError } from '../../../static/js/core/errors.js';
import { makeDeviceFragment, parseDeviceFragment } from '../../../static/js/crypto/device-link.js';
import * as pairing from '../../../static/js/crypto/pairing.js';
import { ALICE_ID, BOB_ID, filled, flipped, MALLORY_ID, person, SPACE } from './support.js';

const [alice, bob, mallory] = [await person(ALICE_ID), await person(BOB_ID), await person(MALLORY_ID)];
const INVITE = filled(0x11);
const SECRET = filled(0x22, 32);
const NOW_MS = 1_790_000_000_000;
const INVITATION = { space: SPACE, invite: INVITE, expiresMs: NOW_MS + pairing.INVITE_LIFETIME_MAX_MS, inviterBundle: alice.stored.bundle };
const KEYS = await pairing.derivePairKeys(SECRET, INVITE);
const OFFER_MAC = await pairing.makeOfferMac(KEYS, INVITATION);
const TRANSCRIPT = await pairing.pairTranscript(INVITATION, bob.stored.bundle);
const JOINER = await pairing.makeJoinerProof(KEYS, TRANSCRIPT, bob.keyring);
const INVITER = await pairing.makeInviterProof(KEYS, TRANSCRIPT, JOINER.mac, alice.keyring);
const REMEMBERED = { transcript: TRANSCRIPT, joinerMac: JOINER.mac, inviterSigningPublic: alice.bundle.signingPublic };

const refused = (promise, why) => assert.rejects(promise, (error) => error instanceof PairingRefusedError && why.test(error.message));

test('two people pair: every step passes, both see one number, and the space key arrives', async () => {
  assert.deepEqual(await pairing.verifyOffer(KEYS, INVITATION, OFFER_MAC, NOW_MS), alice.bundle);
  const { transcript, joiner } = await pairing.verifyJoiner(KEYS, INVITATION, bob.stored.bundle, JOINER);
  assert.deepEqual(joiner, bob.bundle);
  await pairing.verifyInviter(KEYS, REMEMBERED, INVITER);
  assert.equal(await pairing.safetyNumber(transcript), await pairing.safetyNumber(TRANSCRIPT));
  const wrap = await pairing.wrapSpaceKey(filled(7, 32), joiner.kemPublic, transcript);
  assert.deepEqual(await bob.keyring.unwrap(wrap, pairing.spaceKeyInfo(TRANSCRIPT)), filled(7, 32));
  await assert.rejects(bob.keyring.unwrap(wrap, pairing.spaceKeyInfo(filled(1, 32))), WrapUnopenableError);
});

test('the keys of a link are of its secret and its invitation', async () => {
  for (const keys of [await pairing.derivePairKeys(flipped(SECRET, 0), INVITE), await pairing.derivePairKeys(SECRET, flipped(INVITE, 0))]) {
    await refused(pairing.verifyOffer(keys, INVITATION, OFFER_MAC, NOW_MS), /not of this link/);
    await refused(pairing.verifyJoiner(keys, INVITATION, bob.stored.bundle, JOINER), /not of this link/);
    await refused(pairing.verifyInviter(keys, REMEMBERED, INVITER), /not of this link/);
  }
});

test('an offer is refused when the server changed any part of it (O4)', async () => {
  const changes = [{ space: filled(1) }, { invite: filled(1) }, { expiresMs: INVITATION.expiresMs - 1 }, { inviterBundle: mallory.stored.bundle }];
  for (const change of changes) await refused(pairing.verifyOffer(KEYS, { ...INVITATION, ...change }, OFFER_MAC, NOW_MS), /not of this link/);
  await refused(pairing.verifyOffer(KEYS, INVITATION, flipped(OFFER_MAC, 31), NOW_MS), /not of this link/);
  await refused(pairing.verifyOffer(KEYS, INVITATION, OFFER_MAC.slice(0, 31), NOW_MS), /not of this link/);
});

test('an offer lives at most 24 hours, to the millisecond', async () => {
  const { expiresMs } = INVITATION;
  await pairing.verifyOffer(KEYS, INVITATION, OFFER_MAC, expiresMs - 1);
  await refused(pairing.verifyOffer(KEYS, INVITATION, OFFER_MAC, expiresMs), /expired/);
  await refused(pairing.verifyOffer(KEYS, INVITATION, OFFER_MAC, NOW_MS - 1), /expired/);
});

test('an offer with a bundle that is none is refused though its proof is right', async () => {
  const invitation = { ...INVITATION, inviterBundle: flipped(alice.stored.bundle, 30) };
  const offerMac = await pairing.makeOfferMac(KEYS, invitation);
  await assert.rejects(pairing.verifyOffer(KEYS, invitation, offerMac, NOW_MS), IdentityMismatchError);
});

test('a joiner is refused when anything was changed or exchanged', async () => {
  const check = (invitation, bundle, proof) => pairing.verifyJoiner(KEYS, invitation, bundle, proof);
  await refused(check(INVITATION, mallory.stored.bundle, JOINER), /not of this link/);
  await refused(check({ ...INVITATION, expiresMs: 1 }, bob.stored.bundle, JOINER), /not of this link/);
  await refused(check(INVITATION, bob.stored.bundle, { ...JOINER, mac: INVITER.mac }), /not of this link/);
  await refused(check(INVITATION, bob.stored.bundle, { ...JOINER, signature: flipped(JOINER.signature, 0) }), /signature/);
  await refused(check(INVITATION, bob.stored.bundle, { ...JOINER, signature: INVITER.signature }), /signature/);
  const asInviter = await bob.keyring.sign(pairing.pairSignedMessage('I', TRANSCRIPT));
  await refused(check(INVITATION, bob.stored.bundle, { ...JOINER, signature: asInviter }), /signature/);
  await assert.rejects(check(INVITATION, bob.stored.bundle.slice(1), JOINER), IdentityMismatchError);
});

test('an inviter is refused when anything was changed or exchanged', async () => {
  const check = (own, proof) => pairing.verifyInviter(KEYS, { ...REMEMBERED, ...own }, { ...INVITER, ...proof });
  await refused(check({}, { mac: JOINER.mac }), /not of this link/);
  await refused(check({ transcript: filled(1, 32) }, {}), /not of this link/);
  await refused(check({ joinerMac: filled(1, 32) }, {}), /not of this link/);
  await refused(check({ inviterSigningPublic: mallory.bundle.signingPublic }, {}), /signature/);
  await refused(check({}, { signature: JOINER.signature }), /signature/);
});

test('the safety number is of this pairing alone', async () => {
  const number = await pairing.safetyNumber(TRANSCRIPT);
  assert.match(number, /^\d{5}( \d{5}){5}$/);
  assert.notEqual(await pairing.safetyNumber(await pairing.pairTranscript(INVITATION, mallory.stored.bundle)), number);
});

test('a link carries invitation and secret, with or without its #', () => {
  const fragment = pairing.makeFragment(INVITE, SECRET);
  for (const text of [fragment, `#${fragment}`]) assert.deepEqual(pairing.parseFragment(text), { invite: INVITE, secret: SECRET });
});

test('a broken link is refused, and its text is not repeated', () => {
  const bytes = new Uint8Array([1, ...INVITE, ...SECRET]);
  const broken = [toBase64url(bytes.slice(0, 48)), toBase64url(new Uint8Array([...bytes, 0])), toBase64url(flipped(bytes, 0)), 'no!', ''];
  for (const text of broken) {
    assert.throws(() => pairing.parseFragment(text), (error) => error instanceof PairingRefusedError && error.cause === undefined);
  }
  assert.throws(() => pairing.makeFragment(filled(1, 15), SECRET), PairingRefusedError);
  assert.throws(() => pairing.makeFragment(INVITE, filled(1, 31)), PairingRefusedError);
});

test('a second device learns code and name', () => {
  const fragment = makeDeviceFragment(filled(3), 'Zoë');
  for (const text of [fragment, `#${fragment}`]) assert.deepEqual(parseDeviceFragment(text), { accountCode: filled(3), name: 'Zoë' });
});

test('a broken device link is refused', () => {
  assert.throws(() => makeDeviceFragment(filled(3, 15), 'x'), EncodingInvalidError);
  const bytes = new Uint8Array([1, ...filled(3), 97]);
  for (const broken of [bytes.slice(0, 17), flipped(bytes, 0), new Uint8Array([...bytes, 0xff])]) {
    assert.throws(() => parseDeviceFragment(toBase64url(broken)), EncodingInvalidError);
  }
});

test('link secrets and space keys are 32 fresh bytes', () => {
  for (const make of [pairing.newPairSecret, pairing.newSpaceKey]) {
    assert.equal(make().length, 32);
    assert.notDeepEqual(make(), make());
  }
});
