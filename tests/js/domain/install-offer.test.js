import assert from 'node:assert/strict';
import test from 'node:test';
import { observable } from '../../../static/js/core/observable.js';
import { createInstallOffer } from '../../../static/js/domain/install-offer.js';

/** A phone whose settings are those of the account: another phone is made with the same `value`. */
function phone({ value = observable({ installOffered: false }), way = 'prompt', isInstalled = false, save = null, entries = [] } = {}) {
  const saves = [];
  let locked = () => undefined;
  const parts = {
    install: { way: observable(way), isInstalled: observable(isInstalled) },
    settings: { value, save: save ?? (async (patch) => { saves.push(patch); value.value = { ...value.value, ...patch }; }) },
    journal: { isEmpty: () => entries.length === 0 }, vault: { ready: observable(true), version: observable(0) },
    account: { onLock: (listener) => { locked = listener; } },
  };
  const offer = createInstallOffer(parts);
  return {
    ...parts, offer, saves, entries, value,
    write() { entries.push({}); parts.vault.version.value += 1; },
    lock() { parts.vault.ready.value = false; locked(); },
    unlock() { parts.vault.ready.value = true; },
  };
}

test('after the first page, and it stays until it is answered', () => {
  const { offer, write, saves } = phone();
  assert.equal(offer.isDue.value, false);
  write();
  assert.equal(offer.isDue.value, true);
  offer.shown();
  offer.shown();
  assert.deepEqual([offer.isDue.value, saves], [true, [{ installOffered: true }]]);
  offer.answered();
  assert.equal(offer.isDue.value, false);
});

test('seen counts: not again after a lock, and not on another phone, answered or not', () => {
  const first = phone();
  first.write();
  first.offer.shown();
  first.lock();
  assert.equal(first.offer.isDue.value, false);
  first.unlock();
  assert.equal(first.offer.isDue.value, false);
  assert.equal(phone({ value: first.value, entries: first.entries }).offer.isDue.value, false);
});

test('due and never seen, it is offered at the next unlock', () => {
  const one = phone();
  one.write();
  one.lock();
  assert.equal(one.offer.isDue.value, false);
  one.unlock();
  assert.equal(one.offer.isDue.value, true);
});

test('an app that was put there without the offer is not offered again', () => {
  const one = phone();
  one.install.isInstalled.value = true;
  one.install.way.value = 'none';
  assert.equal(one.value.value.installOffered, true);
  one.install.way.value = 'prompt';
  one.write();
  assert.equal(one.offer.isDue.value, false);
});

test('a browser that has no way, and a full phone, are no error', async () => {
  const none = phone({ way: 'none' });
  none.write();
  assert.equal(none.offer.isDue.value, false);
  const full = phone({ save: () => Promise.reject(new Error('full')) });
  full.write();
  full.offer.shown();
  await null;
  assert.equal(full.offer.isDue.value, true);
});
