import assert from 'node:assert/strict';
import test from 'node:test';
import { createUpdates } from '../../../static/js/net/updates.js';

function fakeContainer({ controller = null, waiting = null, installing = null } = {}) {
  const registration = Object.assign(new EventTarget(), { waiting, installing, update: async () => { throw new TypeError('offline'); } });
  const container = Object.assign(new EventTarget(), {
    controller, registration, asked: [],
    async register(url, options) {
      this.asked.push([url, options.scope]);
      return registration;
    },
  });
  return container;
}

test('where there are no workers nothing is promised', async () => {
  const updates = createUpdates({ url: '/sw.js', reload: () => undefined });
  assert.equal(await updates.start(), false);
  updates.apply();
  await updates.check();
});

test('the first visit has nothing to update', async () => {
  const worker = new EventTarget();
  const serviceWorker = fakeContainer({ installing: worker });
  const updates = createUpdates({ serviceWorker, url: '/sw.js', reload: () => undefined });
  assert.equal(await updates.start(), true);
  assert.deepEqual(serviceWorker.asked, [['/sw.js', '/']]);
  serviceWorker.registration.waiting = worker;
  worker.dispatchEvent(new Event('statechange'));
  assert.equal(updates.isWaiting.value, false);
  await updates.check();
});

test('a new release waits until it is applied, and only then the page is loaded again', async () => {
  let reloads = 0;
  const said = [];
  const serviceWorker = fakeContainer({ controller: {} });
  const updates = createUpdates({ serviceWorker, url: '/sw.js', reload: () => { reloads += 1; } });
  await updates.start();
  serviceWorker.registration.dispatchEvent(new Event('updatefound'));
  const fresh = Object.assign(new EventTarget(), { postMessage: (word) => said.push(word) });
  serviceWorker.registration.installing = fresh;
  serviceWorker.registration.dispatchEvent(new Event('updatefound'));
  serviceWorker.registration.waiting = fresh;
  fresh.dispatchEvent(new Event('statechange'));
  assert.equal(updates.isWaiting.value, true);
  serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(reloads, 0);
  updates.apply();
  assert.deepEqual(said, ['apply']);
  serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(reloads, 1);
});
