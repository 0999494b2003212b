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
  const live = createLive({ EventSource, onMoved: () => { moved += 1; }, page, timers, clock, random: () => 1 });
  const lookAgain = () => focus.forEach((listener) => listener());
  return { live, timers, clock, focus, lookAgain, moved: () => moved };
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
  for (const waitMs of [6_000, 12_000, 24_000, 48_000, 60_000, 60_000]) {
    const before = made.length;
    made[made.length - 1].dispatchEvent(new Event('error'));
    timers.advance(waitMs - 1);
    assert.equal(made.length, before, `${waitMs}`);
    timers.advance(1);
    assert.equal(made.length, before + 1);
  }
  made[made.length - 1].dispatchEvent(new Event('open'));
  made[made.length - 1].dispatchEvent(new Event('error'));
  timers.advance(6_000);
  assert.equal(made.length, 8);
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

test('by itself it waits between a tenth and the whole of the time', () => {
  const clock = fixedClock(0);
  const timers = createFakeTimers(clock);
  const [made, EventSource] = fakeStreams();
  const live = createLive({ EventSource, onMoved: () => undefined, page: { isVisible: () => false, onFocus: () => () => undefined }, timers, clock });
  live.start();
  made[0].dispatchEvent(new Event('error'));
  timers.advance(599);
  assert.equal(made.length, 1);
  timers.advance(5_401);
  assert.equal(made.length, 2);
});

test('a restart of the server spreads those who come again', () => {
  const clock = fixedClock(0);
  const timers = createFakeTimers(clock);
  const [made, EventSource] = fakeStreams();
  const phones = Array.from({ length: 100 }, (_, at) => createLive({
    EventSource, onMoved: () => undefined, page: { isVisible: () => false, onFocus: () => () => undefined }, timers, clock, random: () => at / 100,
  }));
  for (const phone of phones) phone.start();
  for (const stream of [...made]) stream.dispatchEvent(new Event('error'));
  let most = 0;
  for (let second = 0; second < 6; second += 1) {
    const before = made.length;
    timers.advance(1_000);
    most = Math.max(most, made.length - before);
  }
  assert.equal(made.length, 200);
  assert.ok(most <= 20, `${most} in one second`);
});

test('a line that fell silent is given up and opened again', () => {
  const [made, EventSource] = fakeStreams();
  const { live, timers } = setUp({ EventSource });
  live.start();
  made[0].dispatchEvent(new Event('open'));
  for (const waitMs of [25_000, 25_000, 25_000]) {
    timers.advance(waitMs);
    made[0].dispatchEvent(new Event('here'));
  }
  assert.equal(made.length, 1, 'while it says that it stands');
  timers.advance(75_000);
  timers.advance(6_000);
  assert.equal(made[0].closed, true);
  assert.equal(made.length, 2);
  live.stop();
});

test('after sleep, and when the network is back, it comes again at once', () => {
  const [made, EventSource] = fakeStreams();
  const { live, timers, clock, lookAgain, moved } = setUp({ EventSource });
  live.start();
  made[0].dispatchEvent(new Event('open'));
  lookAgain();
  assert.equal(made.length, 1, 'a line that stands is kept');
  clock.advanceMs(8 * 3600_000); // no timer ran in between
  lookAgain();
  assert.equal(made[0].closed, true);
  assert.equal(made.length, 2);
  made[1].dispatchEvent(new Event('error'));
  lookAgain();
  assert.equal(made.length, 3, 'not after the back-off');
  assert.equal(moved(), 4);
  timers.advance(6_000);
  assert.equal(made.length, 3, 'and not once more');
  live.stop();
});
