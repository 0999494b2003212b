import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concat, toHex, utf8 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError, IdentityMismatchError, RecordHeaderMismatchError, RecordUnopenableError, SignatureInvalidError, WrapUnopenableError } from '../../../static/js/core/errors.js';
import { pad, tuple, ZERO_16 } from '../../../static/js/crypto/encoding.js';
import * as primitives from '../../../static/js/crypto/primitives.js';
import * as records from '../../../static/js/crypto/records.js';
import { openBytes, sealBytes } from '../../../static/js/crypto/sealed-bytes.js';
import { shareInfo, unwrapWith, wrapFor, wrapHash, wrapShare } from '../../../static/js/crypto/share.js';
import { sharedRecordMessage, signSharedRecord, verifySharedRecord } from '../../../static/js/crypto/shared-records.js';
import { ALICE_ID, BOB_ID, filled, flipped, person, RECORD, SPACE } from './support.js';

const HEADER = { kind: 0, schema: 1, space: ZERO_16, owner: ALICE_ID, record: RECORD, revision: 3 };
const KEY = filled(1, 32);
const VALUE = { v: 1, type: 'entry', happened: 'Ünïcode' };

test('a record opens to what was written, and looks like any other of its size', async () => {
  const envelope = await records.sealRecord(HEADER, KEY, VALUE);
  assert.deepEqual(await records.openRecord(envelope, HEADER, KEY), VALUE);
  assert.equal(envelope.length, 108 + 1024 + 16);
  assert.notEqual(toHex(envelope), toHex(await records.sealRecord(HEADER, KEY, VALUE)));
});

test('a record with any single byte changed is refused', async () => {
  const envelope = await records.sealRecord(HEADER, KEY, VALUE);
  for (let at = 0; at < envelope.length; at += at < 130 ? 1 : 97) {
    const kind = at < 64 ? RecordHeaderMismatchError : RecordUnopenableError;
    await assert.rejects(records.openRecord(flipped(envelope, at), HEADER, KEY), kind, `byte ${at}`);
  }
});

test('each field of the expected header is held against the record', async () => {
  const envelope = await records.sealRecord(HEADER, KEY, VALUE);
  const others = [{ kind: 1 }, { schema: 2 }, { space: SPACE }, { owner: BOB_ID }, { record: filled(9) }, { revision: 2 }, { revision: 4 }];
  for (const other of others) {
    await assert.rejects(records.openRecord(envelope, { ...HEADER, ...other }, KEY), RecordHeaderMismatchError);
  }
  // A short expectation must not match by being the beginning of everything.
  await assert.rejects(records.openText(envelope, envelope.slice(0, 63), KEY), RecordHeaderMismatchError);
  await assert.rejects(records.openText(envelope, new Uint8Array(0), KEY), RecordHeaderMismatchError);
});

test('another key is refused by the commitment', async () => {
  const envelope = await records.sealRecord(HEADER, KEY, VALUE);
  await assert.rejects(records.openRecord(envelope, HEADER, filled(2, 32)), /commitment/);
  await assert.rejects(records.openRecord(envelope, HEADER, filled(1, 31)), EncodingInvalidError);
});

/** Seals a plaintext of any form under the right key and commitment. */
async function sealPlain(plain) {
  const header = records.buildHeader(HEADER);
  const both = await primitives.hkdfBits(await primitives.importHkdfKey(KEY), tuple('record-key', header), 64);
  const aad = concat(header, both.subarray(32), filled(5, 12));
  const key = await primitives.importAesKey(both.subarray(0, 32), ['encrypt']);
  return concat(aad, await primitives.aesSeal(key, filled(5, 12), plain, aad));
}

test('a genuine seal over a wrong form is refused: padding, UTF-8, JSON', async () => {
  assert.equal(await records.openText(await sealPlain(pad(utf8('{}'))), records.buildHeader(HEADER), KEY), '{}');
  for (const plain of [utf8('{}'), pad(Uint8Array.of(0xff)), flipped(pad(utf8('{}')), -1)]) {
    await assert.rejects(records.openRecord(await sealPlain(plain), HEADER, KEY), RecordUnopenableError);
  }
  await assert.rejects(records.openRecord(await sealPlain(pad(utf8('canary {'))), HEADER, KEY), (error) => (
    error instanceof RecordUnopenableError && error.cause === undefined && !error.message.includes('canary')
  ));
});

test('a header tells what it is made of; schema is 1 unless said', () => {
  const bytes = records.buildHeader({ kind: 2, space: SPACE, owner: ALICE_ID, record: RECORD, revision: 9 });
  assert.equal(bytes.length, records.HEADER_BYTES);
  assert.deepEqual(records.parseHeader(bytes), { kind: 2, schema: 1, space: SPACE, owner: ALICE_ID, record: RECORD, revision: 9 });
});

test('what is no record has no header', () => {
  const bytes = records.buildHeader(HEADER);
  for (const at of [0, 1, 2, 3, 5]) assert.throws(() => records.parseHeader(flipped(bytes, at)), EncodingInvalidError);
  for (const length of [0, 20, 63]) assert.throws(() => records.parseHeader(bytes.slice(0, length)), EncodingInvalidError);
  for (const field of ['space', 'owner', 'record']) {
    assert.throws(() => records.buildHeader({ ...HEADER, [field]: filled(1, 15) }), EncodingInvalidError);
  }
});

test('a record key is fresh, and wrapped for its place alone', async () => {
  assert.notEqual(toHex(records.newRecordKey()), toHex(records.newRecordKey()));
  const wrapping = await primitives.importAesKey(filled(7, 32), ['encrypt', 'decrypt']);
  const wrapped = await records.wrapRecordKey(wrapping, KEY, HEADER);
  assert.equal(wrapped.length, records.WRAPPED_RECORD_KEY_BYTES);
  assert.deepEqual(await records.unwrapRecordKey(wrapping, wrapped, HEADER), KEY);
  for (const other of [{ space: SPACE }, { owner: BOB_ID }, { record: filled(9) }]) {
    await assert.rejects(records.unwrapRecordKey(wrapping, wrapped, { ...HEADER, ...other }), RecordUnopenableError);
  }
  for (const at of [0, 12, -1]) await assert.rejects(records.unwrapRecordKey(wrapping, flipped(wrapped, at), HEADER), RecordUnopenableError);
  const tooLong = await records.wrapRecordKey(wrapping, filled(1, 33), HEADER);
  await assert.rejects(records.unwrapRecordKey(wrapping, tooLong, HEADER), /length/);
});

test('a box opens under its own context only', async () => {
  const key = await primitives.importAesKey(filled(7, 32), ['encrypt', 'decrypt']);
  const sealed = await sealBytes(key, utf8('x'), utf8('here'));
  assert.deepEqual(await openBytes(key, sealed, utf8('here')), utf8('x'));
  await assert.rejects(openBytes(key, sealed, utf8('there')), WrapUnopenableError);
  await assert.rejects(openBytes(key, new Uint8Array(0), utf8('here')), WrapUnopenableError);
});

test('a share opens for its recipient and its text alone', async () => {
  const [alice, bob] = [await person(ALICE_ID), await person(BOB_ID)];
  const context = { space: SPACE, record: RECORD, revision: 3, ownerFp: alice.fp, recipientFp: bob.fp, envelopeHash: filled(4, 32) };
  const wrap = await wrapShare(KEY, bob.bundle.kemPublic, context);
  assert.equal(wrap.length, 113);
  assert.deepEqual(await bob.keyring.unwrap(wrap, shareInfo(context)), KEY);
  await assert.rejects(alice.keyring.unwrap(wrap, shareInfo(context)), WrapUnopenableError);
  const others = [{ space: filled(1) }, { record: filled(1) }, { revision: 4 }, { ownerFp: bob.fp }, { recipientFp: alice.fp }, { envelopeHash: filled(5, 32) }];
  for (const other of others) await assert.rejects(bob.keyring.unwrap(wrap, shareInfo({ ...context, ...other })), WrapUnopenableError);
});

test('a wrap of another length, or for something that is no key, is refused', async () => {
  const bob = await person(BOB_ID);
  await assert.rejects(unwrapWith(new Uint8Array(112), /** @type {any} */ ({}), ZERO_16), /length/);
  await assert.rejects(wrapFor(filled(1, 31), bob.bundle.kemPublic, ZERO_16), RangeError);
  await assert.rejects(wrapFor(KEY, filled(4, 65), ZERO_16), IdentityMismatchError);
  await assert.rejects(wrapFor(KEY, bob.bundle.kemPublic.slice(0, 33), ZERO_16), IdentityMismatchError);
});

test('a shared record is signed in each of its parts (R4)', async () => {
  const [alice, bob] = [await person(ALICE_ID), await person(BOB_ID)];
  const shared = { space: SPACE, record: RECORD, revision: 1, envelope: filled(8, 200), authorFp: alice.fp, ref: filled(6), prev: filled(7, 32) };
  const signature = await signSharedRecord(shared, alice.keyring);
  await verifySharedRecord(shared, signature, alice.bundle.signingPublic);
  const others = [{ space: filled(1) }, { record: filled(1) }, { revision: 2 }, { envelope: filled(9, 200) }, { authorFp: bob.fp }, { ref: ZERO_16 }, { prev: filled(8, 32) }];
  for (const other of others) {
    await assert.rejects(verifySharedRecord({ ...shared, ...other }, signature, alice.bundle.signingPublic), SignatureInvalidError);
  }
  await assert.rejects(verifySharedRecord(shared, signature, bob.bundle.signingPublic), SignatureInvalidError);
  await assert.rejects(verifySharedRecord(shared, signature, filled(4, 65)), SignatureInvalidError);
});

test('a shared record without ref and prev says zeros, and lengths are held', async () => {
  const shared = { space: SPACE, record: RECORD, revision: 1, envelope: filled(8, 200), authorFp: filled(1, 32) };
  assert.deepEqual(await sharedRecordMessage(shared), await sharedRecordMessage({ ...shared, ref: ZERO_16, prev: new Uint8Array(32) }));
  for (const wrong of [{ space: filled(1, 15) }, { record: filled(1, 15) }, { ref: filled(1, 15) }, { authorFp: filled(1, 31) }, { prev: filled(1, 31) }]) {
    await assert.rejects(sharedRecordMessage({ ...shared, ...wrong }), EncodingInvalidError);
  }
});

test('texts and wraps are named by their SHA-256', async () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(toHex(await records.envelopeHash(utf8('abc'))), abc);
  assert.equal(toHex(await wrapHash(utf8('abc'))), abc);
});
