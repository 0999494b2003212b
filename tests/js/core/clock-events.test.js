import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fixedClock, systemClock } from '../../../static/js/core/clock.js';
import { createEmitter } from '../../../static/js/core/events.js';

test('the system clock reads the wall in milliseconds', () => {
  const [before, now, after] = [Date.now(), systemClock.nowMs(), Date.now()];
  assert.ok(before <= now && now <= after);
});

test('a fixed clock moves only when told', () => {
  const clock = fixedClock(1000);
  assert.equal(clock.nowMs(), 1000);
  clock.advanceMs(5);
  assert.equal(clock.nowMs(), 1005);
});

test('listeners hear their own name in order, until they stop', () => {
  const emitter = createEmitter();
  const heard = [];
  const stop = emitter.on('lock', (payload) => heard.push(['first', payload]));
  emitter.on('lock', (payload) => heard.push(['second', payload]));
  emitter.emit('unlock', 0);
  emitter.emit('lock', 1);
  stop();
  emitter.emit('lock', 2);
  assert.deepEqual(heard, [['first', 1], ['second', 1], ['second', 2]]);
});

test('a broken listener neither silences the others nor stays silent', () => {
  const emitter = createEmitter();
  const problem = new Error('broken');
  let heard = 0;
  emitter.on('lock', () => { throw problem; });
  emitter.on('lock', () => (heard += 1));
  assert.throws(() => emitter.emit('lock'), (error) => error.errors[0] === problem && /lock/.test(error.message));
  assert.equal(heard, 1);
});

test('a listener may stop itself while it is called', () => {
  const emitter = createEmitter();
  const heard = [];
  const stop = emitter.on('x', () => { heard.push(1); stop(); });
  emitter.on('x', () => heard.push(2));
  emitter.emit('x');
  emitter.emit('x');
  assert.deepEqual(heard, [1, 2, 2]);
});
