/** The weeks, what is shown in them, and what one person keeps: each for itself. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { createChoosing } from '../../../static/js/domain/echo/choosing.js';
import { NEVER, readWeeks, REST_WEEKS, shownIn, SHOWN_WEEKS, weeksText, withMatches } from '../../../static/js/domain/echo/found.js';
import { shuffled } from '../../../static/js/domain/echo/group.js';
import { CALM_HOUR, DAY_MS, hourIn, opensAt, readHour, weekAt, WEEK_MS } from '../../../static/js/domain/echo/week.js';
import { mergeRecords } from '../../../static/js/domain/vault/merge.js';
import { TOPIC_IDS } from '../../../static/js/domain/topics.js';

test('a window is at the hour on the wall, in summer and in winter', () => {
  const berlin = { day: 6, minute: 1_080, zone: 'Europe/Berlin' };
  assert.equal(new Date(opensAt(berlin, 2_950)).toISOString(), '2026-07-26T16:00:00.000Z');
  assert.equal(new Date(opensAt(berlin, 2_967)).toISOString(), '2026-11-22T17:00:00.000Z');
  assert.equal(new Date(opensAt({ day: 0, minute: 0, zone: 'Pacific/Kiritimati' }, 2_967)).toISOString(), '2026-11-15T10:00:00.000Z');
});

test('of each moment there is one week, and it never goes back', () => {
  for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    for (const day of [0, 3, 6]) {
      const hour = { day, minute: 700, zone, from: 0, was: null };
      let before = 0;
      for (let ms = opensAt(CALM_HOUR, 2_960); ms < opensAt(CALM_HOUR, 2_963); ms += DAY_MS / 4) {
        const week = weekAt(hour, ms);
        assert.ok(week >= before && opensAt(hour, week) <= ms && opensAt(hour, week + 1) > ms);
        before = week;
      }
    }
  }
  assert.equal(weekAt(null, opensAt(CALM_HOUR, 2_967)), 2_967);
  assert.equal(weekAt(null, opensAt(CALM_HOUR, 2_967) - 1), 2_966);
});

test('what is no hour is none, whoever wrote it', () => {
  const fine = { day: 1, minute: 0, zone: 'UTC' };
  for (const wrong of [null, 7, [], {}, { ...fine, day: 7 }, { ...fine, day: -1 }, { ...fine, minute: 1.5 }, { ...fine, minute: 1_440 }, { ...fine, minute: '1' }, { ...fine, zone: 'No/Where' }, { ...fine, zone: 5 }, { ...fine, zone: 'U'.repeat(65) }]) {
    assert.equal(readHour(wrong), null, JSON.stringify(wrong));
    assert.deepEqual(hourIn(wrong, 3_000), CALM_HOUR);
  }
  const later = { ...fine, from: 3_000, was: { ...fine, day: 2 } };
  assert.deepEqual([hourIn(later, 2_999).day, hourIn(later, 3_000).day], [2, 1]);
});

test('a match is shown from the next window on, or the one after; for four weeks; and rests for eight', () => {
  const found = withMatches(NEVER, [{ topic: 'money', week: 100, isHeld: false }, { topic: 'sex', week: 100, isHeld: true }]);
  assert.deepEqual([100, 101, 102, 104, 105, 106].map((now) => shownIn(found, NEVER, now)), [[], ['money'], ['sex', 'money'], ['sex', 'money'], ['sex'], []]);
  assert.deepEqual([SHOWN_WEEKS, REST_WEEKS], [4, 8]);
  assert.deepEqual(withMatches(found, [{ topic: 'money', week: 107, isHeld: false }]), found);
  assert.deepEqual(shownIn(withMatches(found, [{ topic: 'money', week: 108, isHeld: false }]), NEVER, 109), ['money']);
  assert.deepEqual(shownIn(found, found, 102), []);
  assert.deepEqual(readWeeks(weeksText(found)), found);
  assert.deepEqual(readWeeks(undefined), NEVER);
});

/** @param {any} [kept] */
function choosing(kept = null, space = 'here') {
  const clock = fixedClock(1_795_000_000_000);
  const box = { fields: kept };
  const vault = { singleton: () => ({ get: () => box.fields, change: async (change) => void (box.fields = change(box.fields)) }) };
  return { box, clock, mine: createChoosing({ vault: /** @type {any} */ (vault), clock, space: () => space }) };
}

test('c2: whatever is chosen, what is kept has one size, and is given to nothing but a run', async () => {
  const sizes = new Set();
  const { box, mine } = choosing();
  for (const topics of [[], ['money'], TOPIC_IDS.slice(0, 5), TOPIC_IDS.slice(9), ['no such topic']]) {
    await mine.choose(topics);
    sizes.add(JSON.stringify(box.fields).length);
    assert.deepEqual(mine.take(), topics.filter((topic) => TOPIC_IDS.includes(topic)).slice(0, 5));
    assert.ok(TOPIC_IDS.every((topic) => !JSON.stringify(box.fields).includes(topic)));
  }
  assert.equal(sizes.size, 1);
  assert.deepEqual(Object.keys(mine).sort(), ['away', 'choose', 'isPaused', 'pause', 'putAway', 'take']);
});

test('c1: it stands for eight weeks, not while paused, and not for somebody else', async () => {
  const { box, clock, mine } = choosing();
  assert.deepEqual(mine.take(), []);
  await mine.choose(['money']);
  clock.advanceMs(8 * WEEK_MS - 1);
  assert.deepEqual(mine.take(), ['money']);
  await mine.pause(true);
  assert.deepEqual([mine.take(), mine.isPaused()], [[], true]);
  await mine.pause(false);
  assert.deepEqual(choosing(box.fields, 'elsewhere').mine.take(), []);
  clock.advanceMs(1);
  assert.deepEqual(mine.take(), []);
  const other = choosing({ ...box.fields, type: 'gone' });
  assert.deepEqual(other.mine.take(), []);
});

test('of two choices on two devices the later one counts; of two runs the one on the server', () => {
  const at = (hour, marks) => ({ v: 1, type: 'echo', space: 's', chosen: `2026-11-29T${hour}:00:00.000Z ${marks}`, paused: false });
  assert.equal(mergeRecords({}, at('10', 'AQ'), at('11', 'Ag')).fields.chosen.slice(-2), 'Ag');
  assert.equal(mergeRecords({}, at('12', 'AQ'), at('11', 'Ag')).fields.chosen.slice(-2), 'AQ');
  const run = (exponent, answered) => ({ v: 1, type: 'echo-run', exponent, answered });
  assert.deepEqual(mergeRecords({}, run('mine', 'x'), run('theirs', 'y')), { fields: run('theirs', 'y'), lost: false });
});

test('a shuffle has every slot once, and each order as often', () => {
  const seen = new Map();
  for (let n = 0; n < 2_400; n += 1) {
    const order = shuffled(3).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  assert.equal(seen.size, 6);
  for (const count of seen.values()) assert.ok(count > 300 && count < 500, String([...seen]));
  assert.deepEqual([...shuffled(5)].sort(), [0, 1, 2, 3, 4]);
});
