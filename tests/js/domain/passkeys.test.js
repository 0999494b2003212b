import assert from 'node:assert/strict';
import test from 'node:test';
import { encodeCode } from '../../../static/js/core/ids.js';
import { createCodeKeeper } from '../../../static/js/domain/code-keeper.js';
import { createPasskeys } from '../../../static/js/domain/passkeys.js';
import { createAuthenticator } from '../../../static/js/net/authenticator.js';
import { firstLook } from '../../../static/js/store/first-look.js';
import { createFakeKeys } from '../fakes/authenticator.js';
import { freshProfile } from '../fakes/indexed-db.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { createFakeServer } from '../fakes/server.js';

const next = async () => undefined;

function withPasskeys(phone) {
  return Object.assign(phone, { passkeys: createPasskeys(phone), keeper: createCodeKeeper(phone) });
}

async function registered(wish) {
  const server = createFakeServer();
  const keys = createFakeKeys();
  const alice = withPasskeys(await openPhone({ server, authenticator: keys.authenticator }));
  const made = await alice.register('Alice', wish);
  await alice.keeper.settle();
  await alice.sync.now();
  return { server, keys, alice, ...made };
}

async function withOne(wish) {
  const all = await registered(wish);
  await all.alice.passkeys.add({ name: 'Kitchen phone', typed: PASSPHRASE, next });
  await all.alice.sync.now();
  return all;
}

/** Another phone which the same passkeys have reached. */
const elsewhere = async (server, keys) => withPasskeys(await openPhone({ server, profile: freshProfile(), authenticator: keys.authenticator }));

test('a passkey is made by three touches, each waited for, and neither name nor secret reaches the server', async () => {
  const { server, keys, alice } = await registered();
  const steps = [];
  await alice.passkeys.add({ name: 'Kitchen phone', typed: PASSPHRASE, next: async (step) => steps.push(step) });
  assert.deepEqual(steps, ['make', 'once', 'again']);
  const [{ name, isHere, at }] = await alice.passkeys.list();
  assert.deepEqual([name, isHere, typeof at], ['Kitchen phone', true, 'string']);
  assert.ok(alice.account.hasTouch());
  const [{ prf }] = [...keys.kept.values()];
  const bodies = server.log.map((body) => (typeof body === 'string' ? body : '')).join('');
  assert.ok(!bodies.includes('Kitchen') && !bodies.includes(prf.toString('base64url')) && !bodies.includes('prf'));
  const [asked] = keys.asked;
  assert.deepEqual([asked.user.name, asked.attestation, asked.authenticatorSelection.userVerification, asked.authenticatorSelection.residentKey], ['Kitchen phone', 'none', 'required', 'required']);
});

test('a touch unlocks without a network, and renews the session when there is one', async () => {
  const { server, alice } = await withOne();
  await alice.account.lock();
  server.sessions.clear();
  alice.link.offline = true;
  const again = await alice.reopen();
  await again.account.unlockByTouch();
  assert.equal(again.account.state.value, 'unlocked');
  assert.equal(await again.account.session.ensure(), false);
  again.link.offline = false;
  assert.equal(await again.account.session.ensure(), true);
});

test('a touch that a lock overtakes opens nothing', async () => {
  const { keys, alice } = await withOne();
  await alice.account.lock();
  keys.spoil = (prf) => (alice.account.hide(), prf);
  await assert.rejects(alice.account.unlockByTouch(), { code: 'locked' });
  assert.equal(alice.account.keyring(), null);
});

test('a secret that changed opens nothing, and is said apart from a typed one', async () => {
  const { keys, alice } = await withOne();
  await alice.account.lock();
  keys.spoil = (prf) => prf.fill(1);
  await assert.rejects(alice.account.unlockByTouch(), { code: 'passkey-wrong' });
  await alice.account.unlock(PASSPHRASE);
});

test('one that was deleted, or a person who says no, leaves everything as it was', async () => {
  const { keys, alice } = await withOne();
  await alice.account.lock();
  keys.declines = 'NotAllowedError';
  await assert.rejects(alice.account.unlockByTouch(), { code: 'passkey-declined' });
  keys.declines = 'SecurityError';
  await assert.rejects(alice.account.unlockByTouch(), { code: 'passkey-unavailable' });
  keys.declines = null;
  keys.kept.clear();
  await assert.rejects(alice.account.unlockByTouch(), { code: 'passkey-declined' });
  await alice.account.unlock(PASSPHRASE);
});

test('one that gives no secret, or two, is not taken: the phone is told to forget it, and none is offered here again', async () => {
  for (const spoilt of ['none', 'two']) {
    const { server, keys, alice } = await registered();
    let turn = 0;
    if (spoilt === 'none') keys.hasPrf = false;
    else keys.spoil = (prf) => prf.fill((turn += 1));
    await assert.rejects(alice.passkeys.add({ name: '', typed: PASSPHRASE, next }), { code: 'passkey-unfit' });
    assert.equal([...server.users.values()][0].passkeys.size, 0);
    assert.equal(keys.told.length, 1);
    assert.equal(await alice.passkeys.canTouch(), false);
    assert.equal(alice.account.hasTouch(), false);
  }
});

test('nothing is made without another way in typed just now', async () => {
  const { keys, alice } = await registered();
  await assert.rejects(alice.passkeys.add({ name: '', typed: 'wrong', next }), { code: 'wrong-passphrase' });
  assert.equal(keys.asked.length, 0);
});

test('the server refuses another passkey as the proof for a new one, whatever the screen lets through', async () => {
  const { alice } = await withOne();
  const touch = await alice.account.touch();
  await assert.rejects(alice.account.addPasskey(touch, 'second', next), { code: 'passkey-wrong' });
  assert.equal((await alice.passkeys.list()).length, 1);
});

test('a phone that does not know the account signs in, learns name and code from the vault, and then opens with the passphrase too', async () => {
  const { server, keys } = await withOne();
  const other = await elsewhere(server, keys);
  await other.account.signInWithPasskey();
  assert.deepEqual([other.account.device.value.name, other.account.device.value.accountCode, other.account.hasTypedSlot()], ['', null, false]);
  await assert.rejects(other.account.prove(PASSPHRASE), { code: 'no-account-code' });
  await other.begin();
  await other.keeper.settle();
  assert.equal(other.account.device.value.name, 'Alice');
  await other.account.prove(PASSPHRASE);
  assert.deepEqual([other.account.hasTypedSlot(), other.account.hasTouch()], [true, true]);
  await other.account.lock();
  await other.account.unlock(PASSPHRASE);
  assert.equal(other.account.opensWith(), 'passphrase');
  await other.account.lock();
  await other.account.unlockByTouch();
});

test('there the passphrase is asked of the server before it opens, and a wrong one opens nothing', async () => {
  const { server, keys } = await withOne();
  const other = await elsewhere(server, keys);
  await other.account.signInWithPasskey();
  await other.begin();
  await other.keeper.settle();
  await other.account.lock();
  await assert.rejects(other.account.unlock('wrong'), { code: 'wrong-passphrase' });
  other.link.offline = true;
  await assert.rejects(other.account.unlock(PASSPHRASE), { code: 'offline' });
  other.link.offline = false;
  await other.account.unlock(PASSPHRASE);
  assert.equal(other.account.state.value, 'unlocked');
});

test('hidden while the passphrase is asked of the server there, nothing is signed in behind it', async () => {
  const { server, keys } = await withOne();
  const other = await elsewhere(server, keys);
  await other.account.signInWithPasskey();
  await other.begin();
  await other.keeper.settle();
  other.account.hide();
  await new Promise((resolve) => setImmediate(resolve));
  const before = server.sessions.size;
  server.tamper = ({ path }, answer) => {
    if (path === '/sign-in/finish') other.account.hide();
    return answer;
  };
  await assert.rejects(other.account.unlock(PASSPHRASE), { code: 'locked' });
  assert.deepEqual([server.sessions.size, other.account.state.value, other.account.hasTypedSlot()], [before, 'locked', false]);
});

test('signing in with one that the server does not know, or that says no whose it is, is refused', async () => {
  const { server, keys } = await withOne();
  const other = await elsewhere(server, keys);
  [...server.users.values()][0].passkeys.clear();
  await assert.rejects(other.account.signInWithPasskey(), { code: 'sign-in-refused' });
  [...keys.kept.values()][0].userId = new Uint8Array(0);
  await assert.rejects(other.account.signInWithPasskey(), { code: 'passkey-wrong' });
  assert.equal(other.account.state.value, 'new');
});

test('a server that hands out another slot than the touched one\'s is refused', async () => {
  const { server, keys, alice } = await withOne();
  const other = await elsewhere(server, keys);
  const { slot } = alice.account.device.value;
  server.tamper = ({ path }, answer) => (path === '/sign-in/passkey/finish' ? { ...answer, json: { ...answer.json, slot: Buffer.from(slot).toString('base64url') } } : answer);
  await assert.rejects(other.account.signInWithPasskey(), { code: 'server-answer-refused' });
});

test('a fresh touch proves, and sets a new passphrase for whoever forgot theirs; without a network it opens what is here', async () => {
  const { alice } = await withOne();
  await alice.account.prove(await alice.account.touch());
  await alice.account.changePassphrase(await alice.account.touch(), 'another quiet river');
  await alice.account.lock();
  await alice.account.unlock('another quiet river');
  alice.link.offline = true;
  assert.equal((await alice.account.kit(await alice.account.touch())).name, 'Alice');
  const touch = await alice.account.touch();
  assert.equal(touch.json, null);
});

test('a new passphrase that was set elsewhere leaves the passkey of this phone as it is', async () => {
  const { server, keys, alice, accountCode } = await withOne();
  const tablet = await elsewhere(server, keys);
  await tablet.account.signIn({ name: 'Alice', accountCode, passphrase: PASSPHRASE });
  await tablet.account.changePassphrase(PASSPHRASE, 'another quiet river');
  await alice.account.lock();
  await alice.account.unlock('another quiet river');
  await alice.account.lock();
  await alice.account.unlockByTouch();
});

test('a touch that was used once is none the second time', async () => {
  const { alice } = await withOne();
  const touch = await alice.account.touch();
  const copy = { ...touch, prf: touch.prf.slice() };
  await alice.account.prove(touch);
  await assert.rejects(alice.account.removePasskey((await alice.passkeys.list())[0].credential, copy), { code: 'passkey-wrong' });
});

test('one that was taken away opens nothing here from the next connection on', async () => {
  const { server, keys, alice } = await withOne();
  const other = await elsewhere(server, keys);
  await other.account.signInWithPasskey();
  await other.begin();
  await other.keeper.settle();
  const [{ credential }] = await alice.passkeys.list();
  await alice.passkeys.remove(credential, PASSPHRASE);
  assert.deepEqual([alice.account.hasTouch(), keys.told, await alice.passkeys.list()], [false, [credential], []]);
  await other.account.lock();
  server.sessions.clear();
  await other.account.unlockByTouch();
  await other.begin();
  assert.equal(other.account.session.refusal().code, 'passkey-gone');
  assert.match(other.sync.status.value.problem, /taken away on another device/);
  assert.equal(other.account.hasTouch(), false);
  await assert.rejects(other.account.unlockByTouch(), { code: 'passkey-wrong' });
  await assert.rejects(other.account.touch(), { code: 'passkey-wrong' });
});

test('after an unlock with the passphrase it is dropped, too, and its name with it', async () => {
  const { server, alice } = await withOne();
  [...server.users.values()][0].passkeys.clear();
  await alice.passkeys.settle();
  assert.equal(alice.account.hasTouch(), false);
  assert.equal(alice.vault.all('passkey').length, 0);
  await alice.passkeys.settle();
});

test('without the server nothing is known, and nothing is dropped', async () => {
  const { alice } = await withOne();
  alice.link.offline = true;
  await alice.passkeys.settle();
  assert.ok(alice.account.hasTouch());
});

test('several stand in the list, the latest first, with those that were named elsewhere', async () => {
  const { server, keys, alice, accountCode } = await withOne();
  const tablet = await elsewhere(server, keys);
  await tablet.account.signIn({ name: 'Alice', accountCode, passphrase: PASSPHRASE });
  await tablet.begin();
  await tablet.passkeys.add({ name: 'Tablet', typed: PASSPHRASE, next });
  await tablet.sync.now();
  await alice.sync.now();
  const list = await alice.passkeys.list();
  assert.deepEqual(list.map(({ name }) => name).sort(), ['Kitchen phone', 'Tablet']);
  assert.deepEqual(list.map(({ isHere }) => isHere).filter(Boolean).length, 1);
});

test('its owner is shown it at the next unlock; whoever has just made it cannot take that away', async () => {
  const { alice } = await withOne();
  assert.equal(await alice.passkeys.seen(), false);
  assert.deepEqual(await alice.account.news(), { devices: [], passkeys: 1 });
  await alice.account.lock();
  await alice.account.unlock(PASSPHRASE);
  assert.equal((await alice.account.news()).passkeys, 1);
  assert.equal(await alice.passkeys.seen(), true);
  assert.equal((await alice.account.news()).passkeys, 0);
});

test('the recovery code may be what is typed for it', async () => {
  const { server, keys, recoveryCode } = await registered({ withRecovery: true });
  const other = await elsewhere(server, keys);
  const typed = encodeCode(recoveryCode);
  await other.account.signInWithRecovery({ name: 'Alice', recoveryCode: typed });
  await other.begin();
  await other.passkeys.add({ name: '', typed, next });
  assert.equal((await other.passkeys.list())[0].name, '');
});

test('a browser without passkeys, and an address that is a number, offer none', async () => {
  const alice = await openPhone({ server: createFakeServer() });
  assert.equal(await alice.account.canTouch(), false);
  const there = { credentials: { create() {} }, PublicKeyCredential: {}, name: 'Bridge' };
  for (const [hostname, isThere] of [['bridge.test', true], ['localhost', true], ['192.168.1.7', false], ['[::1]', false]]) {
    assert.equal(createAuthenticator({ ...there, hostname }).isThere(), isThere, hostname);
  }
  await createAuthenticator({ ...there, hostname: 'bridge.test' }).forget('AAAA');
});

test('a mistake of ours is not taken for a no, and an empty answer is', async () => {
  const broken = createAuthenticator({ credentials: { create() {}, get: () => { throw new TypeError('ours'); } }, PublicKeyCredential: {}, hostname: 'bridge.test', name: '' });
  await assert.rejects(broken.use({ challenge: new Uint8Array(32), allow: [], extensions: {} }), TypeError);
  const empty = createAuthenticator({ credentials: { create() {}, get: async () => null }, PublicKeyCredential: {}, hostname: 'bridge.test', name: '' });
  await assert.rejects(empty.use({ challenge: new Uint8Array(32), allow: [], extensions: {} }), { code: 'passkey-declined' });
});

test('the lock knows at the first look that a touch opens it', async () => {
  const { alice } = await withOne();
  assert.deepEqual(await firstLook(alice.profile), { state: 'locked', opensWith: 'passphrase', hasTouch: true });
});
