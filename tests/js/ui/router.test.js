import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRouter, takeLink } from '../../../static/js/ui/router.js';
import { parseLink, parseShared } from '../../../static/js/ui/link.js';

/** A browser's history, whose traversals arrive later, as real ones do. */
function fakePage() {
  let entries = [{ state: null, url: '/join#secret' }];
  let at = 0;
  let listener = () => {};
  let number = 0;
  const waiting = [];
  return {
    entries: () => entries,
    position: () => at,
    settle() {
      for (const run of waiting.splice(0)) run();
    },
    travel(steps) {
      at = Math.max(0, Math.min(entries.length - 1, at + steps));
      listener({ state: entries[at].state });
    },
    page: {
      history: {
        get state() {
          return entries[at].state;
        },
        pushState(state, _title, url) {
          entries = [...entries.slice(0, at + 1), { state, url }];
          at += 1;
        },
        replaceState(state, _title, url) {
          entries[at] = { state, url };
        },
        go(steps) {
          waiting.push(() => this.travelled(steps));
        },
        back() {
          this.go(-1);
        },
        travelled(steps) {
          at = Math.max(0, Math.min(entries.length - 1, at + steps));
          listener({ state: entries[at].state });
        },
      },
      scrollY: () => 0,
      onPop: (given) => {
        listener = given;
      },
      now: () => (number += 1),
    },
  };
}

test('every entry has the same address, and a state of numbers alone', () => {
  const { page, entries } = fakePage();
  const router = createRouter('today', page);
  router.go('entry', { id: 'canary' });
  router.go('history', { id: 'canary' });
  assert.deepEqual(new Set(entries().map(({ url }) => url)), new Set(['/']));
  assert.ok(entries().every(({ state }) => Object.values(state).every(Number.isFinite)));
});

test('back leads to the screen before, and forward to the one after', () => {
  const { page, travel } = fakePage();
  const router = createRouter('today', page);
  router.go('mine');
  router.go('entry', { id: 'a' });
  travel(-1);
  assert.equal(router.current.value.screen, 'mine');
  travel(1);
  assert.deepEqual(router.current.value.params, { id: 'a' });
});

test('back closes what lies over the screen, the screen stays, and the next back leaves it', () => {
  const { page, travel, position } = fakePage();
  const router = createRouter('today', page);
  router.go('mine');
  router.go('entry', { id: 'a' });
  let closed = 0;
  const isClosed = router.overScreen(() => (closed += 1));
  travel(-1);
  assert.equal(closed, 1);
  assert.equal(router.current.value.screen, 'entry');
  assert.equal(position(), 2);
  isClosed();
  travel(-1);
  assert.equal(router.current.value.screen, 'mine');
  assert.equal(closed, 1);
});

test('a screen that goes back by itself is left, whatever still lies over it', () => {
  const { page, settle } = fakePage();
  const router = createRouter('today', page);
  router.go('entry', { id: 'a' });
  router.overScreen(() => assert.fail('nobody pressed back'));
  router.back();
  settle();
  assert.equal(router.current.value.screen, 'today');
});

test('after a reset nothing that was open can be reached, by back or by forward', () => {
  const { page, settle, travel } = fakePage();
  const router = createRouter('today', page);
  router.go('mine');
  router.go('entry', { id: 'canary' });
  router.reset('lock');
  settle();
  for (const steps of [1, 1, -1, -1]) {
    travel(steps);
    assert.equal(router.current.value.screen, 'lock');
  }
});

test('a screen shown while the way back is still being walked is behind one step of back afterwards', () => {
  const { page, settle, travel, position } = fakePage();
  const router = createRouter('welcome', page);
  router.go('sign-in');
  router.go('sign-in-recovery');
  router.reset('today');
  router.go('settings-passphrase');
  settle();
  assert.equal(router.current.value.screen, 'settings-passphrase');
  assert.equal(position(), 1);
  travel(-1);
  assert.equal(router.current.value.screen, 'today');
});

test('an entry from before a reload leads to the first screen and becomes it', () => {
  const { page, travel } = fakePage();
  createRouter('today', page).go('mine');
  const router = createRouter('lock', page);
  router.go('safety');
  travel(-2);
  assert.equal(router.current.value.screen, 'lock');
});

test('a link is taken out of the address before anything else, and only one of ours is read', () => {
  const urls = [];
  const history = { replaceState: (_state, _title, url) => urls.push(url) };
  assert.deepEqual(takeLink({ location: { pathname: '/join', hash: '#AbC-_1' }, history }), { kind: 'join', fragment: 'AbC-_1' });
  assert.equal(takeLink({ location: { pathname: '/other', hash: '#AbC' }, history }), null);
  assert.equal(takeLink({ location: { pathname: '/', hash: '' }, history }), null);
  assert.deepEqual(urls, ['/', '/']);
});

test('a pasted link is read with spaces round it, and anything else is not', () => {
  assert.deepEqual(parseLink('  https://bridge.example/add#AQID \n'), { kind: 'add', fragment: 'AQID' });
  assert.equal(parseLink('https://bridge.example/add'), null);
  assert.equal(parseLink('https://bridge.example/join#AB<script>'), null);
});

test('what another app shared is read from behind the #, and anything else is nothing', () => {
  const shared = { title: 'Ada & co', text: 'é', url: 'https://x.org/?a=1#b' };
  assert.deepEqual(parseShared(encodeURIComponent(JSON.stringify(shared))), shared);
  for (const wrong of ['%', '{}', 'null', encodeURIComponent('{"title":1,"text":"","url":""}')]) assert.equal(parseShared(wrong), null, wrong);
});

test('the address of a page to read is taken out of the address, with its number alone', () => {
  const seen = [];
  const history = { replaceState: (_state, _title, url) => seen.push(url) };
  assert.deepEqual(takeLink({ location: { pathname: '/read/7', hash: '' }, history }), { kind: 'read', fragment: '7' });
  assert.deepEqual(takeLink({ location: { pathname: '/read', hash: '' }, history }), { kind: 'read', fragment: '' });
  for (const pathname of ['/read/cost', '/read/7/8', '/reading', '/read/1234', '/read/']) {
    assert.equal(takeLink({ location: { pathname, hash: '' }, history }), null, pathname);
  }
  assert.deepEqual(new Set(seen), new Set(['/']));
});
