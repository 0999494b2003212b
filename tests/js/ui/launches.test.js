import assert from 'node:assert/strict';
import test from 'node:test';
import { followLaunches } from '../../../static/js/ui/launches.js';
import { linkOf } from '../../../static/js/ui/router.js';

const url = (text) => new URL(text, 'https://app.test');

test('a shortcut leads to one of three places, and nothing else does', () => {
  for (const place of ['write', 'bridge', 'path']) assert.deepEqual(linkOf(url(`/#${place}`)), { kind: 'place', fragment: place });
  for (const other of ['/', '/#settings', '/#write/x', '/write', '/x#write', '/join', '/join#']) assert.equal(linkOf(url(other)), null, other);
  assert.deepEqual(linkOf(url('/join#abc')), { kind: 'join', fragment: 'abc' });
});

function launched(first) {
  const told = [];
  let consumer = null;
  followLaunches({ setConsumer: (given) => { consumer = given; } }, { first, onLink: (link) => told.push(link.fragment) });
  return { told, launch: (text) => consumer({ targetURL: text && String(url(text)) }) };
}

test('the page is told of what it was opened with as well, and does not do it twice', () => {
  const { told, launch } = launched({ kind: 'place', fragment: 'write' });
  launch('/#write');
  assert.deepEqual(told, []);
  launch('/#write');
  launch('/#path');
  launch('/');
  launch(null);
  assert.deepEqual(told, ['write', 'path']);
});

test('opened plainly first, and where there is no such queue', () => {
  const { told, launch } = launched(null);
  launch('/');
  launch('/join#abc');
  assert.deepEqual(told, ['abc']);
  followLaunches(undefined, { first: null, onLink: () => assert.fail() });
});
