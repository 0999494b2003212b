import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { composeOffered } from '../../../static/js/domain/bridge/offered-text.js';
import { createStillTrue, saidIn } from '../../../static/js/domain/days/still-true.js';
import { createJournal } from '../../../static/js/domain/journal.js';
import { memoryVault } from './helpers/memory-vault.js';

const DAY_MS = 86_400_000;

function room() {
  const [vault, clock] = [memoryVault(), fixedClock(new Date(2026, 4, 3, 12).getTime())];
  const journal = createJournal({ vault, clock });
  return { vault, clock, journal, stillTrue: createStillTrue({ vault, journal, clock }) };
}

test('a concern is asked about after 30 days, the one that has waited longest first, and one a day', async () => {
  const { clock, journal, stillTrue } = room();
  const first = await journal.create({ happened: 'the first' });
  clock.advanceMs(60_000);
  const second = await journal.create({ happened: 'the second' });
  clock.advanceMs(30 * DAY_MS - 60_001);
  assert.equal(stillTrue.due(), null);
  clock.advanceMs(60_001);
  assert.equal(stillTrue.due().id, first);
  await stillTrue.answer(first, 'yes');
  assert.equal(stillTrue.due(), null, 'never a second one on the same day');
  clock.advanceMs(DAY_MS);
  assert.equal(stillTrue.due().id, second);
  await stillTrue.leave(second);
  clock.advanceMs(DAY_MS);
  assert.equal(stillTrue.due(), null, 'left alone is left alone for 30 days');
  clock.advanceMs(28 * DAY_MS);
  assert.equal(stillTrue.due().id, first);
});

test('after "no longer" it is not asked again, and never of a safety note, a reason, the bin or what came from elsewhere', async () => {
  const { clock, journal, stillTrue } = room();
  const ended = await journal.create({ happened: 'ended' });
  for (const fields of [{ kind: 'safety' }, { kind: 'reason' }, { kind: 'need' }, { kind: 'rulers' }, { from: 'day-one' }]) await journal.create(fields);
  await journal.bin(await journal.create({ happened: 'thrown away' }));
  clock.advanceMs(31 * DAY_MS);
  assert.equal(stillTrue.due().id, ended);
  await stillTrue.answer(ended, 'no');
  clock.advanceMs(400 * DAY_MS);
  assert.equal(stillTrue.due(), null);
});

test('what is said stays in the page, can be undone, and does not cross the bridge with it', async () => {
  const { vault, clock, journal, stillTrue } = room();
  const id = await journal.create({ happened: 'a' });
  const { editedAt } = journal.entry(id).fields;
  clock.advanceMs(30 * DAY_MS);
  const undo = await stillTrue.answer(id, 'changed', '  we talk now ');
  assert.deepEqual(saidIn(journal.entry(id).fields), [{ at: new Date(clock.nowMs()).toISOString(), answer: 'changed', text: 'we talk now' }]);
  assert.equal(journal.entry(id).fields.editedAt, editedAt, 'the page itself was not changed');
  assert.ok(!JSON.stringify(composeOffered({ tier: 3, fields: journal.entry(id).fields })).includes('we talk now'));
  await undo();
  assert.deepEqual([saidIn(journal.entry(id).fields), stillTrue.due().id], [[], id]);
  await assert.rejects(stillTrue.answer('nowhere', 'yes'), { name: 'RecordMissingError' });
  await assert.rejects(stillTrue.leave(await vault.put({ v: 1, type: 'version' })), { name: 'RecordMissingError' });
  await assert.rejects(stillTrue.answer(id, 'changed', 'x'.repeat(20_001)), { code: 'text-too-long' });
});

test('what another version wrote is read as it belongs, or not at all', () => {
  assert.deepEqual(saidIn({ stillTrue: 'yes' }), []);
  assert.deepEqual(saidIn({ stillTrue: [null, 7, { answer: 'perhaps', at: '2026-05-03' }, { answer: 'yes', at: 'soon' }, { answer: 'no', at: '2026-05-03', text: { a: 1 } }, { answer: 'yes', at: '2026-05-04', text: 'x' }] }), [{ at: '2026-05-03', answer: 'no', text: '' }, { at: '2026-05-04', answer: 'yes', text: 'x' }]);
});
