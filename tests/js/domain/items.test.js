import assert from 'node:assert/strict';
import test from 'node:test';
import { concat, toBase64url, u32, u64 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError } from '../../../static/js/core/errors.js';
import { decodeItem, isItem } from '../../../static/js/domain/sync/items.js';

const none = new Uint8Array(0);
const id = new Uint8Array(16).fill(1);
const fill = (length, value = 5) => new Uint8Array(length).fill(value);
const state = (n) => Uint8Array.of(n);
const statement = concat(u32(3), fill(3), fill(64));
const offer = [state(1), u64(9), concat(statement, statement), fill(1200), fill(60), fill(64), none, none, none, fill(1200), fill(60), none];
const decode = (type, parts) => decodeItem({ type, id, revision: 2, parts });

test('an offer is read part by part', () => {
  const read = decode(5, offer);
  assert.deepEqual([read.id, read.state, read.lapsesAtMs, read.statements.length, read.moment, read.shareWrap], [toBase64url(id), 'offered', 9, 2, null, null]);
  assert.equal(read.cover.signature.length, 64);
  assert.equal(read.text.wrap.length, 60);
  const ended = decode(5, [state(4), ...Array(11).fill(none)]);
  assert.deepEqual([ended.state, ended.lapsesAtMs, ended.statements, ended.cover, ended.text], ['ended', null, [], null, null]);
});

test('turns, pairings and spaces are read part by part', () => {
  assert.equal(decode(6, [id, fill(1200), fill(60), fill(64), fill(32)]).offer, toBase64url(id));
  assert.equal(decode(6, Array(5).fill(none)).putAway, true);
  const pairing = decode(7, [state(1), id, u64(7), fill(154), fill(32), none, none, none, none, none, none, u32(2)]);
  assert.deepEqual([pairing.state, pairing.expires, pairing.bundleJ, pairing.refusedUses], ['open', 7, null, 2]);
  assert.equal(decode(7, [state(3), id, u64(7), fill(154), fill(32), fill(154), fill(32), fill(64), fill(32), fill(64), fill(113), none]).refusedUses, null);
  const over = decode(7, [state(4), ...Array(10).fill(none), u32(1)]);
  assert.deepEqual([over.state, over.space, over.expires, over.refusedUses], ['ended', null, null, 1]);
  assert.equal(decode(8, [state(2), fill(154)]).state, 'ended');
  assert.deepEqual([1, 2, 5, 6, 7, 8, 20].filter(isItem), [5, 6, 7, 8]);
});

test('anything else is refused', () => {
  const without = (at, part = none) => offer.map((own, i) => (i === at ? part : own));
  const wrong = [without(0), without(0, state(6)), without(0, state(0)), without(1, fill(7)), without(2, fill(9)), without(4), without(5), offer.slice(1), without(2, concat(u32(3), fill(3)))];
  for (const parts of wrong) assert.throws(() => decode(5, parts), EncodingInvalidError);
  assert.throws(() => decode(8, [state(1), none]), EncodingInvalidError);
  assert.throws(() => decode(7, [state(1), none, u64(7), fill(154), fill(32), none, none, none, none, none, none, none]), EncodingInvalidError);
});
