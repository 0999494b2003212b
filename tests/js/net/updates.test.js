import assert from 'node:assert/strict';
import test from 'node:test';
import { ApiProblem, NetworkError } from '../../../static/js/net/errors.js';
import { PROTOCOL } from '../../../static/js/core/protocol.js';
import { createUpdates } from '../../../static/js/net/updates.js';

const worker = (state = 'installed') => Object.assign(new EventTarget(), { state, said: [], postMessage(word) { this.said.push(word); } });

function setUp({ hasWorkers = true, controller = null, waiting = null, installing = null, onUpdate = async () => { throw new TypeError('offline'); }, left = null } = {}) {
  const registration = Object.assign(new EventTarget(), {
    waiting, installing, looks: 0, unregistered: 0,
    async update() { this.looks += 1; await onUpdate(registration); },
    async unregister() { this.unregistered += 1; },
  });
  const serviceWorker = Object.assign(new EventTarget(), { controller, asked: [], async register(url, options) { this.asked.push([url, options.scope]); return registration; } });
  const memory = new Map(left ? [['left', left]] : []);
  const kept = { getItem: (name) => memory.get(name) ?? null, setItem: (name, value) => memory.set(name, value), removeItem: (name) => memory.delete(name) };
  let tell = () => undefined;
  let answer = async () => ({});
  const timers = { set: (fn) => { timers.late = fn; }, clear: () => undefined };
  const page = { reloads: 0, memory, registration, serviceWorker, timers, says: (served) => tell({ release: 'r1', oldestClient: 1, ...served }), answers: (how) => { answer = how; } };
  page.updates = createUpdates({
    serviceWorker: hasWorkers ? serviceWorker : undefined, url: '/sw.js', reload: () => { page.reloads += 1; }, release: 'r1', timers, kept,
    api: { onServed: (listener) => { tell = listener; }, request: (...asked) => answer(...asked) },
  });
  return page;
}

test('where there are no workers nothing is promised, and the page is simply loaded again', async () => {
  const page = setUp({ hasWorkers: false });
  assert.equal(await page.updates.start(), false);
  await page.updates.check();
  page.says({});
  assert.equal(page.updates.isWaiting.value, false);
  page.says({ release: 'r2' });
  assert.equal(page.updates.isWaiting.value, true);
  await page.updates.prepare();
  page.updates.apply();
  assert.equal(page.reloads, 1);
});

test('the first visit has nothing to update', async () => {
  const installing = worker('installing');
  const page = setUp({ installing });
  assert.equal(await page.updates.start(), true);
  assert.deepEqual(page.serviceWorker.asked, [['/sw.js', '/']]);
  page.registration.waiting = installing;
  installing.dispatchEvent(new Event('statechange'));
  assert.equal(page.updates.isWaiting.value, false);
  await page.updates.check();
  page.serviceWorker.controller = {};
  page.registration.waiting = null;
  page.serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(page.updates.isWaiting.value, false, 'the worker of this very release');
});

test('a new release waits until it is applied, and only then the page is loaded again', async () => {
  const page = setUp({ controller: {} });
  await page.updates.start();
  page.registration.dispatchEvent(new Event('updatefound'));
  const fresh = worker();
  page.registration.installing = fresh;
  page.registration.dispatchEvent(new Event('updatefound'));
  page.registration.waiting = fresh;
  fresh.dispatchEvent(new Event('statechange'));
  assert.equal(page.updates.isWaiting.value, true);
  await page.updates.prepare();
  page.updates.apply();
  assert.deepEqual([fresh.said, page.reloads], [['apply'], 0]);
  page.serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(page.reloads, 1);
});

test('a worker that is gone by then answers nothing, and the page is loaded all the same', async () => {
  const page = setUp({ controller: {}, waiting: worker() });
  await page.updates.start();
  page.updates.apply();
  assert.equal(page.reloads, 0);
  page.timers.late();
  assert.equal(page.reloads, 1);
});

test('a page of the release that was left comes again: the new worker is asked again, and taken when it is there', async () => {
  const [first, waiting] = [setUp({ controller: {}, waiting: worker() }), worker()];
  await first.updates.start();
  first.updates.apply();
  first.timers.late();
  const again = setUp({ controller: {}, waiting, left: first.memory.get('left') });
  await again.updates.start();
  assert.deepEqual([waiting.said, again.reloads, again.memory.size], [['apply'], 0, 0]);
  again.serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(again.reloads, 1);
});

test('the new worker took over before such a page could listen: it is loaded once more, and not for ever', async () => {
  const page = setUp({ controller: {}, left: 'r1' });
  await page.updates.start();
  assert.deepEqual([page.reloads, page.memory.size], [1, 0]);
});

test('the page of the new release stays', async () => {
  const page = setUp({ controller: {}, left: 'r0' });
  await page.updates.start();
  assert.deepEqual([page.reloads, page.memory.size], [0, 0]);
});

test('another tab took the new release: this one says so, and stays until it is told', async () => {
  const page = setUp({ controller: {} });
  await page.updates.start();
  page.serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.deepEqual([page.updates.isWaiting.value, page.reloads], [true, 0]);
  page.updates.apply();
  assert.equal(page.reloads, 1);
});

test('an answer of another release is looked after, once', async () => {
  const page = setUp({ controller: {} });
  await page.updates.start();
  page.says({});
  page.says({ release: null, oldestClient: null });
  assert.equal(page.registration.looks, 0);
  page.says({ release: 'r2' });
  page.says({ release: 'r2' });
  assert.equal(page.registration.looks, 1);
  assert.equal(page.updates.isWaiting.value, false, 'until it is here whole');
});

test('too old for the server is said, also by a server that still answers, and ends when the server goes back', async () => {
  const page = setUp();
  page.says({ oldestClient: PROTOCOL + 1 });
  assert.equal(page.updates.isTooOld.value, true);
  page.says({ oldestClient: null });
  assert.equal(page.updates.isTooOld.value, true);
  page.says({ oldestClient: PROTOCOL });
  assert.equal(page.updates.isTooOld.value, false);
});

test('too old: the new release is fetched whole before anything is locked', async () => {
  const fresh = worker('installing');
  const page = setUp({ controller: {}, onUpdate: async (registration) => { registration.installing = fresh; } });
  await page.updates.start();
  page.says({ release: 'r2', oldestClient: PROTOCOL + 1 });
  let isPrepared = false;
  const preparing = page.updates.prepare().then(() => { isPrepared = true; });
  fresh.dispatchEvent(new Event('statechange'));
  for (let turn = 0; turn < 20; turn += 1) await null;
  assert.equal(isPrepared, false, 'it is not whole yet');
  [fresh.state, page.registration.installing, page.registration.waiting] = ['installed', null, fresh];
  fresh.dispatchEvent(new Event('statechange'));
  await preparing;
  page.updates.apply();
  assert.deepEqual([fresh.said, page.registration.unregistered], [['apply'], 0]);
});

test('too old, and the new release does not come whole: the next page is fetched from the server', async () => {
  const page = setUp({ controller: {}, onUpdate: async () => undefined });
  await page.updates.start();
  page.says({ oldestClient: PROTOCOL + 1 });
  await page.updates.prepare();
  page.updates.apply();
  assert.deepEqual([page.registration.unregistered, page.reloads], [1, 1]);
});

test('not too old, and nothing new comes: what is here stays', async () => {
  const page = setUp({ controller: {} });
  await page.updates.prepare();
  await page.updates.start();
  await page.updates.prepare();
  assert.equal(page.registration.unregistered, 0);
});

test('without a network nothing is thrown away, and it is said', async () => {
  const page = setUp({ controller: {} });
  await page.updates.start();
  page.says({ oldestClient: PROTOCOL + 1 });
  page.answers(async () => { throw new NetworkError(); });
  await assert.rejects(page.updates.prepare(), NetworkError);
  assert.equal(page.registration.unregistered, 0);
});

test('what the server hands out is told apart: the same, a newer one, nobody there', async () => {
  const page = setUp();
  page.answers(async () => page.says({}));
  assert.equal(await page.updates.served(), 'same');
  page.answers(async () => page.says({ release: 'r2' }));
  assert.equal(await page.updates.served(), 'newer');
  page.answers(async () => { throw new NetworkError(); });
  assert.equal(await page.updates.served(), 'unreachable');
  page.answers(async () => { throw new ApiProblem({ status: 500, code: 'broken' }); });
  await assert.rejects(page.updates.served(), ApiProblem);
});
