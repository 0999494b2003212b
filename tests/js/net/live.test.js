import assert from 'node:assert/strict';
import test from 'node:test';
import { fixedClock } from '../../../static/js/core/clock.js';
import { createLive } from '../../../static/js/net/live.js';
import { createFakeTimers } from '../fakes/timers.js';

function setUp({ EventSource, visible = true } = {}) {
  const clock = fixedClock(0);
  const timers = createFakeTimers(clock);
  const focus = new Set();
  let moved = 0;
  const page = {
    isVisible: () => visible,
    onFocus: (listener) => (focus.add(listener), () => focus.delete(listener)),
  };
  const live = createLive({ EventSource, onMoved: () => { moved += 1; }, page, timers, random: () => 1 });
  return { live, timers, focus, moved: () => moved };
}

function fakeStreams() {
  const made = [];
  return [made, class extends EventTarget {
    constructor(url) {
      super();
      this.url = url;
      made.push(this);
    }

    close() {
      this.closed = true;
    }
  }];
}

test('the stream tells that something moved, and once more after it opened', () => {
  const [made, EventSource] = fakeStreams();
  const { live, moved, timers } = setUp({ EventSource });
  live.start();
  assert.equal(made[0].url, '/api/live');
  made[0].dispatchEvent(new Event('open'));
  made[0].dispatchEvent(new Event('moved'));
  assert.equal(moved(), 2);
  timers.advance(30_000);
  assert.equal(moved(), 2, 'an open stream needs no asking');
  live.stop();
  assert.equal(made[0].closed, true);
  assert.equal(timers.count(), 0);
});

test('a failing stream is opened again after longer and longer waits, at most a minute', () => {
  const [made, EventSource] = fakeStreams();
  const { live, timers } = setUp({ EventSource });
  live.start();
  for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    const before = made.length;
    made[made.length - 1].dispatchEvent(new Event('error'));
    timers.advance(waitMs - 1);
    assert.equal(made.length, before, `${waitMs}`);
    timers.advance(1);
    assert.equal(made.length, before + 1);
  }
  made[made.length - 1].dispatchEvent(new Event('open'));
  made[made.length - 1].dispatchEvent(new Event('error'));
  timers.advance(1_000);
  assert.equal(made.length, 10);
  live.stop();
});

test('without a stream it asks every half minute while looked at, and on focus', () => {
  const seen = setUp();
  seen.live.start();
  seen.timers.advance(30_000);
  seen.timers.advance(30_000);
  assert.equal(seen.moved(), 2);
  for (const listener of seen.focus) listener();
  assert.equal(seen.moved(), 3);
  seen.live.stop();
  assert.equal(seen.focus.size, 0);
  const hidden = setUp({ visible: false });
  hidden.live.start();
  hidden.timers.advance(30_000);
  assert.equal(hidden.moved(), 0);
});

test('by itself it waits between half and the whole of the time', () => {
  const clock = fixedClock(0);
  const timers = createFakeTimers(clock);
  const [made, EventSource] = fakeStreams();
  const live = createLive({ EventSource, onMoved: () => undefined, page: { isVisible: () => false, onFocus: () => () => undefined }, timers });
  live.start();
  made[0].dispatchEvent(new Event('error'));
  timers.advance(499);
  assert.equal(made.length, 1);
  timers.advance(501);
  assert.equal(made.length, 2);
});
