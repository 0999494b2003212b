import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concat, toHex, u8, u64 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError, ManifestMismatchError, ManifestRollbackError, RecordHeaderMismatchError, RecordUnopenableError } from '../../../static/js/core/errors.js';
import { tuple, ZERO_16 } from '../../../static/js/crypto/encoding.js';
import { checkManifest, manifestHeader, manifestId, openManifest, parseManifest, sealManifest } from '../../../static/js/crypto/manifest.js';
import { ManifestTree } from '../../../static/js/crypto/manifest-tree.js';
import { sha256 } from '../../../static/js/crypto/primitives.js';
import { sealRecord } from '../../../static/js/crypto/records.js';
import { ALICE_ID, BOB_ID, filled, SPACE } from './support.js';

const KEY = filled(1, 32);
const entry = (first, second = 0, revision = 1, hash = 5) => ({
  record: Uint8Array.of(first, second, ...filled(0, 14)), revision, envelopeHash: filled(hash, 32),
});
const rootOf = async (entries) => toHex(await new ManifestTree(entries).root());

/** The definition, written out: no increments, no heap. */
async function plainRoot(entries) {
  let level = await Promise.all(Array.from({ length: 256 }, (_, b) => {
    const own = entries.filter(({ record }) => record[0] === b).sort((x, y) => (toHex(x.record) < toHex(y.record) ? -1 : 1));
    return sha256(tuple('manifest-leaf', u8(b), concat(...own.map((e) => concat(e.record, u64(e.revision), e.envelopeHash)))));
  }));
  while (level.length > 1) {
    level = await Promise.all(level.filter((_, i) => i % 2 === 0).map((left, i) => sha256(tuple('manifest-node', left, level[2 * i + 1]))));
  }
  return toHex(level[0]);
}

test('the root is the one of the definition, whatever the order', async () => {
  const entries = [entry(7, 1), entry(255), entry(7, 0), entry(0)];
  assert.equal(await rootOf([]), await plainRoot([]));
  assert.equal(await rootOf(entries), await plainRoot(entries));
  assert.equal(await rootOf(entries.toReversed?.() ?? [...entries].reverse()), await plainRoot(entries));
  assert.equal(await rootOf([]), '0d1e21c3aa47c449749762b750ad048bad478ef442d92853c6be3d2a42c928c2');
  assert.equal(await rootOf([entry(7, 1), entry(7, 0, 3, 9)]), '9299fbc5b7631abcaa798b26bafe52131988907f664667b2c928e2ea095d3ede');
});

test('changes recompute to the same root as a fresh tree', async () => {
  const tree = new ManifestTree([entry(1), entry(2), entry(200)]);
  await tree.root();
  tree.put(entry(2, 0, 2, 6));
  tree.put(entry(3));
  tree.remove(entry(200).record);
  tree.remove(entry(99).record);
  assert.equal(toHex(await tree.root()), await plainRoot([entry(1), entry(2, 0, 2, 6), entry(3)]));
  assert.equal(tree.count, 3);
});

test('a leaf given whole is the same as its entries, also when they change afterwards', async () => {
  const entries = [entry(7, 0), entry(7, 1, 3, 9), entry(7, 2)];
  const joined = concat(...entries.map((e) => concat(e.record, u64(e.revision), e.envelopeHash)));
  const tree = new ManifestTree([entry(7, 5), entry(200)]);
  await tree.root();
  tree.putLeaf(7, joined);
  assert.equal(tree.count, 4);
  assert.equal(toHex(await tree.root()), await plainRoot([...entries, entry(200)]));
  const { count, root } = await tree.rootWith([entry(7, 1, 4, 8), entry(7, 9)]);
  assert.deepEqual([count, toHex(root)], [5, await plainRoot([entry(7, 0), entry(7, 1, 4, 8), entry(7, 2), entry(7, 9), entry(200)])]);
  assert.deepEqual([tree.count, toHex(await tree.root())], [4, await plainRoot([...entries, entry(200)])], 'and left as it was');
  tree.put(entry(7, 3));
  tree.remove(entry(7, 0).record);
  assert.equal(toHex(await tree.root()), await plainRoot([entry(7, 1, 3, 9), entry(7, 2), entry(7, 3), entry(200)]));
  joined.fill(0);
  assert.throws(() => tree.putLeaf(7, joined.subarray(1)), EncodingInvalidError);
});

test('id, revision and hash each change the root', async () => {
  const roots = await Promise.all([[entry(1)], [entry(1, 1)], [entry(1, 0, 2)], [entry(1, 0, 1, 6)], [entry(2)], []].map(rootOf));
  assert.equal(new Set(roots).size, 6);
});

test('a root asked for while another is computed is of its own moment', async () => {
  const tree = new ManifestTree([entry(1)]);
  const first = tree.root();
  tree.put(entry(1, 5));
  tree.put(entry(254));
  const second = tree.root();
  assert.equal(toHex(await second), await plainRoot([entry(1), entry(1, 5), entry(254)]));
  await first;
  assert.equal(toHex(await tree.root()), toHex(await second));
});

test('the tree keeps copies, and refuses ids and hashes of other lengths', async () => {
  const mine = entry(1);
  const tree = new ManifestTree([mine]);
  mine.record.fill(9);
  mine.envelopeHash.fill(9);
  assert.equal(toHex(await tree.root()), await plainRoot([entry(1)]));
  (await tree.root()).fill(0);
  assert.equal(toHex(await tree.root()), await plainRoot([entry(1)]));
  assert.throws(() => tree.put({ ...entry(1), record: filled(1, 15) }), EncodingInvalidError);
  assert.throws(() => tree.put({ ...entry(1), envelopeHash: filled(1, 31) }), EncodingInvalidError);
});

test('a manifest is an ordinary private record at an id of its own', async () => {
  const manifest = { counter: 4, count: 2, root: filled(3, 32) };
  const envelope = await sealManifest(manifest, ALICE_ID, KEY);
  assert.deepEqual(await openManifest(envelope, { owner: ALICE_ID, counter: 4 }, KEY), manifest);
  const header = await manifestHeader(ALICE_ID, 4);
  assert.deepEqual([header.kind, header.space, header.revision], [0, ZERO_16, 4]);
  const ids = [await manifestId(ALICE_ID), await manifestId(BOB_ID), await manifestId(ALICE_ID, SPACE)].map(toHex);
  assert.equal(new Set(ids).size, 3);
  assert.equal(ids[0].length, 32);
});

test('a manifest of another owner or counter is refused, also where inside and outside differ', async () => {
  const manifest = { counter: 4, count: 2, root: filled(3, 32) };
  const envelope = await sealManifest(manifest, ALICE_ID, KEY);
  await assert.rejects(openManifest(envelope, { owner: ALICE_ID, counter: 3 }, KEY), RecordHeaderMismatchError);
  await assert.rejects(openManifest(envelope, { owner: BOB_ID, counter: 4 }, KEY), RecordHeaderMismatchError);
  const twoFaced = await sealRecord(await manifestHeader(ALICE_ID, 5), KEY, { v: 1, counter: 4, count: 2, root: 'A'.repeat(43) });
  await assert.rejects(openManifest(twoFaced, { owner: ALICE_ID, counter: 5 }, KEY), /differ/);
});

test('what is no manifest is refused, field by field', () => {
  const good = { v: 1, counter: 1, count: 0, root: 'A'.repeat(43) };
  assert.equal(parseManifest(good).counter, 1);
  const wrong = [{ v: 2 }, { counter: -1 }, { counter: 1.5 }, { counter: '1' }, { count: -1 }, { count: null }, { root: 'AAAA' }, { root: '!!!!' }, { root: 7 }, { more: 1 }];
  for (const change of wrong) assert.throws(() => parseManifest({ ...good, ...change }), RecordUnopenableError, JSON.stringify(change));
  const { root, ...less } = good;
  for (const value of [less, null, undefined, 'x', { root }]) assert.throws(() => parseManifest(value), RecordUnopenableError);
});

test('an older state, another root and another count are refused; the same and a newer are not', () => {
  const manifest = { counter: 4, count: 2, root: filled(3, 32) };
  const state = { count: 2, root: filled(3, 32), highestCounter: 4 };
  checkManifest(manifest, state);
  checkManifest(manifest, { ...state, highestCounter: 0 });
  assert.throws(() => checkManifest(manifest, { ...state, highestCounter: 5 }), ManifestRollbackError);
  for (const other of [{ root: filled(4, 32) }, { count: 1 }]) {
    assert.throws(() => checkManifest(manifest, { ...state, ...other }), (error) => error instanceof ManifestMismatchError && !(error instanceof ManifestRollbackError));
  }
});
