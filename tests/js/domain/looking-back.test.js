import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { createLookingBack } from '../../../static/js/domain/days/looking-back.js';

const NOW = new Date(2026, 4, 3, 9).getTime();
const memory = { id: 'm', fields: { kind: 'concern', createdAt: new Date(2025, 4, 3, 9).toISOString() } };

/** @param {Record<string, boolean>} on */
const room = (on) => createLookingBack(/** @type {any} */ ({
  journal: { entries: () => [memory] }, reminders: { due: () => 'a reminder' }, stillTrue: { due: () => 'a question' },
  settings: { value: observable(on) }, clock: { nowMs: () => NOW },
}));

test('each of what Today may bring back has a switch of its own, and a reminder that one set needs none', () => {
  const all = room({ onThisDay: true, stillTrue: true });
  assert.deepEqual([all.reminder(), all.question(), all.memories()], ['a reminder', 'a question', [memory]]);
  const none = room({ onThisDay: false, stillTrue: false });
  assert.deepEqual([none.reminder(), none.question(), none.memories()], ['a reminder', null, []]);
});
