import assert from 'node:assert/strict';
import test from 'node:test';
import { encodeCode } from '../../../static/js/core/ids.js';
import { utf8 } from '../../../static/js/core/bytes.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

async function registered(wish) {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const made = await alice.register('Alice', wish);
  return { server, alice, ...made };
}

test('a new account is open at once, and the server saw neither name nor passphrase', async () => {
  const steps = [];
  const server = createFakeServer();
  const alice = await openPhone({ server });
  assert.equal(alice.account.state.value, 'new');
  const { accountCode, recoveryCode, isLight } = await alice.register('Alice', { withRecovery: true, onProgress: (step) => steps.push(step) });
  assert.deepEqual([accountCode.length, recoveryCode.length, isLight], [16, 16, false]);
  assert.deepEqual(steps, ['stretching', 'sealing', 'sending']);
  assert.equal(alice.account.state.value, 'unlocked');
  assert.equal(alice.account.opensWith(), 'passphrase');
  const bodies = server.log.join('');
  assert.ok(!bodies.toLowerCase().includes('alice') && !bodies.includes(PASSPHRASE));
});

test('it unlocks without a network, and the session is renewed when there is one', async () => {
  const { server, alice } = await registered();
  await alice.account.lock();
  assert.equal(alice.account.keyring(), null);
  server.sessions.clear();
  alice.link.offline = true;
  const again = await alice.reopen();
  assert.equal(again.account.state.value, 'locked');
  await again.account.unlock(PASSPHRASE);
  assert.equal(await again.account.session.ensure(), false);
  assert.equal(again.account.state.value, 'unlocked');
  again.link.offline = false;
  assert.equal(await again.account.session.ensure(), true);
  assert.equal(again.account.session.state.value, 'signed-in');
  assert.equal(await again.account.session.ensure(), true);
});

test('a wrong passphrase opens nothing, with a network or without', async () => {
  const { alice } = await registered();
  await alice.account.lock();
  await assert.rejects(alice.account.unlock('wrong'), { code: 'wrong-passphrase' });
  alice.link.offline = true;
  await assert.rejects(alice.account.unlock('wrong'), { code: 'wrong-passphrase' });
  assert.equal(alice.account.state.value, 'locked');
});

test('a locked account has told everyone, and has no keys', async () => {
  const { alice } = await registered();
  let told = 0;
  alice.account.onLock(() => { told += 1; });
  const keyring = alice.account.keyring();
  const promise = alice.account.lock();
  assert.equal(told, 1);
  assert.ok(keyring.isLocked);
  await promise;
  await alice.account.lock();
});

test('hide does not wait: keys are gone when it returns, also without a network', async () => {
  const { server, alice } = await registered();
  alice.account.hide();
  assert.equal(alice.account.keyring(), null);
  await alice.account.unlock(PASSPHRASE);
  await alice.account.session.ensure();
  assert.equal(server.sessions.size, 1, 'the old session was ended behind it');
  alice.link.offline = true;
  alice.account.hide();
  assert.equal(alice.account.state.value, 'locked');
});

test('a second device needs name, account code and passphrase; a wrong one of them is one and the same', async () => {
  const { server, accountCode, alice } = await registered();
  const second = await openPhone({ server });
  const right = { name: ' ALICE', accountCode, passphrase: PASSPHRASE };
  for (const wrong of [{ name: 'bob' }, { accountCode: new Uint8Array(16) }, { passphrase: 'other' }]) {
    await assert.rejects(second.account.signIn({ ...right, ...wrong }), { code: 'sign-in-refused' });
  }
  await second.account.signIn(right);
  assert.equal(second.account.state.value, 'unlocked');
  const sessions = await alice.account.sessions();
  assert.deepEqual(sessions.map((session) => [session.current, session.new]), [[true, false], [false, true]]);
  await alice.account.acknowledgeSessions();
  await alice.account.endSession(sessions[1].id);
  assert.equal((await alice.account.sessions()).length, 1);
});

test('the recovery code opens alone; what it cannot do without the account code is said', async () => {
  const { server, recoveryCode, accountCode } = await registered({ withRecovery: true });
  const other = await openPhone({ server });
  const typed = encodeCode(recoveryCode).toLowerCase();
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: typed });
  assert.equal(other.account.state.value, 'unlocked');
  await assert.rejects(other.account.changePassphrase(typed, 'x'), { code: 'no-account-code' });
  await other.account.lock();
  await assert.rejects(other.account.unlock('not a code'), { code: 'wrong-passphrase' });
  await other.account.unlock(typed);
  await other.account.session.ensure();
  await other.account.prove(typed);
  await other.account.adoptTold({ accountCode });
  await other.account.changePassphrase(typed, 'a new way of four words');
  await other.account.lock();
  await other.account.unlock('a new way of four words');
});

test('a session that ended under a recovery code is renewed with it, also after a lock', async () => {
  const { server, recoveryCode } = await registered({ withRecovery: true });
  const other = await openPhone({ server });
  const typed = encodeCode(recoveryCode);
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: typed });
  assert.equal(other.account.opensWith(), 'recovery-code');
  server.sessions.clear();
  other.api.forgetSession();
  assert.equal(await other.account.session.ensure(), true);
  other.account.hide();
  await other.account.unlock(typed);
  assert.equal(await other.account.session.ensure(), true);
  await other.account.prove(typed);
});

test('without keys an ended session stays ended', async () => {
  const { alice } = await registered();
  alice.account.hide();
  assert.equal(await alice.account.session.ensure(), false);
  assert.equal(alice.account.session.state.value, 'signed-out');
});

test('after Hide now it unlocks without a network: offline is what it says, and not that one is signed out', async () => {
  const { alice } = await registered();
  alice.account.hide();
  assert.equal(alice.account.session.state.value, 'signed-out');
  alice.link.offline = true;
  await alice.unlock(PASSPHRASE);
  assert.equal(await alice.account.session.ensure(), false);
  assert.equal(alice.account.session.state.value, 'unknown');
  await alice.sync.now();
  assert.deepEqual([alice.sync.status.value.state, alice.sync.status.value.problem], ['offline', null]);
  alice.link.offline = false;
  assert.equal(await alice.account.session.ensure(), true);
});

for (const [way, leave] of [['hide', (account) => account.hide()], ['sign out', (account) => account.signOut()]]) {
  test(`after ${way} nobody asks for the session that is known to be gone, also after a reload`, async () => {
    const { server, alice } = await registered();
    await leave(alice.account);
    const again = await alice.reopen();
    again.link.requests.length = 0;
    await again.account.tryStayUnlocked();
    await again.account.unlock(PASSPHRASE);
    assert.equal(await again.account.session.ensure(), true);
    // only whether the new one is kept
    const [renewed, asked] = ['POST /sign-in/finish', 'GET /session'].map((each) => again.link.requests.indexOf(each));
    assert.ok(asked > renewed);
    assert.equal(server.sessions.size, 1);
    // signed in again: from now on it is asked for as before
    const next = await again.reopen();
    await next.account.unlock(PASSPHRASE);
    assert.equal(await next.account.session.ensure(), true);
    assert.ok(next.link.requests.includes('GET /session'));
  });
}

test('a session that ended unawares is asked for once', async () => {
  const { server, alice } = await registered();
  server.sessions.clear();
  alice.account.lock();
  alice.api.forgetSession();
  await alice.account.session.ensure();
  await alice.account.session.ensure();
  assert.equal(alice.link.requests.filter((line) => line === 'GET /session').length, 1);
});

test('a device that forgot its account keeps no note of a session', async () => {
  const { alice } = await registered();
  await alice.account.signOut({ forgetDevice: true });
  assert.equal(await alice.store.meta('session-ended'), null);
});

test('the passphrase is changed here, and the other device learns it at its next unlock', async () => {
  const { server, alice, accountCode } = await registered();
  const second = await openPhone({ server });
  await second.account.signIn({ name: 'alice', accountCode, passphrase: PASSPHRASE });
  await assert.rejects(alice.account.changePassphrase('wrong', 'x'), { code: 'wrong-passphrase' });
  assert.deepEqual(await alice.account.changePassphrase(PASSPHRASE, 'five other little slow words'), { isLight: false });
  assert.equal(server.sessions.size, 1, 'every other session is ended');
  second.api.forgetSession();
  assert.equal(await second.account.session.ensure(), false, 'the old auth renews nothing');
  await second.account.lock();
  await second.account.unlock('five other little slow words');
  assert.equal(second.account.state.value, 'unlocked');
  await assert.rejects(alice.account.kit(PASSPHRASE), { code: 'wrong-passphrase' });
  assert.deepEqual(await alice.account.kit('five other little slow words'), { name: 'Alice', accountCode });
});

test('a proof that the server refuses is a wrong passphrase; without a network this device vouches', async () => {
  const { server, alice } = await registered();
  await alice.account.prove(PASSPHRASE);
  [...server.users.values()][0].slots.get(1).auth = new Uint8Array(32);
  await assert.rejects(alice.account.prove(PASSPHRASE), { code: 'wrong-passphrase' });
  server.tamper = () => ({ status: 500, json: {} });
  await assert.rejects(alice.account.prove(PASSPHRASE), { code: 'broken' });
  alice.link.offline = true;
  assert.equal((await alice.account.prove(PASSPHRASE)).slot_type, 1);
});

test('a recovery code is made and taken away later', async () => {
  const { server, alice } = await registered();
  const code = await alice.account.setRecovery(PASSPHRASE);
  const other = await openPhone({ server });
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: encodeCode(code) });
  await alice.account.removeRecovery(PASSPHRASE);
  const third = await openPhone({ server });
  await assert.rejects(third.account.signInWithRecovery({ name: 'alice', recoveryCode: encodeCode(code) }), { code: 'sign-in-refused' });
  await assert.rejects(third.account.signInWithRecovery({ name: 'alice', recoveryCode: 'short' }), { name: 'CodeInvalidError' });
});

test('stay unlocked: a reload opens, until it is locked, ended, or the share is gone', async () => {
  const { server, alice } = await registered();
  assert.equal(await alice.account.tryStayUnlocked(), false);
  await alice.account.stayUnlocked(600, PASSPHRASE);
  const again = await alice.reopen();
  assert.equal(await again.account.tryStayUnlocked(), true);
  assert.equal(again.account.state.value, 'unlocked');
  await again.begin();
  again.link.offline = true;
  const offline = await again.reopen();
  assert.equal(await offline.account.tryStayUnlocked(), false);
  offline.link.offline = false;
  assert.equal(await offline.account.tryStayUnlocked(), true, 'no network did not cost the choice');
  for (const session of server.sessions.values()) session.share = null;
  assert.equal(await (await alice.reopen()).account.tryStayUnlocked(), false);
  await alice.account.stayUnlocked(600, PASSPHRASE);
  await alice.account.stayUnlocked(0);
  assert.equal(await (await alice.reopen()).account.tryStayUnlocked(), false);
  await alice.account.stayUnlocked(600, PASSPHRASE);
  await alice.account.lock();
  assert.equal([...server.sessions.values()][0].share, null);
});

test('a network that drops while the share is fetched does not cost the choice', async () => {
  const { alice } = await registered();
  await alice.account.stayUnlocked(600, PASSPHRASE);
  alice.link.fault = (method, path) => (path === '/session/share' ? 'before' : null);
  assert.equal(await alice.account.tryStayUnlocked(), false);
  alice.link.fault = () => null;
  assert.equal(await alice.account.tryStayUnlocked(), true);
});

test('an old passphrase opens without a network; with one, the new is asked for, and replaces it for good', async () => {
  const { alice, server, accountCode } = await registered();
  const [fresh, other] = ['five other little slow words', await openPhone({ server })];
  await other.signIn('alice', accountCode);
  await other.account.changePassphrase(PASSPHRASE, fresh);
  await alice.account.lock();
  alice.link.offline = true;
  await alice.unlock(PASSPHRASE);
  const id = await alice.vault.put({ type: 'entry', happened: 'written behind' });
  await alice.sync.now();
  assert.deepEqual([alice.sync.status.value.state, alice.sync.status.value.problem], ['offline', null]);
  alice.link.offline = false;
  await alice.sync.now();
  assert.match(alice.sync.status.value.problem, /changed on another device/);
  const tries = () => server.log.filter((body) => String(body).includes('"auth"')).length;
  const before = tries();
  await alice.sync.now();
  assert.equal(tries(), before, 'no more wrong tries');
  await alice.account.lock();
  await alice.unlock(fresh);
  assert.deepEqual([alice.sync.status.value.problem, alice.sync.status.value.unsent], [null, 0]);
  assert.equal(alice.vault.get(id).fields.happened, 'written behind');
  await alice.account.lock();
  alice.link.offline = true;
  await assert.rejects(alice.account.unlock(PASSPHRASE), { code: 'wrong-passphrase' });
  await alice.account.unlock(fresh);
});

test('signing out keeps the device or forgets it, also without a network', async () => {
  const { alice, server } = await registered();
  await alice.account.signOut();
  assert.equal(alice.account.state.value, 'locked');
  assert.equal(server.sessions.size, 0);
  await alice.account.unlock(PASSPHRASE);
  alice.link.offline = true;
  await alice.account.signOut({ forgetDevice: true });
  assert.equal(alice.account.state.value, 'new');
  assert.equal((await alice.reopen()).account.state.value, 'new');
  await assert.rejects(alice.account.unlock(PASSPHRASE), { code: 'no-account' });
});

test('deleting needs the passphrase, and leaves nothing here or there', async () => {
  const { alice, server } = await registered();
  await assert.rejects(alice.account.deleteAccount('wrong'), { code: 'wrong-passphrase' });
  await alice.account.deleteAccount(PASSPHRASE);
  assert.equal(server.users.size, 0);
  assert.equal(alice.account.device.value, null);
});

test('another account on the same device does not meet the records of the first', async () => {
  const { alice, server, accountCode } = await registered();
  await alice.vault.put({ type: 'entry', happened: 'mine' });
  const bob = await openPhone({ server });
  const { accountCode: bobCode } = await bob.register('Bob');
  await alice.account.lock();
  await alice.account.signIn({ name: 'bob', accountCode: bobCode, passphrase: PASSPHRASE });
  assert.deepEqual(await alice.store.outbox(), []);
  await alice.account.lock();
  await alice.account.signIn({ name: 'alice', accountCode, passphrase: PASSPHRASE });
});

test('what is kept on the device holds no passphrase and no key that opens', async () => {
  const { alice } = await registered();
  const device = await alice.store.meta('device');
  assert.deepEqual(Object.keys(device).sort(), ['accountCode', 'bundle', 'deviceToken', 'kemKey', 'name', 'signingKey', 'slot', 'untoldRecovery', 'userId']);
  assert.ok(!Buffer.from(device.slot).includes(Buffer.from(utf8(PASSPHRASE))));
});

test('a mistake of ours is not taken for no network', async () => {
  const { alice, server } = await registered();
  server.sessions.clear();
  alice.api.forgetSession();
  const { request } = alice.api;
  alice.api.request = async () => { throw new RangeError('a mistake'); };
  await assert.rejects(alice.account.session.ensure(), RangeError);
  await assert.rejects(alice.account.signOut(), RangeError);
  alice.api.request = request;
  await alice.account.unlock(PASSPHRASE);
  await alice.account.stayUnlocked(600, PASSPHRASE);
  alice.api.request = async () => { throw new RangeError('a mistake'); };
  await assert.rejects(alice.account.lock(), RangeError);
});

test('a browser that keeps no cookie is told so, once, instead of being signed in again and again', async () => {
  const server = createFakeServer();
  const link = server.connect();
  link.keepsNoCookies = true;
  const alice = await openPhone({ server, link });
  await alice.register('Alice');
  await alice.vault.put({ type: 'entry', happened: 'hello' });
  await alice.sync.now();
  await alice.sync.now();
  const { state, unsent, problem } = alice.sync.status.value;
  assert.deepEqual([state, unsent], ['offline', 1]);
  assert.match(problem, /does not stay signed in at this address.* begins with https/);
  assert.equal(link.requests.filter((request) => request === 'POST /sign-in/finish').length, 1);
  link.keepsNoCookies = false;
  await alice.account.lock();
  await alice.unlock();
  assert.deepEqual(alice.sync.status.value, { state: 'idle', unsent: 0, problem: null });
});
