import assert from 'node:assert/strict';
import test from 'node:test';
import { KeyringLockedError } from '../../static/js/core/errors.js';
import { observable } from '../../static/js/core/observable.js';
import { AccountLockedError } from '../../static/js/domain/errors.js';
import { followAccount } from '../../static/js/parts.js';
import { unheardIn } from './fakes/unheard.js';

/** What happens between unlock and lock, each step noted; `steps` may replace one. */
function opened(steps = {}) {
  const done = [];
  const note = (name) => () => done.push(name);
  const step = (name) => steps[name] ?? (async () => void done.push(name));
  const state = observable('locked');
  const device = observable({});
  const ready = observable(true);
  followAccount({
    account: { state, device, keyring: () => (state.value === 'unlocked' ? {} : null) },
    vault: { load: step('load'), ready },
    sync: { begin: step('sync') },
    live: { start: note('live'), stop: () => undefined },
    lockTimer: { start: note('timer'), stop: () => undefined },
    lastWords: { settle: step('last words') },
    codeKeeper: { settle: step('code') },
    passkeys: { settle: step('passkeys') },
    signs: { begin: step('signs'), forget: async () => undefined },
    media: { begin: step('media') },
  });
  return { state, device, done, ready };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

test('an unlock opens everything in its order', async () => {
  const { state, done } = opened();
  state.value = 'unlocked';
  await turns();
  assert.deepEqual(done, ['timer', 'load', 'last words', 'sync', 'live', 'signs', 'code', 'passkeys', 'media']);
});

for (const name of ['load', 'last words', 'sync', 'signs', 'code', 'passkeys', 'media']) {
  for (const Locked of [AccountLockedError, KeyringLockedError]) {
    test(`a lock that falls into ${name} is nobody's error (${Locked.name})`, async () => {
      const { state } = opened({ [name]: () => Promise.reject(new Locked()) });
      assert.deepEqual(await unheardIn(() => { state.value = 'unlocked'; }), []);
    });
  }
}

test('a lock while the recovery code is told is nobody\'s error', async () => {
  const { device } = opened({ code: () => Promise.reject(new AccountLockedError()) });
  assert.deepEqual(await unheardIn(() => { device.value = { untoldRecovery: null }; }), []);
});

test('what the last words meet is heard, and keeps nothing from beginning', async () => {
  const fault = new Error('a mistake of ours');
  const { state, done } = opened({ 'last words': () => Promise.reject(fault) });
  assert.deepEqual(await unheardIn(() => { state.value = 'unlocked'; }), [fault]);
  assert.deepEqual(done, ['timer', 'load', 'sync', 'live', 'signs', 'code', 'passkeys', 'media']);
});

test('records that a lock came before are not taken for gone', async () => {
  const { state, done, ready } = opened();
  ready.value = false;
  state.value = 'unlocked';
  await turns();
  assert.deepEqual(done, ['timer', 'load']);
});

test('any other fault of it is heard', async () => {
  const fault = new Error('a mistake of ours');
  const { state } = opened({ code: () => Promise.reject(fault) });
  assert.deepEqual(await unheardIn(() => { state.value = 'unlocked'; }), [fault]);
});
