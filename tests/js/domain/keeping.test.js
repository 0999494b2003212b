import assert from 'node:assert/strict';
import test from 'node:test';
import { createKeeping } from '../../../static/js/domain/keeping.js';

function setUp({ persisted = false, persist = async () => true, meta = new Map(), storage = { persisted: async () => persisted, persist } } = {}) {
  const entries = [];
  let wrote = () => undefined;
  const store = { meta: async (key) => meta.get(key) ?? null, setMeta: async (key, value) => void meta.set(key, value) };
  createKeeping({ storage, store, vault: { onWrite: (listener) => { wrote = listener; } }, journal: { isEmpty: () => entries.length === 0 } });
  return {
    meta,
    async write(isEntry) {
      if (isEntry) entries.push({});
      wrote();
      for (let turn = 0; turn < 5; turn += 1) await null;
    },
  };
}

test('asked after the first page, once, also after a reload', async () => {
  let asked = 0;
  const persist = async () => { asked += 1; return false; };
  const phone = setUp({ persist });
  await phone.write(false);
  assert.equal(asked, 0, 'settings are no page');
  await phone.write(true);
  await phone.write(true);
  assert.equal(asked, 1);
  await setUp({ persist, meta: phone.meta }).write(true);
  assert.equal(asked, 1);
});

test('where it is kept already, nobody is asked', async () => {
  await setUp({ persisted: true, persist: () => assert.fail() }).write(true);
});

test('a browser that refuses or cannot is no error', async () => {
  await setUp({ persist: () => Promise.reject(new TypeError('private window')) }).write(true);
  await setUp({ storage: undefined }).write(true);
  await setUp({ storage: {} }).write(true);
});
