import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { createToday } from '../../../static/js/domain/today.js';

/** @param {Record<string, any>} now */
function today({ entries = [], outgoing = [], incoming = [], opened = [], state = { kind: 'alone' }, paused = false, kitToKeep = false }) {
  return createToday(/** @type {any} */ ({
    journal: { entries: () => entries }, settings: { value: observable({ paused, kitToKeep }) }, pairing: { state: observable(state) },
    bridge: { outgoing: observable(outgoing), incoming: observable(incoming), opened: observable(opened) },
  })).items();
}
const OFFER = { id: 'o', state: 'offered', answer: null };

test('alone there is one thing: to write, and inviting is not pushed', () => {
  assert.deepEqual(today({}).map(({ kind, text }) => [kind, text]), [['write', 'Write down what weighs on you. Only you can read it.']]);
  assert.equal(today({ entries: [1] })[0].text, 'How are you two today? Two taps are enough.');
});

test('there are never more than three things, and the last is always one’s own', () => {
  const items = today({
    outgoing: [{ id: 'a', askRelease: true }, { id: 'b', askRelease: false }], opened: [{ id: 'c', myTurn: true }, { id: 'd', myTurn: false }],
    incoming: [OFFER], state: { kind: 'paired', numberCompared: false },
  });
  assert.deepEqual(items.map(({ kind }) => kind), ['ready', 'turn', 'write']);
});

test('an offer that came is there until it is answered, and not after a not now', () => {
  assert.deepEqual(today({ incoming: [OFFER] })[0], { kind: 'incoming', text: 'Your partner has something to tell you.', action: { screen: 'offer', id: 'o' } });
  assert.deepEqual(today({ incoming: [{ ...OFFER, answer: 'not-now' }, { ...OFFER, state: 'ready' }] }).map(({ kind }) => kind), ['write']);
});

test('the number waits to be compared, once', () => {
  assert.deepEqual(today({ state: { kind: 'paired', numberCompared: false } }).map(({ kind }) => kind), ['number', 'write']);
  assert.deepEqual(today({ state: { kind: 'paired', numberCompared: true } }).map(({ kind }) => kind), ['write']);
});

test('paused is quiet, and a stop is said before all else', () => {
  assert.deepEqual(today({ incoming: [OFFER], paused: true }).map(({ kind }) => kind), ['write']);
  assert.deepEqual(today({ incoming: [OFFER], state: { kind: 'stopped' } }).map(({ kind }) => kind), ['stopped', 'write']);
});

test('a kit that was never confirmed is asked for before all that is shared, and also while paused', () => {
  assert.deepEqual(today({ kitToKeep: true, incoming: [OFFER], outgoing: [{ id: 'a', askRelease: true }] }).map(({ kind }) => kind), ['kit', 'ready', 'write']);
  assert.deepEqual(today({ kitToKeep: true, paused: true }).map(({ kind, action }) => [kind, action.screen]), [['kit', 'settings-kit'], ['write', 'write']]);
});
