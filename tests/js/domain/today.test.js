import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { createToday } from '../../../static/js/domain/today.js';

/** @param {Record<string, any>} now */
function today({ entries = [], outgoing = [], incoming = [], opened = [], togethers = [], matches = [], state = { kind: 'alone' }, paused = false, kitToKeep = false, moments = [], own = undefined }) {
  return createToday(/** @type {any} */ ({
    own, journal: { isEmpty: () => entries.length === 0 }, settings: { value: observable({ paused, kitToKeep }) }, pairing: { state: observable(state) }, moments: { list: () => moments },
    togethers: { all: observable(togethers) },
    bridge: { outgoing: observable(outgoing), incoming: observable(incoming), opened: observable(opened) }, echo: { matches: () => matches },
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

test('the hour before a moment comes first of all, a proposal after what is under way, and what needs nothing not at all', () => {
  const moments = [{ id: 'a', phase: 'asked' }, { id: 'b', phase: 'calm' }, { id: 'c', phase: 'agreed' }, { id: 'd', phase: 'aside' }];
  assert.deepEqual(today({ moments, incoming: [OFFER] }).map(({ kind, action }) => [kind, action.id]), [['moment', 'b'], ['incoming', 'o'], ['write', undefined]]);
  assert.deepEqual(today({ moments }).map(({ text }) => text).slice(0, 2), ['Are you calm enough?', 'Your partner proposes a time to talk.']);
  assert.deepEqual(today({ moments, paused: true }).map(({ kind }) => kind), ['write']);
});

test('a together is there while something of it is mine to do, and never because of what the other did alone', () => {
  const one = { id: 't', state: 'open', byMe: false, isLocked: false, isPutOff: false, saidNow: false };
  const kindOf = (/** @type {any} */ change) => today({ togethers: [{ ...one, ...change }] })[0].kind;
  assert.deepEqual(today({ togethers: [one] })[0], { kind: 'together', text: 'Shall we open ours at the same moment?', action: { screen: 'together', id: 't' } });
  for (const change of [{ byMe: true }, { isLocked: true }, { isPutOff: true }, { state: 'both-locked', saidNow: true }, { state: 'opened' }, { state: 'refused' }]) assert.equal(kindOf(change), 'write');
  assert.equal(kindOf({ state: 'both-locked', isLocked: true }), 'together');
});

test('of what both would talk about there is one line, without the topic, after what the other has to tell', () => {
  const items = today({ incoming: [OFFER], matches: ['sex', 'money'], state: { kind: 'paired', numberCompared: true } });
  assert.deepEqual(items.map(({ kind, action }) => [kind, action.screen]), [['incoming', 'offer'], ['echo', 'echo'], ['write', 'write']]);
  assert.deepEqual(items[1].text, 'There is something that you would both talk about.');
  assert.deepEqual(today({ matches: ['sex'], paused: true }).map(({ kind }) => kind), ['write']);
});

const OWN = { reminder: () => ({ id: 'r', text: 'Ring them' }), question: () => ({ id: 'q' }), memories: () => [1] };

test('of one’s own pages one thing comes back at most, after all else, and a reminder stands before it', () => {
  assert.deepEqual(today({ own: OWN }).map(({ kind, action: { id } }) => [kind, id]), [['reminder', 'r'], ['still-true', 'q'], ['write', undefined]]);
  assert.deepEqual(today({ own: { ...OWN, reminder: () => null, question: () => null } }).map(({ kind }) => kind), ['on-this-day', 'write']);
  assert.deepEqual(today({ own: OWN, incoming: [OFFER] }).map(({ kind }) => kind), ['reminder', 'incoming', 'write']);
  assert.deepEqual(today({ own: OWN, incoming: [OFFER], paused: true }).map(({ kind }) => kind), ['reminder', 'still-true', 'write'], 'a pause is of what is shared');
});

test('the same words stand there once', () => {
  const opened = [{ id: 'a', myTurn: true }, { id: 'b', myTurn: true }];
  assert.deepEqual(today({ opened, incoming: [OFFER] }).map(({ kind, action }) => [kind, action.id]), [['turn', 'a'], ['incoming', 'o'], ['write', undefined]]);
});
