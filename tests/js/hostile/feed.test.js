/** M2, M3, M4, from the browser's side: a server that swaps, rolls back or leaves out is stopped, said, and nothing is deleted. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { createFakeServer } from '../fakes/server.js';
import { openPhone } from '../fakes/phone.js';

async function setUp() {
  const server = createFakeServer();
  const one = await openPhone({ server });
  const { accountCode } = await one.register('alice');
  const ids = [];
  for (let n = 0; n < 3; n += 1) ids.push(await one.vault.put({ type: 'entry', happened: `text ${n}` }));
  await one.sync.now();
  const account = [...server.users.values()][0];
  const two = await openPhone({ server });
  return { server, one, two, ids, account, accountCode };
}

const onFeed = (change) => (request, answer) => (request.method === 'GET' && request.path.startsWith('/feed') && answer.frames
  ? { ...answer, frames: change(structuredClone(answer.frames)) } : answer);

/** Stopped, in words, and all that was here is still here. */
function assertStopped(phone, ids) {
  assert.equal(phone.sync.status.value.state, 'stopped');
  assert.match(phone.sync.status.value.problem, /does not fit your account/);
  for (const id of ids) assert.ok(phone.vault.get(id), 'nothing is deleted');
}

const FLAWS = {
  'M4: a record is left out': (frames) => frames.slice(1),
  'M4: the manifest is left out': (frames) => {
    const head = frames.at(-1).seq;
    const left = frames.filter(({ type }) => type !== 2);
    left.at(-1).seq = head;
    return left;
  },
  'M4: the last of a page is left out': (frames) => frames.slice(0, -1),
  'M2: two come in the wrong order': ([first, second, ...rest]) => [second, first, ...rest],
  'M2: an older copy stands behind a newer one': (frames) => [frames[0], { ...frames[0] }, ...frames.slice(1)],
  'M3: two records are exchanged': (frames) => {
    [frames[0].parts, frames[1].parts] = [frames[1].parts, frames[0].parts];
    return frames;
  },
  'M3: a record is relabelled': (frames) => {
    frames[0].revision += 1;
    return frames;
  },
  'M3: a record is changed': (frames) => {
    frames[0].parts[0][300] ^= 1;
    return frames;
  },
  'M3: a wrap is changed': (frames) => {
    frames[0].parts[1][30] ^= 1;
    return frames;
  },
  'M3: a record has parts too many': (frames) => {
    frames[0].parts.push(new Uint8Array(1));
    return frames;
  },
  'M2: the manifest is changed': (frames) => {
    frames.find(({ type }) => type === 2).parts[0][300] ^= 1;
    return frames;
  },
  'M2: the manifest is another record': (frames) => {
    frames.find(({ type }) => type === 2).id[0] ^= 1;
    return frames;
  },
  'an item that is none': (frames) => {
    frames[0].type = 8;
    return frames;
  },
  'a frame that has no place in a feed': (frames) => {
    frames[0].type = 20;
    return frames;
  },
  'a frame from before the cursor': (frames) => {
    frames[0].seq = 0;
    return frames;
  },
};

for (const [what, change] of Object.entries(FLAWS)) {
  test(`${what}: a new device stops and says so`, async () => {
    const { server, two, accountCode } = await setUp();
    server.tamper = onFeed(change);
    await two.signIn('alice', accountCode);
    assertStopped(two, []);
  });
}

test('M2: the whole account rolled back is noticed, nothing is taken over and nothing is sent', async () => {
  const { one, account, ids } = await setUp();
  const before = new Map(account.feed);
  await one.vault.patch(ids[0], { happened: 'later' });
  await one.sync.now();
  account.feed = before;
  account.head = Math.max(...[...before.values()].map(({ seq }) => seq));
  const mine = await one.vault.put({ type: 'entry', happened: 'unsent' });
  await one.sync.now();
  assertStopped(one, [...ids, mine]);
  assert.equal(one.vault.get(ids[0]).fields.happened, 'later');
  assert.equal(one.vault.get(mine).unsent, true);
  one.link.requests.length = 0;
  await one.vault.patch(mine, { happened: 'still here' });
  assert.deepEqual(one.link.requests, [], 'a stopped sync sends nothing by itself');
});

test('M2: old records under new numbers are refused', async () => {
  const { one, account, ids } = await setUp();
  const old = structuredClone([...account.feed.values()]);
  await one.vault.patch(ids[0], { happened: 'later' });
  await one.sync.now();
  for (const frame of old) {
    account.head += 1;
    account.feed.set(`${frame.type}:old`, { ...frame, seq: account.head });
    await one.sync.now();
    account.feed.delete(`${frame.type}:old`);
  }
  assertStopped(one, ids);
  assert.equal(one.vault.get(ids[0]).fields.happened, 'later');
});

test('M3: another text under the same revision is refused', async () => {
  const { server, one, two, account, ids, accountCode } = await setUp();
  await two.signIn('alice', accountCode);
  two.link.offline = true;
  const fork = structuredClone(account);
  await one.vault.patch(ids[0], { happened: 'here' });
  await one.sync.now();
  const here = account.feed.get(`1:${ids[0]}`);
  Object.assign(account, { feed: fork.feed, head: fork.head, pushes: new Map() });
  two.link.offline = false;
  await two.vault.patch(ids[0], { happened: 'there' });
  await two.sync.now();
  assert.equal(account.feed.get(`1:${ids[0]}`).revision, here.revision);
  account.head += 50;
  for (const frame of account.feed.values()) frame.seq += 50;
  await one.sync.now();
  assertStopped(one, ids);
  assert.equal(one.vault.get(ids[0]).fields.happened, 'here');
  assert.ok(server);
});

test('an empty answer deletes nothing', async () => {
  const { one, ids, account } = await setUp();
  account.feed.clear();
  await one.sync.now();
  for (const id of ids) assert.ok(one.vault.get(id));
  const again = await one.reopen();
  await again.unlock();
  assert.equal(again.vault.all('entry').length, 3);
});

test('cursors that go back, stand still or are none are refused', async () => {
  for (const headers of [{ 'CB-Cursor': '1', 'CB-More': '0' }, { 'CB-Cursor': 'x' }, {}, { 'CB-Cursor': '99999999', 'CB-More': '1' }]) {
    const { server, one, ids } = await setUp();
    server.tamper = (request, answer) => (request.path.startsWith('/feed?') ? { status: 204, headers } : answer);
    await one.sync.now();
    assertStopped(one, ids);
  }
});

test('a body that is no frames is refused; a conflict without a reason too', async () => {
  const { server, one, ids } = await setUp();
  server.tamper = (request, answer) => (request.path.startsWith('/feed?') ? { status: 200, json: {}, headers: { 'Content-Type': 'application/vnd.couplebridge.frames' } } : answer);
  await one.sync.now();
  assertStopped(one, ids);
  server.tamper = (request, answer) => (request.path === '/feed' ? { status: 409, json: { code: 'conflict' }, headers: { 'Content-Type': 'application/problem+json' } } : answer);
  one.link.fault = (method) => (method === 'POST' ? null : null);
  await one.sync.now();
  await one.vault.patch(ids[0], { happened: 'mine' });
  await one.sync.now();
  await one.sync.now();
  assert.equal(one.vault.get(ids[0]).fields.happened, 'mine');
});

test('an answer to a push that does not add up is refused', async () => {
  const { server, one, ids } = await setUp();
  server.tamper = (request, answer) => (request.path === '/feed' ? { status: 200, json: { first: 1, head: 1 } } : answer);
  await one.vault.patch(ids[0], { happened: 'mine' });
  await one.sync.now();
  server.tamper = (request, answer) => (request.path === '/feed' ? { status: 200, json: null } : answer);
  await one.vault.patch(ids[0], { happened: 'mine again' });
  await one.sync.now();
  assert.equal(one.vault.get(ids[0]).fields.happened, 'mine again');
});

test('after a stop, a state that fits again is taken up', async () => {
  const { server, two, accountCode, ids } = await setUp();
  server.tamper = onFeed(FLAWS['M3: a record is changed']);
  await two.signIn('alice', accountCode);
  assert.equal(two.sync.status.value.state, 'stopped');
  server.tamper = null;
  await two.sync.now();
  assert.equal(two.sync.status.value.state, 'idle');
  assert.ok(ids.every((id) => two.vault.get(id)));
});
