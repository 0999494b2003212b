/** A server that leaves out, puts back or exchanges parts; a partner whose app was changed; trouble while publishing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';
import { sealShared } from '../../../static/js/domain/bridge/shared.js';
import { createLedger } from '../../../static/js/domain/shared/ledger.js';
import { PART, PARTS_MANIFEST } from '../../../static/js/net/frames.js';
import { Refusal } from '../fakes/server-state.js';
import { pairedCouple, secondDevice, share, withShared } from './helpers/couple.js';

async function couple() {
  const made = await pairedCouple();
  [made.alice, made.bob].forEach(withShared);
  await share(made.alice, made.bob);
  return made;
}

/** Every page of frames that the server answers goes through `change`. */
function hostile(server, change) {
  server.tamper = (request, answer) => (answer.frames ? { ...answer, frames: answer.frames.map(change) } : answer);
}

const asAnother = (frame) => ({ ...frame, type: 8, id: new Uint8Array(16).fill(9), revision: 1, parts: [Uint8Array.of(2), new Uint8Array(154)] });
const titles = (phone) => phone.shared.ours.list('step').map(({ values }) => values.title).sort();

test('a part that the server leaves out is noticed, and what is here stays', async () => {
  const { server, alice, bob } = await couple();
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice, bob);
  const kept = await alice.shared.ours.add('step', { title: 'two' });
  await share(alice);
  assert.ok(kept);
  hostile(server, (frame) => (frame.type === PART ? asAnother(frame) : frame));
  await share(bob);
  assert.deepEqual([titles(bob), bob.shared.isBroken.value], [['one'], true]);
});

test('a manifest without the parts, or parts without a manifest, are noticed', async () => {
  const { server, alice, bob } = await couple();
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice);
  hostile(server, (frame) => (frame.type === PARTS_MANIFEST ? asAnother(frame) : frame));
  await share(bob);
  assert.equal(bob.shared.isBroken.value, true);
});

test('an older part in the place of a newer one stops the phone, and changes nothing', async () => {
  const { server, alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'one' });
  await share(alice, bob);
  const account = [...server.users.values()].find(({ feed }) => [...feed.keys()].some((key) => key.startsWith('3:')));
  const [[, old]] = [...account.feed.entries()].filter(([key]) => key.startsWith('3:'));
  await alice.shared.ours.change(id, 'step', { title: 'two' });
  await share(alice, bob);
  await alice.shared.ours.change(id, 'step', { title: 'three' });
  await share(alice);
  hostile(server, (frame) => (frame.type === PART ? { ...old, seq: frame.seq } : frame));
  await bob.sync.now();
  assert.equal(bob.sync.status.value.state, 'stopped');
  assert.deepEqual(titles(bob), ['two']);
});

test('a changed envelope, signature or wrap is not shown and is said', async () => {
  for (const at of [0, 1, 2]) {
    const { server, alice, bob } = await couple();
    await alice.shared.ours.add('step', { title: 'one' });
    await share(alice);
    hostile(server, (frame) => (frame.type === PART ? { ...frame, parts: frame.parts.map((part, n) => (n === at ? flipped(part) : part)) } : frame));
    await share(bob);
    assert.deepEqual([titles(bob), bob.shared.isBroken.value], [[], true], `part ${at}`);
  }
});

function flipped(part) {
  const changed = part.slice();
  changed[changed.length - 1] ^= 1;
  return changed;
}

test('an envelope that is none is nobody’s', async () => {
  const { server, alice, bob } = await couple();
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice);
  hostile(server, (frame) => (frame.type === PART ? { ...frame, parts: [new Uint8Array(200), ...frame.parts.slice(1)] } : frame));
  await share(bob);
  assert.deepEqual([titles(bob), bob.shared.isBroken.value], [[], true]);
});

const CHANGED = {
  'registers that are none': { registers: 'x' },
  'no kind': { of: 7 },
  'no thing': { thing: 7 },
  'a short thing': { thing: 'AAAA' },
  'a thing that is no base64url': { thing: '!'.repeat(22) },
  'another thing than its id says': { thing: toBase64url(new Uint8Array(16).fill(5)) },
};

for (const [name, change] of Object.entries(CHANGED)) {
  test(`what a partner’s changed app publishes is refused: ${name}`, async () => {
    const { server, alice, bob } = await couple();
    const both = alice.pairing.couple();
    const thing = toBase64url(new Uint8Array(16).fill(4));
    const record = await both.keyring.partId(both.space, both.me.userId, fromBase64url(thing));
    const place = { keyring: both.keyring, space: both.space, author: both.me, record, revision: 1 };
    const sealed = await sealShared(place, { v: 1, type: 'part', of: 'step', thing, registers: {}, ...change });
    const manifest = await createLedger().next(both, [{ id: toBase64url(record), revision: 1, ...sealed }], null);
    const frames = [[PART, { id: toBase64url(record), revision: 1, ...sealed }], [PARTS_MANIFEST, manifest]];
    await alice.api.request('POST', '/parts', { frames: frames.map(([type, item]) => ({ type, id: fromBase64url(item.id), revision: item.revision, seq: 0, parts: [item.envelope, item.wrap, item.signature] })) });
    await share(bob);
    assert.deepEqual([bob.shared.ours.list('step'), bob.shared.isBroken.value], [[], true]);
    assert.ok(server);
  });
}

test('two devices of one person publish at once: one of them is first, and both come to rest', async () => {
  const { server, alice, bob } = await couple();
  const other = await secondDevice(server, alice, 'alice');
  await alice.shared.ours.add('step', { title: 'one' });
  await other.shared.ours.add('step', { title: 'two' });
  await Promise.all([alice, other].map((phone) => phone.sync.now()));
  await Promise.all([alice, other].map((phone) => phone.shared.refresh()));
  await share(alice, other, bob);
  assert.deepEqual([titles(alice), titles(other), titles(bob)], [['one', 'two'], ['one', 'two'], ['one', 'two']]);
  for (const phone of [alice, other]) assert.equal(phone.shared.problem.value, null);
});

test('a server that always says that somebody was first is given up for now', async () => {
  const { server, alice } = await couple();
  server.refuseParts = new Refusal(409, 'conflict');
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice);
  const posts = () => alice.link.requests.filter((line) => line === 'POST /parts').length;
  assert.equal(posts(), 4);
  server.refuseParts = null;
  alice.timers.advance(60_000);
  await share(alice);
  assert.deepEqual([posts(), alice.shared.problem.value], [5, null]);
});

test('an account that is full is told so, and nothing is lost', async () => {
  const { server, alice } = await couple();
  server.refuseParts = new Refusal(507, 'quota');
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice);
  assert.match(alice.shared.problem.value, /\w/);
  server.refuseParts = null;
  alice.timers.advance(60_000);
  await share(alice);
  assert.deepEqual([alice.shared.problem.value, titles(alice)], [null, ['one']]);
});

test('more than one batch is published, and a batch ends by its bytes too', async () => {
  const { alice, bob } = await couple();
  for (let n = 0; n < 60; n += 1) await alice.shared.ours.add('step', { title: `step ${n}` });
  await share(alice, bob);
  assert.equal(titles(bob).length, 60);
  const long = 'x'.repeat(15_000);
  const notes = Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`note${n}`, long]));
  for (let n = 0; n < 12; n += 1) await alice.shared.ours.add('note', notes);
  await share(alice, bob);
  assert.equal(bob.shared.ours.list('note').length, 12);
});

test('a mistake of ours is not swallowed', async () => {
  const { alice } = await couple();
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice);
  const couple_ = alice.pairing.couple;
  for (const broken of [() => { throw new TypeError('broken'); }, () => ({ ...couple_(), space: null }), () => ({ ...couple_(), partner: null })]) {
    alice.pairing.couple = broken;
    await assert.rejects(alice.shared.refresh(), TypeError);
  }
  alice.pairing.couple = couple_;
  await share(alice);
  assert.equal(alice.shared.problem.value, null);
});
