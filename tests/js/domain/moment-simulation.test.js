/**
 * The hour before, some hundred times: every pair of answers, every order, messages that come late or never, phones that are
 * not there. The outcome is the AND of both or "another time"; where the network holds it is the AND on both phones; and
 * screens, messages and their sizes are the same for every answer.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toBase64url } from '../../../static/js/core/bytes.js';
import { fixedClock } from '../../../static/js/core/clock.js';
import { CoupleBridgeError } from '../../../static/js/core/errors.js';
import { observable } from '../../../static/js/core/observable.js';
import { AccountLockedError } from '../../../static/js/domain/errors.js';
import { createMoments } from '../../../static/js/domain/moment/moments.js';
import { asksOf, calmIdOf, picksOf, timeText } from '../../../static/js/domain/moment/reading.js';
import { createFakeTimers } from '../fakes/timers.js';
import { seeded } from '../support/seeded.js';

const MINUTE_MS = 60_000;
const ID = toBase64url(new Uint8Array(16).fill(7));
const AT = 1_796_000_040_000;
const NAMES = ['alice', 'bob'];
const SPACE = toBase64url(new Uint8Array(16).fill(9));

/** What each has published, and each phone's last look at it. */
function world() {
  const clock = fixedClock(AT - 50 * MINUTE_MS);
  const published = { alice: {}, bob: {} };
  const sizes = [];
  /** @param {string} me @param {string} partner */
  function phone(me, partner) {
    const timers = createFakeTimers(clock);
    let [mine, theirs, own] = [{}, {}, /** @type {any} */ (null)];
    const link = { isOn: true, isFound: true, /** @type {Error | null} */ failing: null };
    const values = () => ({ ...theirs, ...mine });
    const moment = { [asksOf('alice')]: { times: [timeText(AT), timeText(AT + 600_000)], place: '', zone: 'UTC' }, [picksOf('bob')]: { at: timeText(AT), place: '' } };
    const version = observable(0);
    const things = {
      version, scope: () => (link.isFound ? { space: SPACE, me, partner } : null),
      get: (id) => (id === ID ? { id, of: 'moment', values: moment } : { id, of: 'calm', values: values() }),
      list: () => [things.get(ID)],
      isGone: () => false,
      said: (id, name) => mine[name],
      async changeAlone(id, of, change) {
        assert.deepEqual([id, of], [calmIdOf(ID), 'calm']);
        mine = { ...mine, ...change };
      },
    };
    /** @param {any} fields */
    const put = async (fields) => {
      if (link.failing) throw link.failing;
      own = { ...own, ...fields };
    };
    const vault = {
      ready: observable(true),
      all: () => (own ? [{ fields: own }] : []),
      singleton: (name) => (name === 'space' ? { get: () => ({ space: SPACE, ended: null }) } : { get: () => own, put }),
    };
    const isPublished = async () => JSON.stringify(published[me]) === JSON.stringify(mine);
    /** What sync and publishing do, where there is a network. */
    async function meet() {
      if (link.isOn) {
        if (!(await isPublished())) sizes.push(Object.values(mine).map((text) => String(text).length).join());
        published[me] = { ...mine };
        theirs = { ...published[partner] };
      }
      return link.isOn;
    }
    const moments = createMoments(/** @type {any} */ ({
      things, vault, clock, timers, account: { keyring: () => ({}), onLock: () => undefined }, hold: { check: () => undefined },
      shared: { isPublished, catchUp: meet, published: observable(0) },
    }));
    return {
      moments, link, own: () => own,
      async live() {
        for (let n = 0; n < 2; n += 1) {
          await meet();
          await moments.refresh();
        }
        await meet();
      },
      phase: () => moments.get(ID)?.phase,
    };
  }
  return { clock, sizes, phones: [phone('alice', 'bob'), phone('bob', 'alice')] };
}

/** @param {() => number} random @param {(boolean | null)[]} answers @param {boolean} isSteady @param {(sizes: string[]) => void} [onSizes] */
async function run(random, answers, isSteady, onSizes = () => undefined) {
  const { clock, sizes, phones } = world();
  const todo = [0, 1].filter((who) => answers[who] !== null);
  if (random() < 0.5) todo.reverse();
  for (let turn = 0; turn < 8; turn += 1) {
    for (const phone of phones) phone.link.isOn = isSteady || random() < 0.5;
    const who = todo[0];
    if (who !== undefined && (random() < 0.5 || turn === 6)) {
      todo.shift();
      await phones[who].moments.answer(ID, /** @type {boolean} */ (answers[who]));
    }
    for (const [each, phone] of phones.entries()) {
      if (isSteady || random() < 0.6) await phone.live();
      assert.equal(phone.phase(), phone.own() ? 'answered' : 'calm', `the same words until the hour (${each})`);
    }
    clock.advanceMs(6 * MINUTE_MS);
  }
  for (const who of todo) await phones[who].moments.answer(ID, /** @type {boolean} */ (answers[who]));
  if (isSteady) for (const phone of [...phones, ...phones]) await phone.live();
  clock.advanceMs(AT - clock.nowMs());
  for (const phone of phones) {
    phone.link.isOn = isSteady || random() < 0.5;
    await phone.moments.refresh();
  }
  clock.advanceMs(5 * MINUTE_MS);
  for (const phone of phones) phone.link.isOn = true;
  for (const phone of [...phones, ...phones]) await phone.live();
  for (const phone of phones) assert.ok(!phone.own()?.secrets, 'nothing of the answer stays');
  onSizes(sizes);
  return phones.map((phone) => phone.phase());
}

const ANSWERS = [true, false, null];
const PAIRS = ANSWERS.flatMap((hers) => ANSWERS.map((his) => [hers, his]));

test('where the network holds it is the AND on both phones, and all traffic but that of silence is the same', async () => {
  const random = seeded(5);
  const seen = new Set();
  for (const answers of PAIRS) {
    for (let n = 0; n < 5; n += 1) {
      const found = await run(random, answers, true, (sizes) => answers.includes(null) || seen.add([...sizes].sort().join(' ')));
      const expected = answers[0] && answers[1] ? 'stands' : 'another';
      assert.deepEqual(found, [expected, expected], answers.join());
    }
  }
  assert.ok([...seen].every((sizes) => /^(43|43,43|( |43|,)*)$/.test(sizes)), [...seen].join('\n'));
});

test('with messages late or lost and phones away it is the AND or another time, and never a yes that was not', async () => {
  const random = seeded(6);
  let [stood, failed] = [0, 0];
  for (let n = 0; n < 30; n += 1) {
    for (const answers of [...PAIRS, [true, true]]) {
      const found = await run(random, answers, false);
      const isBoth = answers[0] === true && answers[1] === true;
      assert.ok(found.every((phase) => phase === 'another' || (isBoth && phase === 'stands')), `${answers}: ${found}`);
      if (isBoth) [stood, failed] = [stood + Number(found[0] === 'stands'), failed + Number(found[0] !== 'stands')];
    }
  }
  assert.ok(stood > 10 && failed > 5, `the simulation has both: ${stood} ${failed}`);
});

test('what a phone could not keep is said in a sentence; a lock is none, and a mistake of ours is not hidden', async () => {
  const { clock, phones: [alice] } = world();
  await alice.moments.answer(ID, true);
  clock.advanceMs(AT - clock.nowMs());
  alice.link.isFound = false;
  await alice.moments.refresh();
  assert.ok(alice.own().secrets, 'whether the two are linked is not known yet');
  alice.link.isFound = true;
  alice.link.failing = new AccountLockedError();
  await alice.moments.refresh();
  assert.equal(alice.moments.problem.value, null);
  alice.link.failing = new CoupleBridgeError('This phone is full.');
  await alice.moments.refresh();
  assert.equal(alice.moments.problem.value, 'This phone is full.');
  alice.link.failing = new RangeError('broken');
  await assert.rejects(alice.moments.refresh(), RangeError);
  alice.link.failing = null;
  await alice.moments.refresh();
  assert.equal(alice.phase(), 'another');
});
