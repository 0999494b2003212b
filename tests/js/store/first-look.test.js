import assert from 'node:assert/strict';
import test from 'node:test';
import { encodeCode } from '../../../static/js/core/ids.js';
import { firstLook } from '../../../static/js/store/first-look.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { createFakeServer } from '../fakes/server.js';
import { freshProfile } from '../fakes/indexed-db.js';

const LOCKED = { state: 'locked', opensWith: 'passphrase', hasTouch: false };

async function registered(wish) {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  return { server, alice, ...(await alice.register('alice', wish)) };
}

test('where the app was never, it is new, and the look leaves no database behind', async () => {
  const profile = freshProfile();
  assert.deepEqual(await firstLook(profile), { state: 'new' });
  assert.deepEqual(await profile.databases(), []);
});

test('what is seen at the first look is what the account says a moment later', async () => {
  const { server, alice, recoveryCode } = await registered({ withRecovery: true });
  const other = await openPhone({ server });
  assert.deepEqual(await firstLook(other.profile), { state: 'new' });
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: encodeCode(recoveryCode) });
  for (const phone of [alice, other]) {
    const again = await phone.reopen();
    assert.deepEqual(await firstLook(phone.profile), { state: again.account.state.value, opensWith: again.account.opensWith(), hasTouch: again.account.hasTouch() });
  }
  assert.deepEqual(await firstLook(other.profile), { state: 'locked', opensWith: 'recovery-code', hasTouch: false });
  await other.account.signOut({ forgetDevice: true });
  assert.deepEqual(await firstLook(other.profile), { state: 'new' });
});

test('whoever stays unlocked is shown no lock; after a lock, and after the session ended, they are', async () => {
  const { alice } = await registered();
  await alice.account.stayUnlocked(600, PASSPHRASE);
  assert.equal(await firstLook(alice.profile), null);
  await alice.account.session.ended();
  assert.deepEqual(await firstLook(alice.profile), LOCKED);
  await alice.account.lock();
  assert.deepEqual(await firstLook(alice.profile), LOCKED);
});

test('it is closed after the look: a newer page may change the database at once', async () => {
  const { alice } = await registered();
  alice.store.close();
  assert.deepEqual(await firstLook(alice.profile), LOCKED);
  await new Promise((resolve, reject) => {
    const opening = alice.profile.open('couplebridge', 99);
    opening.addEventListener('blocked', () => reject(new Error('somebody still has it open')));
    opening.addEventListener('success', () => resolve(opening.result.close()));
  });
});

test('a database that is refused, at once or later, or that is not ours, is left to the parts', async () => {
  const refusing = () => { throw new DOMException('not in a private window', 'SecurityError'); };
  const later = () => {
    const opening = Object.assign(new EventTarget(), { error: new DOMException('not in a private window', 'InvalidStateError') });
    queueMicrotask(() => opening.dispatchEvent(new Event('error')));
    return opening;
  };
  for (const open of [refusing, later]) assert.equal(await firstLook(/** @type {any} */ ({ open })), null);
  assert.equal(await firstLook(/** @type {any} */ (undefined)), null);
  const empty = freshProfile();
  await new Promise((resolve) => empty.open('couplebridge', 1).addEventListener('success', (event) => resolve(/** @type {any} */ (event.target).result.close())));
  assert.equal(await firstLook(empty), null);
});
