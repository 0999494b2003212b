/** The echo from the first mark to the match, on two phones against a server. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { RecordMissingError } from '../../../static/js/domain/errors.js';
import { createEcho, THING } from '../../../static/js/domain/echo/echo.js';
import { WEEK_MS } from '../../../static/js/domain/echo/week.js';
import { DAY_MS, meet, pairedCouple, secondDevice, share, someone, withShared } from './helpers/couple.js';
import { echoCouple, runOf, saidBy, settle, window, withEcho } from './helpers/echo.js';

const matchesOf = (...phones) => phones.map((phone) => [...phone.echo.matches()].sort());
/** Who begins, and the other. @param {any} couple */
const inOrder = ({ alice, bob }) => [alice, bob].sort((a, b) => (a.shared.ours.scope().me < b.shared.ours.scope().me ? -1 : 1));
const posts = (phone, from = 0) => phone.link.requests.slice(from).filter((line) => line.includes('/parts'));

test('what both marked is shown to both, at the same hour, and nothing else', async () => {
  const couple = await echoCouple();
  const { alice, bob } = couple;
  assert.deepEqual(posts(alice), [], 'nothing is asked for the time before they were a couple');
  await alice.echo.choose(['money', 'sex', 'trust']);
  await bob.echo.choose(['work', 'money', 'trust', 'plans', 'health']);
  await window(couple);
  assert.deepEqual(matchesOf(alice, bob), [[], []], 'taken, compared, and not shown yet');
  await window(couple, 2);
  assert.deepEqual(matchesOf(alice, bob), [['money', 'trust'], ['money', 'trust']]);
  const undo = await alice.echo.putAway('money');
  assert.deepEqual(matchesOf(alice, bob), [['trust'], ['money', 'trust']]);
  await undo();
  await alice.echo.pause(true);
  assert.deepEqual([matchesOf(alice, bob), alice.echo.isPaused()], [[[], ['money', 'trust']], true]);
  await alice.echo.pause(false);
  for (const phone of [alice, bob]) {
    for (const name of ['exponent', 'points', 'topics']) assert.match(runOf(phone)[name], /^A+$/, 'purged after the run');
    assert.ok(posts(phone).every((line) => line.includes('quiet=1')), 'no sign');
  }
});

test('the last choice counts, a choice can be taken back unseen, and neither shows', async () => {
  const couple = await echoCouple();
  const { alice, bob } = couple;
  await alice.echo.choose(['money']);
  const undo = await alice.echo.choose([]);
  await undo();
  await bob.echo.choose(['money', 'sex']);
  await bob.echo.choose(['sex']);
  await window(couple, 3);
  assert.deepEqual(matchesOf(alice, bob), [[], []]);
  await bob.echo.choose(['money']);
  await window(couple, 3);
  assert.deepEqual(matchesOf(alice, bob), [['money'], ['money']]);
});

for (const [name, pause] of Object.entries({ here: (phone) => phone.echo.pause(true), 'the whole bridge': (phone) => phone.settings.save({ paused: true }) })) {
  test(`paused (${name}), a phone goes on with noise, and counts nothing`, async () => {
    const couple = await echoCouple();
    const { alice, bob } = couple;
    for (const phone of [alice, bob]) await phone.echo.choose(['money']);
    await pause(alice);
    await settle(alice, bob);
    const from = alice.link.requests.length;
    await window(couple, 1);
    assert.ok(posts(alice, from).length > 0);
    await window(couple, 2);
    assert.deepEqual(matchesOf(alice, bob), [[], []]);
  });
}

test('c1: a choice stands for eight weeks, and for this couple only', async () => {
  const couple = await echoCouple();
  const { alice, bob, clock } = couple;
  await alice.echo.choose(['money']);
  clock.advanceMs(56 * DAY_MS);
  await bob.echo.choose(['money']);
  await settle(alice, bob);
  await window(couple, 3);
  assert.deepEqual(matchesOf(alice, bob), [[], []]);
});

test('two devices of one person that begin at the same time say the same', async () => {
  const couple = await echoCouple();
  const { alice, bob, server, clock } = couple;
  for (const phone of [alice, bob]) await phone.echo.choose(['plans']);
  await settle(alice, bob);
  const other = withEcho(await secondDevice(server, alice, 'alice'));
  await settle(other);
  clock.advanceMs(WEEK_MS);
  for (const phone of [alice, other]) {
    phone.link.isOffline = false;
    await Promise.all([phone.echo.refresh()]);
  }
  await settle(alice, other, bob);
  assert.deepEqual(saidBy(alice), saidBy(other));
  await window({ ...couple, alice }, 2);
  await settle(other, alice, bob);
  assert.deepEqual(matchesOf(alice, bob, other), [['plans'], ['plans'], ['plans']]);
});

test('the first message that is there gets an answer; a second one in the same run, or one of another week, gets none', async () => {
  const couple = await echoCouple();
  const [first, second] = inOrder(couple);
  await window(couple);
  const [[field, said]] = saidBy(second);
  const [[own, mine]] = saidBy(first).filter(([, value]) => value);
  couple.clock.advanceMs(WEEK_MS);
  await settle(first);
  const [, [newer, now]] = saidBy(first).sort(([, a], [, b]) => a.week - b.week);
  await first.shared.ours.change(THING, 'echo', { [newer]: { ...now, m1: mine.m1 } });
  await settle(first, second);
  assert.match(second.echo.problem.value, /does not fit/);
  assert.deepEqual(saidBy(second), [[field, said]], 'signed for another run');
  assert.ok(own);
  await window(couple);
  assert.equal(second.echo.problem.value, null);
});

test('a message that was not kept to its form is refused, the run ends, and the next week begins afresh', async () => {
  const couple = await echoCouple();
  const [first, second] = inOrder(couple);
  couple.clock.advanceMs(WEEK_MS);
  await settle(first);
  const [[field, said]] = saidBy(first);
  const other = said.m1.startsWith('B') ? 'C' : 'B';
  for (const m1 of [7, 'x', said.m1.slice(4), `${other}${said.m1.slice(1)}`]) {
    await first.shared.ours.change(THING, 'echo', { [field]: { ...said, m1 } });
    await share(first); // or the other would read what was said before
    await settle(second);
    await settle(first, second);
    assert.match(second.echo.problem.value, /does not fit/);
    assert.deepEqual(saidBy(second), []);
  }
  await window(couple);
  assert.equal(saidBy(second).length, 1);
});

test('the last word that came late is read before the next run; a bad one is not', async () => {
  for (const isBad of [false, true]) {
    const couple = await echoCouple();
    const [first, second] = inOrder(couple);
    for (const phone of [first, second]) await phone.echo.choose(['habits']);
    couple.clock.advanceMs(WEEK_MS);
    for (const phone of [first, second, first]) await settle(phone);
    const [[field, said]] = saidBy(first);
    if (isBad) await first.shared.ours.change(THING, 'echo', { [field]: { ...said, m3: said.m1 } });
    await share(first);
    await window(couple, 1);
    await window(couple, 1);
    assert.deepEqual(matchesOf(first, second), [['habits'], isBad ? matchesOf(second)[0] : ['habits']]);
  }
});

test('a new hour holds from the next window on, for both; one that is over already waits a week', async () => {
  const couple = await echoCouple();
  const { alice, bob, clock } = couple;
  await window(couple);
  const before = alice.echo.hour();
  await bob.echo.setHour(6, 20 * 60);
  await settle(bob, alice);
  assert.equal(alice.echo.hour().nextAtMs - before.nextAtMs, 2 * 3_600_000);
  await bob.echo.setHour(0, 60);
  await settle(bob, alice);
  assert.deepEqual(alice.echo.hour(), bob.echo.hour());
  const weeks = [];
  for (let n = 0; n < 28; n += 1) {
    clock.advanceMs(DAY_MS);
    await settle(alice, bob);
    weeks.push(runOf(alice).week);
  }
  const steps = weeks.slice(1).map((week, at) => week - weeks[at]);
  // A week may pass between two looks, when its window and that of the next one lie close together; none comes twice.
  assert.ok(steps.every((each) => each >= 0 && each <= 2), String(weeks));
  assert.ok(weeks[27] - weeks[0] <= 5, String(weeks));
});

for (const isSet of [true, false]) {
  test(`a zone that the phone cannot name does not stop it, ${isSet ? 'where one sets the hour' : 'where nobody sets one'}`, async () => {
    const couple = await pairedCouple();
    const phones = [couple.alice, couple.bob].map((phone) => withEcho(withShared(phone), 'No/Where'));
    await settle(...phones);
    if (isSet) await couple.alice.echo.setHour(2, 30);
    await window(couple, 2);
    assert.ok(runOf(couple.alice).week > 0);
    const { day, minute, zone } = couple.bob.shared.ours.get(THING).values.hour;
    assert.deepEqual([day, minute, zone], isSet ? [2, 30, 'UTC'] : [6, 18 * 60, 'UTC']);
  });
}

test('while the phone lies open, the hour is noticed by itself', async () => {
  const couple = await echoCouple();
  const { alice, clock } = couple;
  const before = alice.echo.version.value;
  alice.timers.advance(3_600_000);
  assert.ok(alice.echo.version.value > before);
  for (let n = 0; n < 200; n += 1) alice.timers.advance(3_600_000);
  await settle(alice);
  assert.ok(runOf(alice).week > 0);
  assert.ok(clock.nowMs() > 0);
});

test('two tabs of one phone say the same, and a step that another was faster with is not done again', async () => {
  const couple = await echoCouple();
  const { alice, bob, clock } = couple;
  const tab = createEcho({ ...alice, zone: () => 'Europe/Berlin' });
  for (const phone of [alice, bob]) await phone.echo.choose(['work']);
  await settle(alice, bob);
  clock.advanceMs(WEEK_MS);
  for (let n = 0; n < 10; n += 1) {
    for (const phone of [alice, bob]) {
      await share(phone);
      await Promise.all([phone.echo.refresh(), tab.refresh()]);
    }
  }
  const { week } = runOf(alice);
  await window(couple, 2);
  assert.deepEqual(matchesOf(alice, bob), [['work'], ['work']]);
  assert.equal(runOf(alice).week, week + 2);
  clock.advanceMs(-4 * WEEK_MS);
  await settle(alice, bob);
  assert.equal(runOf(alice).week, week + 2, 'a clock that goes back begins nothing again');
});

test('locked while the phone was looking, nothing is begun', async () => {
  const { alice, clock } = await echoCouple();
  const looking = createEcho({ ...alice, shared: { ...alice.shared, refresh: () => alice.account.lock() } });
  await looking.setHour(2, 600);
  clock.advanceMs(WEEK_MS);
  await looking.refresh();
  assert.equal(alice.vault.singleton('echo-run').get(), null);
});

test('locked just as the new week begins, nothing is begun and nothing is said of it', async () => {
  const { alice, clock } = await echoCouple();
  let isAsked = false;
  const lock = () => {
    isAsked = true;
    void alice.account.lock();
    return { paused: false };
  };
  const beginning = createEcho({ ...alice, settings: { value: { get value() { return lock(); } } } });
  clock.advanceMs(WEEK_MS);
  await share(alice);
  await beginning.refresh();
  assert.deepEqual([isAsked, alice.account.keyring(), beginning.problem.value], [true, null, null]);
  assert.equal(alice.vault.singleton('echo-run').get(), null);
});

test('a mistake of ours in reading the last word is not taken for one of theirs', async () => {
  const couple = await echoCouple();
  const [first, second] = inOrder(couple);
  couple.clock.advanceMs(WEEK_MS);
  for (const phone of [first, second]) await settle(phone);
  couple.clock.advanceMs(WEEK_MS);
  const broken = { ...second.pairing.couple(), get partner() { throw new TypeError('ours'); } };
  const reading = createEcho({ ...second, pairing: { couple: () => broken }, sync: { ...second.sync, status: observable({ state: 'idle' }) } });
  await assert.rejects(reading.refresh(), TypeError);
  const { week } = runOf(second);
  await settle(second);
  assert.equal(runOf(second).week, week + 1, 'and nothing of the week was lost by it');
});

test('alone there is nothing; locked there is nothing; a mistake of ours is not swallowed', async () => {
  const { phones: [alone] } = await someone(['alone']);
  withEcho(withShared(alone));
  await settle(alone);
  alone.timers.advance(3_600_000);
  assert.deepEqual([alone.echo.isPossible(), alone.echo.isPaused(), alone.echo.matches(), alone.vault.singleton('echo-run').get()], [false, false, [], null]);
  const couple = await echoCouple();
  const { alice } = couple;
  couple.clock.advanceMs(WEEK_MS);
  let cause = new TypeError('ours');
  const broken = createEcho({ ...alice, shared: { ...alice.shared, refresh: async () => { throw cause; } }, sync: { ...alice.sync, status: observable({ state: 'idle' }) } });
  await assert.rejects(broken.refresh(), TypeError);
  cause = new RecordMissingError();
  await broken.refresh();
  assert.match(broken.problem.value, /not here/);
  await alice.account.lock();
  await alice.echo.refresh();
  assert.deepEqual(alice.echo.matches(), []);
  await meet(couple.bob);
});
