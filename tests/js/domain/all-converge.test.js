/**
 * Two people with two devices each: private pages and common steps over a network that drops, doubles,
 * delays and reorders, clocks off by years, tabs killed in the middle of a write, storage evicted, and
 * service workers that send what was left ready. Always one state in the end, and no word lost that
 * was told to be safe. Bounded, and with fixed seeds.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone } from '../fakes/phone.js';
import { meet, share, START_MS, withBridge, withShared } from './helpers/couple.js';
import { seeded } from '../support/seeded.js';

const FAULTS = [null, null, null, null, 'before', 'after', 'twice', 'late', 'slow'];
const FIELDS = ['happened', 'felt', 'longing'];
const YEAR_MS = 365 * 86_400_000;
const OFF_BY_YEARS = { 'alice 1': 0, 'alice 2': -6, 'bob 1': 3, 'bob 2': -20 };
const NAMES = Object.keys(OFF_BY_YEARS);
const background = { ask: () => undefined };

/** @typedef {{ name: string, person: string, phone: any }} Device */

async function device(server, name) {
  const phone = withShared(withBridge(await openPhone({ server, clock: fixedClock(START_MS), background })));
  return { name, person: name.split(' ')[0], phone };
}

/** Paired while the clocks are right: an invitation ends by the clock. */
async function household() {
  const server = createFakeServer({ clock: fixedClock(START_MS) });
  const devices = [];
  for (const name of NAMES) devices.push(await device(server, name));
  const [one, two, three, four] = devices.map(({ phone }) => phone);
  one.made = await one.register('alice');
  three.made = await three.register('bob');
  const { link } = await one.pairing.invite();
  await three.pairing.join(link);
  await meet(one, three, one);
  await two.signIn('alice', one.made.accountCode);
  await four.signIn('bob', three.made.accountCode);
  await share(one, two, three, four);
  for (const { name, phone } of devices) phone.clock.advanceMs(OFF_BY_YEARS[name] * YEAR_MS);
  return { server, devices, codes: { alice: one.made.accountCode, bob: three.made.accountCode } };
}

const entriesOf = ({ phone }) => phone.vault.all('entry').map(({ id, fields, revision }) => [id, revision, JSON.stringify(Object.entries(fields).sort())]).sort();
const stepsOf = ({ phone }) => phone.shared.ours.list('step').map(({ id, values, also }) => [id, Object.entries(values).sort(), Object.entries(also).sort()]).sort();

/** Every text of a page or of its history. */
function textsOf({ phone }) {
  const texts = new Set();
  for (const { fields } of phone.vault.all('entry')) for (const name of FIELDS) texts.add(fields[name]);
  for (const { fields } of phone.vault.all('version')) for (const name of FIELDS) texts.add(fields.fields[name]);
  return texts;
}

/** Killed: whatever was being done stops where it is; the profile stays. */
async function killed(one) {
  await one.phone.account.lock();
  const after = withShared(withBridge(await one.phone.reopen()));
  await after.unlock();
  one.phone = after;
}

/** The browser cleared everything; the person signs in again. What only this phone had is gone; what was on its way may have arrived. */
async function evicted(one, server, code, promises) {
  const waiting = new Set((await one.phone.store.outbox()).map(({ id }) => id));
  for (const promise of promises) if (promise.by === one.name && waiting.has(promise.id)) promise.isSure = false;
  await one.phone.account.lock();
  const fault = one.phone.link.fault;
  const fresh = await device(server, one.name);
  fresh.phone.clock.advanceMs(one.phone.clock.nowMs() - fresh.phone.clock.nowMs());
  await fresh.phone.signIn(one.person, code);
  fresh.phone.link.fault = fault;
  one.phone = fresh.phone;
}

/** As sw.js does it, with the page open or not. */
async function workerSends({ phone }) {
  const ready = await phone.store.meta('readyPush');
  if (!ready) return;
  const session = await phone.link.fetch('/api/session', { method: 'GET' });
  const { csrf } = await session.json();
  const headers = { 'CB-CSRF': csrf, 'Idempotency-Key': ready.key, 'Content-Type': 'application/vnd.couplebridge.frames' };
  await phone.link.fetch('/api/feed', { method: 'POST', headers, body: ready.body });
}

const nothingHeard = (problem) => {
  if (problem.message !== 'Failed to fetch') throw problem;
};

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`all four devices end alike, and no promised word is lost (seed ${seed})`, async () => {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const { server, devices, codes } = await household();
    const pages = {};
    for (const person of ['alice', 'bob']) {
      const { phone } = devices.find((one) => one.person === person);
      pages[person] = [];
      for (let n = 0; n < 2; n += 1) pages[person].push(await phone.vault.put({ type: 'entry', happened: '', felt: '', longing: '' }));
    }
    const steps = [];
    for (let n = 0; n < 2; n += 1) steps.push(await devices[0].phone.shared.ours.add('step', { title: `step ${n}` }));
    await share(...devices.map(({ phone }) => phone));
    for (const { phone } of devices) phone.link.fault = () => pick(FAULTS);
    /** Each word that was told to be saved. @type {{ by: string, person: string, id: string, field: string, text: string, isSure: boolean }[]} */
    const promises = [];
    let running = [];
    for (let step = 0; step < 60; step += 1) {
      const one = pick(devices);
      const what = random();
      if (what < 0.4) {
        const [id, field, text] = [pick(pages[one.person]), pick(FIELDS), `seed ${seed} step ${step} by ${one.name}`];
        const writing = one.phone.vault.patch(id, { [field]: text }).then(() => promises.push({ by: one.name, person: one.person, id, field, text, isSure: true }));
        // Killed in mid-write: either it was promised and is there, or it was not promised.
        if (random() < 0.15) await Promise.all([writing.catch((problem) => assert.match(problem.name, /Locked/)), killed(one)]);
        else await writing;
      } else if (what < 0.55) {
        const things = one.phone.shared.ours;
        const id = pick(steps);
        if (random() < 0.5) await things.change(id, 'step', { [`ticked:${things.scope().me}`]: random() < 0.6 });
        else await things.change(id, 'step', { title: `seed ${seed} step ${step}` });
      } else if (what < 0.85) {
        const { phone } = one;
        running.push(phone.sync.now().then(() => phone.account.keyring() && phone.shared.refresh()));
      } else if (what < 0.9) running.push(workerSends(one).catch(nothingHeard));
      else if (what < 0.95) one.phone.link.offline = !one.phone.link.offline;
      else {
        await Promise.all(running);
        running = [];
        one.phone.link.offline = false;
        const { fault } = one.phone.link;
        one.phone.link.fault = () => null;
        if (random() < 0.5) await killed(one);
        else await evicted(one, server, codes[one.person], promises);
        one.phone.link.fault = fault;
      }
      if (random() < 0.4) {
        await Promise.all(running);
        running = [];
      }
    }
    await Promise.all(running);
    for (const { phone } of devices) Object.assign(phone.link, { fault: () => null, offline: false });
    for (let n = 0; n < 3; n += 1) await share(...devices.map(({ phone }) => phone));
    for (const one of devices) {
      const twin = devices.find(({ person }) => person === one.person);
      assert.deepEqual(one.phone.sync.status.value, { state: 'idle', unsent: 0, problem: null }, one.name);
      assert.deepEqual([one.phone.shared.problem.value, one.phone.shared.isBroken.value], [null, false], one.name);
      assert.deepEqual(entriesOf(one), entriesOf(twin), one.name);
      assert.deepEqual(stepsOf(one), stepsOf(devices[0]), one.name);
      const texts = textsOf(one);
      for (const last of lastOf(promises.filter(({ person }) => person === one.person))) {
        assert.ok(last.some((text) => texts.has(text)), `${one.name} has lost: ${last}`);
      }
    }
  });
}

/**
 * Of each field the last words of this person's hands, of which one must be there: the newest sure ones, or newer
 * ones that may have arrived. Earlier ones may have been written over by who had read them.
 */
function lastOf(promises) {
  const latest = new Map();
  for (const { id, field, text, isSure } of [...promises].reverse()) {
    const last = latest.get(`${id} ${field}`) ?? { texts: [], isDone: false };
    if (!last.isDone) last.texts.push(text);
    last.isDone ||= isSure;
    latest.set(`${id} ${field}`, last);
  }
  return [...latest.values()].filter(({ isDone }) => isDone).map(({ texts }) => texts);
}
