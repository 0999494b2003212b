/** P3: hidden or locked while a passphrase is being stretched, and in one of two tabs. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createAccount } from '../../../static/js/domain/account/account.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { makeQuickWorker } from '../fakes/stretcher.js';

async function locked() {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const made = await alice.register('alice');
  await alice.account.lock();
  return { server, alice, ...made };
}

/** @param {any} account */
function assertShut(account) {
  assert.equal(account.keyring(), null);
  assert.notEqual(account.state.value, 'unlocked');
}

for (const leave of ['hide', 'lock']) {
  test(`${leave} while the passphrase is being stretched: it opens nothing any more`, async () => {
    const { alice } = await locked();
    const unlocking = alice.account.unlock(PASSPHRASE);
    void alice.account[leave]();
    await assert.rejects(unlocking, { code: 'locked' });
    assertShut(alice.account);
    await alice.account.unlock(PASSPHRASE);
    assert.equal(alice.account.state.value, 'unlocked', 'and the next time it does');
  });
}

test('hidden after a wrong passphrase, before the server was asked: it is not asked', async () => {
  const { alice } = await locked();
  const unlocking = alice.account.unlock('not this one');
  alice.account.hide();
  const asked = alice.link.requests.length;
  await assert.rejects(unlocking, { code: 'locked' });
  assert.deepEqual(alice.link.requests.slice(asked).filter((request) => request.includes('/sign-in')), []);
});

test('hidden while signing in: nothing stays on this device, and no session on the server', async () => {
  const { server, accountCode } = await locked();
  server.sessions.clear();
  const other = await openPhone({ server });
  const signingIn = other.account.signIn({ name: 'alice', accountCode, passphrase: PASSPHRASE });
  other.account.hide();
  await assert.rejects(signingIn, { code: 'locked' });
  assertShut(other.account);
  assert.equal(await other.store.meta('device'), null);
  assert.equal(server.sessions.size, 0);
});

test('hidden while it opens by itself: it stays shut, and asks from then on', async () => {
  const { alice } = await locked();
  await alice.account.unlock(PASSPHRASE);
  await alice.account.stayUnlocked(3_600, PASSPHRASE);
  const again = await alice.reopen();
  const opening = again.account.tryStayUnlocked();
  again.account.hide();
  assert.equal(await opening, false);
  assertShut(again.account);
});

test('locked in the very moment in which it opened by itself: no error, and it stays shut', async () => {
  const { alice } = await locked();
  await alice.account.unlock(PASSPHRASE);
  await alice.account.stayUnlocked(3_600, PASSPHRASE);
  const again = await alice.reopen();
  again.link.fault = (_method, path) => {
    if (path === '/session/share') void again.account.lock();
    return null;
  };
  assert.equal(await again.account.tryStayUnlocked(), false);
  assertShut(again.account);
});

test('locked while the share was on its way to the server: neither half is kept', async () => {
  const { server, alice } = await locked();
  await alice.account.unlock(PASSPHRASE);
  alice.link.fault = (method) => {
    if (method === 'PUT') void alice.account.lock();
    return null;
  };
  await assert.rejects(alice.account.stayUnlocked(3_600, PASSPHRASE), { code: 'locked' });
  assert.equal(await alice.store.meta('stay'), null);
  assert.ok([...server.sessions.values()].every(({ share }) => !share));
});

test('locked while staying unlocked was being chosen: it is not chosen', async () => {
  const { alice } = await locked();
  await alice.account.unlock(PASSPHRASE);
  const choosing = alice.account.stayUnlocked(3_600, PASSPHRASE);
  void alice.account.lock();
  await assert.rejects(choosing, { code: 'locked' });
  assert.equal(await alice.store.meta('stay'), null);
});

/** Two tabs of one browser profile. */
async function twoTabs() {
  const { alice } = await locked();
  const tabs = [];
  const said = [];
  for (const at of [0, 1]) {
    const listeners = [];
    const channel = {
      addEventListener: (_type, listener) => void listeners.push(listener),
      postMessage: (data) => {
        said.push(data);
        tabs.filter((_tab, other) => other !== at).forEach((tab) => tab.listeners.forEach((listener) => listener({ data })));
      },
    };
    const account = createAccount({ api: alice.api, store: alice.store, makeWorker: makeQuickWorker, channel });
    await account.start();
    await account.unlock(PASSPHRASE);
    tabs.push({ account, listeners });
  }
  return { one: tabs[0].account, two: tabs[1].account, said };
}

for (const [how, leave] of Object.entries({
  locked: (account) => account.lock(), hidden: (account) => account.hide(), 'signed out': (account) => account.signOut(),
})) {
  test(`${how} in one tab: the other has no keys either`, async () => {
    const { one, two, said } = await twoTabs();
    await leave(one);
    assertShut(two);
    assert.equal(two.state.value, 'locked');
    assert.deepEqual(said, ['locked'], 'said once, and not handed back');
  });
}

test('forgotten in one tab: the other knows of no account', async () => {
  const { one, two } = await twoTabs();
  await one.signOut({ forgetDevice: true });
  assertShut(two);
  assert.deepEqual([two.state.value, two.device.value], ['new', null]);
});

test('locked by itself, because nobody was there: in the other tab somebody may be writing', async () => {
  const { one, two } = await twoTabs();
  await one.lock({ isByItself: true });
  assertShut(one);
  assert.equal(two.state.value, 'unlocked');
});
