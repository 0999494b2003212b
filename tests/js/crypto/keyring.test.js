import { test } from 'node:test';
import assert from 'node:assert/strict';
import { toHex, utf8 } from '../../../static/js/core/bytes.js';
import * as errors from '../../../static/js/core/errors.js';
import { ZERO_16 } from '../../../static/js/crypto/encoding.js';
import { buildBundle, checkPinned, fingerprint, parseBundle } from '../../../static/js/crypto/identity.js';
import { Keyring, REST_KINDS } from '../../../static/js/crypto/keyring.js';
import { RECORD_KINDS } from '../../../static/js/crypto/records.js';
import { wrapFor } from '../../../static/js/crypto/share.js';
import { verifySignature } from '../../../static/js/crypto/signatures.js';
import { ALICE_ID, BOB_ID, filled, flipped, person, RECORD, SPACE, unlocked } from './support.js';

const PLACE = { kind: RECORD_KINDS.private, space: ZERO_16, owner: ALICE_ID, record: RECORD };
const KEY = filled(1, 32);

test('an account key has 32 bytes', async () => {
  await assert.rejects(Keyring.unlock({ accountKey: filled(1, 31), userId: ALICE_ID, epoch: 1 }), errors.EncodingInvalidError);
});

test('record keys go under the vault key, and those of shared records under the space key', async () => {
  const [alice, bob] = [await unlocked(ALICE_ID, 1), await unlocked(BOB_ID, 2)];
  const spaceKey = filled(9, 32);
  await alice.addSpaceKey(SPACE, spaceKey);
  assert.deepEqual(spaceKey, filled(0, 32));
  await bob.addSpaceKey(SPACE, filled(9, 32));
  const shared = { ...PLACE, kind: RECORD_KINDS.shared, space: SPACE };
  assert.deepEqual(await bob.unwrapRecordKey(await alice.wrapRecordKey(KEY, shared), shared), KEY);
  for (const own of [PLACE, { ...PLACE, kind: RECORD_KINDS.offered, space: SPACE }]) {
    const wrapped = await alice.wrapRecordKey(KEY, own);
    assert.deepEqual(await alice.unwrapRecordKey(wrapped, own), KEY);
    await assert.rejects(bob.unwrapRecordKey(wrapped, own), errors.RecordUnopenableError);
  }
});

test('a space that is not loaded, or was left, has no key', async () => {
  const alice = await unlocked(ALICE_ID);
  const shared = { ...PLACE, kind: RECORD_KINDS.shared, space: SPACE };
  await assert.rejects(alice.wrapRecordKey(KEY, shared), errors.KeyMissingError);
  await alice.addSpaceKey(SPACE, filled(9, 32));
  await alice.wrapRecordKey(KEY, shared);
  alice.forgetSpaceKey(SPACE);
  await assert.rejects(alice.wrapRecordKey(KEY, shared), errors.KeyMissingError);
});

test('another epoch, user or account key is another vault', async () => {
  const alice = await unlocked(ALICE_ID);
  const wrapped = await alice.wrapRecordKey(KEY, PLACE);
  const others = [{ epoch: 2 }, { userId: BOB_ID }, { accountKey: filled(8, 32) }];
  for (const other of others) {
    const keyring = await Keyring.unlock({ accountKey: filled(7, 32), userId: ALICE_ID, epoch: 1, ...other });
    await assert.rejects(keyring.unwrapRecordKey(wrapped, PLACE), errors.RecordUnopenableError);
  }
  assert.deepEqual(await (await unlocked(ALICE_ID)).unwrapRecordKey(wrapped, PLACE), KEY);
});

test('after locking every door is shut, and nothing is left to read', async () => {
  const { keyring, stored } = await person(ALICE_ID);
  await keyring.addSpaceKey(SPACE, filled(9, 32));
  assert.equal(keyring.isLocked, false);
  keyring.lock();
  assert.equal(keyring.isLocked, true);
  const acts = [
    () => keyring.wrapRecordKey(KEY, PLACE),
    () => keyring.unwrapRecordKey(filled(1, 60), PLACE),
    () => keyring.wrapRecordKey(KEY, { ...PLACE, kind: RECORD_KINDS.shared, space: SPACE }),
    () => keyring.sealCache(KEY, ZERO_16),
    () => keyring.openCache(filled(1, 60), ZERO_16),
    () => keyring.restTag(1, RECORD),
    () => keyring.singletonId('settings'),
    () => keyring.sign(ZERO_16),
    () => keyring.unwrap(filled(1, 113), ZERO_16),
    () => keyring.addSpaceKey(SPACE, filled(9, 32)),
    () => keyring.generateIdentity(1),
    () => keyring.loadIdentity(stored),
    async () => keyring.identity,
  ];
  for (const act of acts) await assert.rejects(act, errors.KeyringLockedError, String(act));
  assert.deepEqual(Object.keys(keyring).sort(), ['epoch', 'userId']);
});

test('locking while an identity is being loaded leaves nothing behind', async () => {
  const { stored } = await person(ALICE_ID);
  const keyring = await unlocked(ALICE_ID);
  const loading = keyring.loadIdentity(stored);
  keyring.lock();
  await assert.rejects(loading, errors.KeyringLockedError);
  await assert.rejects(async () => keyring.identity, errors.KeyringLockedError);
});

test('an identity comes back from what the server keeps, on another device', async () => {
  const { stored } = await person(ALICE_ID);
  const second = await unlocked(ALICE_ID);
  await second.loadIdentity(stored);
  const { signingPublic, kemPublic, epoch, userId } = await parseBundle(second.identity.bundle);
  assert.deepEqual([epoch, userId], [1, ALICE_ID]);
  assert.deepEqual(second.identity.fingerprint, await fingerprint(stored.bundle));
  await verifySignature(utf8('m'), await second.sign(utf8('m')), signingPublic);
  assert.deepEqual(await second.unwrap(await wrapFor(KEY, kemPublic, ZERO_16), ZERO_16), KEY);
});

test('without an identity nothing is signed or unwrapped', async () => {
  const keyring = await unlocked(ALICE_ID);
  await assert.rejects(keyring.sign(ZERO_16), errors.KeyMissingError);
  await assert.rejects(keyring.unwrap(filled(1, 113), ZERO_16), errors.KeyMissingError);
});

test('a bundle that is not of our private keys is refused in each part (O4)', async () => {
  const [alice, bob] = [await person(ALICE_ID), await person(BOB_ID)];
  const keyring = await unlocked(ALICE_ID);
  for (const exchanged of [{ kemPublic: bob.bundle.kemPublic }, { signingPublic: bob.bundle.signingPublic }, { userId: BOB_ID }]) {
    const bundle = buildBundle({ ...alice.bundle, ...exchanged });
    await assert.rejects(keyring.loadIdentity({ ...alice.stored, bundle }), errors.IdentityMismatchError);
  }
  await assert.rejects(async () => keyring.identity, errors.KeyMissingError);
});

test('wrapped private keys that are exchanged, changed or of another account do not open', async () => {
  const { stored } = await person(ALICE_ID);
  const keyring = await unlocked(ALICE_ID);
  const { wrappedKem, wrappedSigning } = stored;
  const broken = [{ wrappedKem: wrappedSigning }, { wrappedSigning: wrappedKem }, { wrappedKem: flipped(wrappedKem, -1) }, { wrappedSigning: flipped(wrappedSigning, 3) }];
  for (const change of broken) await assert.rejects(keyring.loadIdentity({ ...stored, ...change }), errors.WrapUnopenableError);
  await assert.rejects((await unlocked(ALICE_ID, 8)).loadIdentity(stored), errors.WrapUnopenableError);
});

test('two identities of one account share nothing', async () => {
  const [one, two] = [await person(ALICE_ID), await person(ALICE_ID)];
  assert.notEqual(toHex(one.bundle.kemPublic), toHex(two.bundle.kemPublic));
  assert.notEqual(toHex(one.bundle.kemPublic), toHex(one.bundle.signingPublic));
});

test('what is no bundle is refused', async () => {
  const { stored } = await person(ALICE_ID);
  const { bundle } = stored;
  for (const broken of [bundle.slice(0, 153), new Uint8Array([...bundle, 0]), flipped(bundle, 0), flipped(bundle, 3), flipped(bundle, 30), flipped(bundle, 100)]) {
    await assert.rejects(parseBundle(broken), errors.IdentityMismatchError);
  }
});

test('a key that is not the pinned one stops everything', async () => {
  const [alice, bob] = [await person(ALICE_ID), await person(BOB_ID)];
  await checkPinned(alice.stored.bundle, alice.fp);
  await assert.rejects(checkPinned(bob.stored.bundle, alice.fp), errors.IdentityMismatchError);
});

test('the cache opens for this account and this place alone', async () => {
  const alice = await unlocked(ALICE_ID);
  const sealed = await alice.sealCache(utf8('pack'), utf8('a'));
  assert.deepEqual(await (await unlocked(ALICE_ID)).openCache(sealed, utf8('a')), utf8('pack'));
  await assert.rejects(alice.openCache(sealed, utf8('b')), errors.CacheUnopenableError);
  await assert.rejects((await unlocked(BOB_ID)).openCache(sealed, utf8('a')), errors.CacheUnopenableError);
});

test('rest tags tell the same again, and nothing else', async () => {
  const tag = async (keyring, kind, what) => toHex(await keyring.restTag(kind, what));
  const alice = await unlocked(ALICE_ID);
  const first = await tag(alice, REST_KINDS.entry, RECORD);
  assert.equal(first, '062d1a6da8c53ce9cc50606c86b6b6c3');
  // Rotating the keys must not end a rest early.
  assert.equal(await tag(await Keyring.unlock({ accountKey: filled(7, 32), userId: ALICE_ID, epoch: 2 }), REST_KINDS.entry, RECORD), first);
  const others = [await tag(alice, REST_KINDS.topic, RECORD), await tag(alice, REST_KINDS.entry, SPACE), await tag(await unlocked(BOB_ID), REST_KINDS.entry, RECORD), await tag(await unlocked(ALICE_ID, 8), REST_KINDS.entry, RECORD)];
  assert.equal(new Set([first, ...others]).size, 5);
});

test('a singleton has one id, by its name in text or bytes', async () => {
  const alice = await unlocked(ALICE_ID);
  const id = await alice.singletonId('settings');
  assert.equal(id.length, 16);
  assert.deepEqual(await alice.singletonId(utf8('settings')), id);
  assert.notDeepEqual(await alice.singletonId('space'), id);
  assert.notDeepEqual(await (await unlocked(BOB_ID)).singletonId('settings'), id);
});
