/** What holds me back, the two rulers, and what I need: private, offered only over the bridge, and the numbers never. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { composeOffered, SHARED_FIELDS } from '../../../static/js/domain/bridge/offered-text.js';
import { createExport } from '../../../static/js/domain/export.js';
import { commonReasons, createReasons, pageFor } from '../../../static/js/domain/reasons.js';
import { rulers, whyNotLower } from '../../../static/js/domain/rulers.js';
import { createSearch } from '../../../static/js/domain/search.js';
import { CANARY, meet, openOne, pairedCouple, PASSPHRASE, secondDevice, seen, someone } from './helpers/couple.js';

const NUMBERS = rulers().map(({ id }) => id);

async function one() {
  const { phones: [alice] } = await someone(['alice']);
  return Object.assign(alice, { reasons: createReasons(alice) });
}

test('nothing is marked beforehand, and each common reason has a step and a page', async () => {
  const { reasons } = await one();
  for (const { id, label, step } of commonReasons()) {
    assert.equal(reasons.marked(id), null);
    assert.ok(label && step && pageFor(id));
  }
  assert.equal(pageFor(null), 'resist', 'one in own words leads to the page about all of them');
});

test('a mark taken away lies in the bin with what was written of it, and comes back with it', async () => {
  const { reasons, journal } = await one();
  const id = await reasons.mark('cost');
  assert.deepEqual(reasons.marked('cost')?.fields.happened, 'What it costs');
  await journal.draft(id).close();
  const draft = journal.draft(id);
  draft.set({ longing: CANARY });
  await draft.close();
  await reasons.unmark('cost');
  assert.equal(reasons.marked('cost'), null);
  assert.equal(journal.binned().length, 1);
  assert.equal(await reasons.mark('cost'), id);
  assert.equal(reasons.marked('cost')?.fields.longing, CANARY);
  await reasons.mark('cost');
  assert.equal(journal.entries().length, 1, 'marked twice it is still one');
  await reasons.unmark('time');
  assert.equal(journal.binned().length, 0, 'what was not marked is not binned');
});

test('two devices without a network that mark the same reason mark one', async () => {
  const { server, phones: [alice] } = await someone(['alice']);
  const other = await secondDevice(server, alice, 'alice');
  const [here, there] = [createReasons(alice), createReasons(other)];
  await here.mark('judged');
  await there.mark('judged');
  await here.createRulers({ want: 3 });
  await there.createRulers({ able: 8 });
  for (const phone of [alice, other, alice]) await phone.sync.now();
  assert.equal(alice.journal.entries().length, 2);
  for (const { reasons } of [{ reasons: here }, { reasons: there }]) assert.equal(reasons.marked('judged')?.fields.binnedAt, null);
});

test('own reasons and needs stand in places of their own, and are found by search', async () => {
  const { reasons, journal } = await one();
  const reason = await reasons.addOwn('  my brother went and hated it ');
  const need = await reasons.createNeed({ felt: 'nothing changes', part: 'see someone for myself' });
  const ruled = await reasons.createRulers({ want: 4, happened: 'the evenings were good once' });
  assert.deepEqual(reasons.own().map(({ id, fields }) => [id, fields.happened]), [[reason, 'my brother went and hated it']]);
  assert.deepEqual(reasons.needs().map(({ id }) => id), [need]);
  const search = createSearch();
  search.index(journal.entries());
  assert.deepEqual(['hated', 'someone', 'evenings'].map((word) => search.find(word)), [[reason], [need], [ruled]]);
});

test('asked is only why it is not lower, and nothing at nought', () => {
  assert.equal(whyNotLower(null), null);
  assert.equal(whyNotLower(0), null);
  assert.equal(whyNotLower(6), 'Why 6, and not lower?');
});

test('both plain exports hold reasons, needs and the numbers of the rulers, under names of their own', async () => {
  const alice = await one();
  await alice.reasons.createNeed({ longing: 'ten minutes', felt: 'nothing changes', part: 'take a walk' });
  await alice.reasons.mark('open');
  await alice.reasons.createRulers({ want: 6, able: 0, happened: 'it was good once' });
  const exporter = createExport(alice);
  const all = JSON.parse(await exporter.plainJson(PASSPHRASE));
  assert.deepEqual(all.entries.map((/** @type {any} */ { kind }) => kind).sort(), ['need', 'reason', 'rulers']);
  const letter = await exporter.markdown(PASSPHRASE);
  for (const line of ['### So I will', '### What holds me back', 'How much would I want this? 6 of 10', 'How able do I feel? 0 of 10']) assert.ok(letter.includes(line), line);
  assert.ok(!letter.includes('### My own part'));
});

for (const [kind, fields] of Object.entries({ reason: { happened: CANARY, longing: 'a fair start' }, need: { felt: CANARY, part: 'see someone' } })) {
  test(`a ${kind} crosses like any other, and its reader knows what its parts are called`, async () => {
    const { alice, bob } = await pairedCouple();
    const entryId = await alice.journal.create({ ...fields, kind });
    const entry = alice.journal.entry(entryId).fields;
    const id = await openOne(alice, bob, { entryId, tier: 3, fields: entry });
    const opened = seen(bob, 'opened', id);
    assert.deepEqual([opened.kind, opened.fields], [kind, fields]);
    assert.equal(alice.bridge.canOffer(entryId).code, 'entry-rests');
  });

  test(`below "all of it" not even that it is a ${kind} is told`, () => {
    for (const wish of [{ tier: 1, topic: 'money' }, { tier: 2, text: 'one sentence' }]) {
      const offered = composeOffered({ ...wish, fields: { ...fields, kind } });
      assert.ok(!('kind' in offered) && !('fields' in offered));
    }
  });
}

test('the rulers can never be offered, and their numbers are in nothing that is sealed for the other', async () => {
  const { alice, bob } = await pairedCouple();
  const reasons = createReasons(alice);
  const ruled = await reasons.createRulers({ want: 7, able: 2, happened: CANARY, felt: CANARY });
  assert.equal(alice.bridge.canOffer(ruled).code, 'private');
  await assert.rejects(alice.bridge.offer({ entryId: ruled, tier: 3, fields: reasons.rulers().fields, topic: 'money' }), { code: 'private' });
  await assert.rejects(alice.bridge.offer({ entryId: ruled, tier: 2, text: CANARY, topic: 'money' }), { code: 'private' });
  // Even a screen that handed over all that it has could not tell them.
  for (const kind of ['concern', 'reason', 'need', 'rulers']) {
    for (const tier of [1, 2, 3]) {
      const offered = composeOffered({ tier, topic: 'money', text: 'words', fields: { ...reasons.rulers().fields, want: '7', able: '2', kind } });
      assert.deepEqual(Object.keys({ ...offered, ...offered.fields }).filter((name) => /** @type {string[]} */ (NUMBERS).includes(name)), []);
    }
  }
  assert.ok(NUMBERS.every((name) => !SHARED_FIELDS.includes(name)));
  const entryId = await alice.journal.create({ kind: 'reason', happened: 'told', want: 7, able: 2 });
  const id = await openOne(alice, bob, { entryId, tier: 3, fields: alice.journal.entry(entryId).fields });
  assert.deepEqual(seen(bob, 'opened', id).fields, { happened: 'told' });
  await meet(alice, bob);
  assert.ok(!JSON.stringify([bob.bridge.opened.value, bob.bridge.incoming.value]).includes(CANARY));
});
