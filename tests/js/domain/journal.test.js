import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { createDraft } from '../../../static/js/domain/drafts.js';
import { MAX_TEXT_CHARACTERS } from '../../../static/js/domain/entries.js';
import { RecordMissingError, TextTooLongError } from '../../../static/js/domain/errors.js';
import { createJournal } from '../../../static/js/domain/journal.js';
import { memoryVault } from './helpers/memory-vault.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-23T10:00:00Z');

/** @type {ReturnType<typeof memoryVault>} */
let vault;
/** @type {ReturnType<typeof fixedClock>} */
let clock;
/** @type {ReturnType<typeof createJournal>} */
let journal;
/** @type {(() => void)[]} */
let timers;

beforeEach(() => {
  vault = memoryVault();
  clock = fixedClock(START_MS);
  timers = [];
  journal = createJournal({ vault, clock, schedule: handTimers });
});

/** @param {() => void} run @param {number} delayMs */
function handTimers(run, delayMs) {
  assert.equal(delayMs, 400);
  timers.push(run);
  return () => void timers.splice(timers.indexOf(run), timers.includes(run) ? 1 : 0);
}

/** @param {string} id @param {Record<string, any>} fields */
async function edit(id, fields) {
  const draft = journal.draft(id);
  draft.set(fields);
  await draft.close();
}

test('two taps make an entry', async () => {
  const id = await journal.quick({ feeling: 'sad', topic: 'money' });
  assert.deepEqual(journal.entry(id)?.fields.feelings, ['sad']);
  assert.equal(journal.entry(id)?.fields.topic, 'money');
  assert.equal(journal.entry(id)?.fields.createdAt, '2026-11-23T10:00:00.000Z');
  const empty = await journal.quick({ feeling: null, topic: null });
  assert.deepEqual(journal.entry(empty)?.fields.feelings, []);
});

test('entries come newest first and without the bin', async () => {
  const first = await journal.create({ happened: 'first' });
  const same = await journal.create({ happened: 'same moment' });
  clock.advanceMs(1);
  const second = await journal.create();
  const binned = await journal.create();
  await journal.bin(binned);
  assert.deepEqual(journal.entries().map(({ id }) => id), [second, first, same].sort((a, b) => (a === second ? -1 : b === second ? 1 : a < b ? -1 : 1)));
  assert.equal(journal.entry('nothing'), null);
});

test('entries are sorted once for all who read them, until one of them changes', () => {
  const one = { id: 'a', fields: { type: 'entry', createdAt: '2026-11-23T10:00:00.000Z' } };
  const other = { id: 'b', fields: { type: 'entry', createdAt: '2026-11-24T10:00:00.000Z' } };
  let all = [one];
  const reading = createJournal({ vault: { ...vault, all: () => all }, clock });
  const before = reading.entries();
  assert.equal(reading.entries(), before);
  assert.equal(reading.isEmpty(), false);
  all = [one, other];
  assert.deepEqual(reading.entries().map(({ id }) => id), ['b', 'a']);
  all = [{ ...one, fields: { ...one.fields, binnedAt: '2026-11-24T11:00:00.000Z' } }];
  assert.deepEqual([reading.entries(), reading.isEmpty()], [[], true]);
});

test('typing is saved 400 ms after the last key, only what changed, and newest last', async () => {
  const id = await journal.create({ happened: 'a', felt: 'b' });
  const draft = journal.draft(id);
  draft.set({ happened: 'ab', felt: 'b' });
  draft.set({ happened: 'abc' });
  assert.equal(timers.length, 1);
  assert.equal(draft.state.value, 'waiting');
  timers[0]();
  await draft.flush();
  assert.equal(journal.entry(id)?.fields.happened, 'abc');
  assert.equal(draft.state.value, 'saved');
  assert.equal(journal.entry(id)?.revision, 2, 'one write for all of it');
});

test('saving what is already there writes nothing', async () => {
  const id = await journal.create({ happened: 'a' });
  await edit(id, { happened: 'a' });
  assert.equal(journal.entry(id)?.revision, 1);
});

test('while a draft is open nothing from elsewhere replaces it', async () => {
  const id = await journal.create();
  const draft = journal.draft(id);
  assert.ok(vault.held.has(id));
  await draft.close();
  assert.ok(!vault.held.has(id));
});

test('a save that fails loses nothing and says so', async () => {
  const id = await journal.create();
  const draft = journal.draft(id);
  vault.failing = true;
  draft.set({ happened: 'precious' });
  timers[0]();
  await assert.rejects(draft.flush(), /disk full/);
  assert.equal(draft.state.value, 'unsaved');
  assert.match(draft.problem().message, /disk full/, 'the screen can say why');
  await assert.rejects(journal.flushAll(), AggregateError);
  vault.failing = false;
  await journal.flushAll();
  assert.equal(journal.entry(id)?.fields.happened, 'precious');
  assert.equal(draft.state.value, 'saved');
  assert.equal(draft.problem(), null);
});

test('what is typed while a save runs waits for the next one', async () => {
  /** @type {() => void} */
  let finish = () => {};
  /** @type {Record<string, any>[]} */
  const saves = [];
  const draft = createDraft({
    save: (fields) => (saves.push(fields), new Promise((resolve) => void (finish = resolve))),
    opened: () => {}, closed: () => {}, schedule: handTimers,
  });
  draft.set({ a: 1 });
  const saving = draft.flush();
  await Promise.resolve();
  draft.set({ a: 2 });
  finish();
  await saving;
  assert.equal(draft.state.value, 'waiting');
  const again = draft.flush();
  await Promise.resolve();
  finish();
  await again;
  assert.deepEqual(saves, [{ a: 1 }, { a: 2 }]);
});

test('the ordinary timer saves by itself and can be called off', async () => {
  /** @type {Record<string, any>[]} */
  const saves = [];
  await new Promise((resolve) => {
    const draft = createDraft({ save: async (fields) => void resolve(saves.push(fields)), opened: () => {}, closed: () => {} });
    draft.set({ a: 1 });
    draft.set({ b: 2 });
  });
  assert.deepEqual(saves, [{ a: 1, b: 2 }]);
});

test('the state before an editing session is kept as a version, once a session', async () => {
  const id = await journal.create({ happened: 'one' });
  clock.advanceMs(9 * MINUTE_MS);
  await edit(id, { happened: 'two' });
  assert.deepEqual(journal.versions(id), [], 'still the session in which it was written');
  clock.advanceMs(10 * MINUTE_MS);
  await edit(id, { happened: 'three' });
  await edit(id, { happened: 'four' });
  assert.deepEqual(journal.versions(id).map(({ fields }) => fields.fields.happened), ['two']);
});

test('a clock that was put back ends a session too, once', async () => {
  const id = await journal.create({ happened: 'one' });
  clock.advanceMs(-60 * MINUTE_MS);
  await edit(id, { happened: 'two' });
  await edit(id, { happened: 'three' });
  assert.deepEqual(journal.versions(id).map(({ fields }) => fields.fields.happened), ['one']);
});

test('a version comes back, and the restore can itself be undone', async () => {
  const id = await journal.create({ happened: 'one' });
  clock.advanceMs(10 * MINUTE_MS);
  await edit(id, { happened: 'two' });
  clock.advanceMs(1);
  await journal.restoreVersion(id, journal.versions(id)[0].id);
  assert.equal(journal.entry(id)?.fields.happened, 'one');
  assert.deepEqual(journal.versions(id).map(({ fields }) => fields.fields.happened), ['two', 'one']);
  await assert.rejects(journal.restoreVersion(id, 'nothing'), RecordMissingError);
});

test('the bin keeps for 30 days, gives back, and then empties itself with the versions', async () => {
  const id = await journal.create({ happened: 'one' });
  clock.advanceMs(10 * MINUTE_MS);
  await edit(id, { happened: 'two' });
  const [version] = journal.versions(id);
  await journal.bin(id);
  assert.deepEqual(journal.binned().map((entry) => entry.id), [id]);
  await journal.unbin(id);
  assert.deepEqual(journal.entries().map((entry) => entry.id), [id]);
  await journal.bin(id);
  clock.advanceMs(30 * DAY_MS - 1);
  assert.equal(await journal.purgeOld(), 0);
  clock.advanceMs(1);
  assert.equal(await journal.purgeOld(), 1);
  assert.equal(journal.entry(id), null);
  assert.equal(vault.get(version.id)?.fields.type, 'gone');
  assert.throws(() => journal.draft(id), RecordMissingError);
});

test('only what lies in the bin can be removed for good', async () => {
  const id = await journal.create();
  await assert.rejects(journal.purge(id), RecordMissingError);
  await journal.bin(id);
  await journal.purge(id);
  assert.equal(vault.get(id)?.fields.type, 'gone');
});

test('a text that no record can hold is refused before it is taken over', async () => {
  const long = '🙂'.repeat(MAX_TEXT_CHARACTERS);
  const id = await journal.create({ happened: long });
  const draft = journal.draft(id);
  assert.throws(() => draft.set({ happened: `${long}x` }), TextTooLongError);
  assert.equal(draft.state.value, 'saved');
  await assert.rejects(journal.create({ felt: `${long}x` }), { code: 'text-too-long' });
});

test('a lock leaves no draft behind', async () => {
  const id = await journal.create();
  const draft = journal.draft(id);
  draft.set({ happened: 'typed' });
  assert.deepEqual(journal.leave().map((one) => [one.id, one.fields]), [[id, { happened: 'typed' }]]);
  assert.deepEqual(journal.leave(), []);
  await draft.flush();
  await journal.flushAll();
  assert.equal(journal.entry(id)?.fields.happened, '');
});
