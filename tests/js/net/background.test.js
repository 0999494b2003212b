import assert from 'node:assert/strict';
import test from 'node:test';
import { createBackground } from '../../../static/js/net/background.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('where there is Background Sync the worker is asked to be woken', async () => {
  const tags = [];
  createBackground({ serviceWorker: { ready: Promise.resolve({ sync: { register: async (tag) => void tags.push(tag) } }) } }).ask();
  await settled();
  assert.deepEqual(tags, ['outbox']);
});

test('a refusal, a browser without it or without workers are no errors', async () => {
  const refused = { sync: { register: () => Promise.reject(new Error('NotAllowedError')) } };
  for (const serviceWorker of [undefined, { ready: Promise.resolve({}) }, { ready: Promise.resolve(refused) }]) createBackground({ serviceWorker }).ask();
  await settled();
});
