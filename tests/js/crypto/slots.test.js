import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concat, toHex, u32 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError, KdfParamsRefusedError, SlotUnopenableError, WrapUnopenableError } from '../../../static/js/core/errors.js';
import { tuple } from '../../../static/js/crypto/encoding.js';
import { buildKdfParams, LIGHT_COST } from '../../../static/js/crypto/kdf.js';
import { hkdfBits, importAesKey, importHkdfKey, aesSeal } from '../../../static/js/crypto/primitives.js';
import * as secrets from '../../../static/js/crypto/secrets.js';
import { newAccountKey, openSlot, parseSlot, sealSlot, SLOT_TYPES } from '../../../static/js/crypto/slots.js';
import { openStayUnlocked, sealStayUnlocked } from '../../../static/js/crypto/stay-unlocked.js';
import { ALICE_ID, BOB_ID, filled, flipped } from './support.js';

const SECRET = filled(1, 32);
const ACCOUNT_KEY = filled(2, 32);
const HEADER = { type: SLOT_TYPES.passkey, slotId: filled(3), userId: ALICE_ID, epoch: 1, params: filled(4, 20) };
const open = (slot, secret = SECRET, userId = ALICE_ID) => openSlot(slot, { secret, userId }, (key) => toHex(key));

test('a slot of each type opens to the account key and tells its header', async () => {
  const rows = [[SLOT_TYPES.passphrase, buildKdfParams(LIGHT_COST)], [SLOT_TYPES.recovery, new Uint8Array(0)], [SLOT_TYPES.passkey, filled(1, 960)]];
  for (const [type, params] of rows) {
    const slot = await sealSlot({ ...HEADER, type, params }, SECRET, ACCOUNT_KEY);
    assert.equal(await open(slot), toHex(ACCOUNT_KEY));
    assert.deepEqual(parseSlot(slot), { ...HEADER, type, params });
  }
  assert.deepEqual({ ...SLOT_TYPES }, { passphrase: 1, recovery: 2, passkey: 3 });
});

test('two slots of the same key share no nonce', async () => {
  const [one, two] = [await sealSlot(HEADER, SECRET, ACCOUNT_KEY), await sealSlot(HEADER, SECRET, ACCOUNT_KEY)];
  assert.notEqual(toHex(one), toHex(two));
});

test('the account key is lent: afterwards its bytes are zeros, also when its use failed', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  let kept;
  const header = await openSlot(slot, { secret: SECRET, userId: ALICE_ID }, async (key, own) => { kept = key; return own; });
  assert.equal(header.epoch, 1);
  assert.deepEqual(kept, filled(0, 32));
  await assert.rejects(openSlot(slot, { secret: SECRET, userId: ALICE_ID }, (key) => { kept = key; throw new TypeError('x'); }), TypeError);
  assert.deepEqual(kept, filled(0, 32));
  assert.deepEqual(ACCOUNT_KEY, filled(2, 32));
});

test('a slot with any single byte changed is refused, and its use is never called', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  for (let at = 0; at < slot.length; at += 1) {
    const act = openSlot(flipped(slot, at), { secret: SECRET, userId: ALICE_ID }, () => assert.fail(`byte ${at} opened`));
    await assert.rejects(act, SlotUnopenableError, `byte ${at}`);
  }
});

test('cut, lengthened, and empty slots are refused', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  for (const broken of [slot.slice(0, -1), concat(slot, u32(0)), slot.slice(0, 40), new Uint8Array(0)]) {
    await assert.rejects(open(broken), SlotUnopenableError);
  }
});

test('another secret, and a slot of another user, are refused', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  await assert.rejects(open(slot, filled(9, 32)), SlotUnopenableError);
  await assert.rejects(open(slot, SECRET, BOB_ID), SlotUnopenableError);
});

test('without the right commitment a slot is refused even where its ciphertext opens', async () => {
  const whole = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  const headerOnly = whole.slice(0, 43 + 20);
  const both = await hkdfBits(await importHkdfKey(SECRET), tuple('slot-kek', headerOnly), 64);
  const aad = concat(headerOnly, filled(0, 32), filled(5, 12));
  const forged = concat(aad, await aesSeal(await importAesKey(both.subarray(0, 32), ['encrypt']), filled(5, 12), ACCOUNT_KEY, aad));
  assert.equal(forged.length, whole.length);
  await assert.rejects(open(forged), /commitment/);
});

test('a slot is not made of wrong parts', async () => {
  const refuses = (header, key = ACCOUNT_KEY) => assert.rejects(sealSlot({ ...HEADER, ...header }, SECRET, key), EncodingInvalidError);
  await refuses({ slotId: filled(1, 15) });
  await refuses({ userId: filled(1, 17) });
  await refuses({ params: new Uint8Array(0) });
  await refuses({ params: filled(1, 961) });
  await refuses({ type: SLOT_TYPES.recovery });
  await refuses({ type: 4 });
  await refuses({}, filled(1, 31));
});

test('lowered parameters in a slot have an error of their own, before anything is derived', async () => {
  const slot = await sealSlot({ ...HEADER, type: SLOT_TYPES.passphrase, params: buildKdfParams(LIGHT_COST) }, SECRET, ACCOUNT_KEY);
  slot.set(u32(8), 44);
  assert.throws(() => parseSlot(slot), KdfParamsRefusedError);
  await assert.rejects(open(slot), KdfParamsRefusedError);
});

test('a type without a meaning is no slot', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  for (const type of [0, 2, 4]) assert.throws(() => parseSlot(Object.assign(slot.slice(), { 4: type })), SlotUnopenableError);
});

test('a passphrase opens nothing without the account code (O2)', async () => {
  const [one, other] = [await secrets.passphraseSecret(filled(1, 32), filled(2), ALICE_ID), await secrets.passphraseSecret(filled(1, 32), filled(3), ALICE_ID)];
  assert.notEqual(toHex(one), toHex(other));
  assert.notEqual(toHex(one), toHex(await secrets.passphraseSecret(filled(1, 32), filled(2), BOB_ID)));
});

test('secrets of another length are refused', async () => {
  const acts = [
    () => secrets.passphraseSecret(filled(1, 31), filled(2), ALICE_ID),
    () => secrets.passphraseSecret(filled(1, 32), filled(2, 15), ALICE_ID),
    () => secrets.recoverySecret(filled(1, 15), ALICE_ID),
    () => secrets.passkeySecret(filled(1, 31), ALICE_ID),
    () => secrets.authKey(filled(1, 31), ALICE_ID),
    () => secrets.findTag(filled(1, 15), 1, 'alice'),
  ];
  for (const act of acts) await assert.rejects(act, EncodingInvalidError);
});

test('a name is found however it is typed, and only with the code', async () => {
  const tag = async (code, type, name) => toHex(await secrets.findTag(code, type, name));
  assert.equal(await tag(filled(1), 1, '  \uff21LICE '), await tag(filled(1), 1, 'alice'));
  assert.equal((await secrets.findTag(filled(1), 1, 'alice')).length, 16);
  assert.equal(await tag(filled(1), 1, 'alice'), 'a8c4ebf2eaf262ad062ced1d44a7c799');
  const tags = [await tag(filled(1), 1, 'alice'), await tag(filled(2), 1, 'alice'), await tag(filled(1), 2, 'alice'), await tag(filled(1), 1, 'alic')];
  assert.equal(new Set(tags).size, 4);
});

test('stay unlocked: device and share together open, and the bytes are zeroed', async () => {
  const sealed = await sealStayUnlocked(ACCOUNT_KEY, filled(8, 32), ALICE_ID);
  assert.equal(sealed.length, 60);
  let kept;
  assert.equal(await openStayUnlocked(sealed, filled(8, 32), ALICE_ID, (key) => { kept = key; return toHex(key); }), toHex(ACCOUNT_KEY));
  assert.deepEqual(kept, filled(0, 32));
});

test('stay unlocked: another share, user, or byte opens nothing', async () => {
  const sealed = await sealStayUnlocked(ACCOUNT_KEY, filled(8, 32), ALICE_ID);
  const never = () => assert.fail('opened');
  await assert.rejects(openStayUnlocked(sealed, filled(9, 32), ALICE_ID, never), WrapUnopenableError);
  await assert.rejects(openStayUnlocked(sealed, filled(8, 32), BOB_ID, never), WrapUnopenableError);
  for (const at of [0, 12, -1]) await assert.rejects(openStayUnlocked(flipped(sealed, at), filled(8, 32), ALICE_ID, never), WrapUnopenableError);
  await assert.rejects(openStayUnlocked(sealed, filled(8, 31), ALICE_ID, never), EncodingInvalidError);
});

test('an account key is 32 fresh bytes', () => {
  assert.equal(newAccountKey().length, 32);
  assert.notEqual(toHex(newAccountKey()), toHex(newAccountKey()));
});

test('the form alone already refuses another magic, version or length', async () => {
  const slot = await sealSlot(HEADER, SECRET, ACCOUNT_KEY);
  for (const broken of [flipped(slot, 0), flipped(slot, 3), slot.slice(0, -1), concat(slot, u32(0))]) {
    assert.throws(() => parseSlot(broken), SlotUnopenableError);
  }
});
