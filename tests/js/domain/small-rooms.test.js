import assert from 'node:assert/strict';
import test from 'node:test';
import { fromBase64url } from '../../../static/js/core/bytes.js';
import { fixedClock } from '../../../static/js/core/clock.js';
import { encodeCode } from '../../../static/js/core/ids.js';
import { parseSlot, SLOT_TYPES } from '../../../static/js/crypto/slots.js';
import { createCodeKeeper } from '../../../static/js/domain/code-keeper.js';
import { createLockTimer } from '../../../static/js/domain/lock-timer.js';
import { createSettings, DEFAULTS } from '../../../static/js/domain/settings.js';
import { createWorkerPolicy } from '../../../static/js/trusted-types.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { createFakeTimers } from '../fakes/timers.js';

const MINUTE_MS = 60_000;

function timerWith(settings = DEFAULTS) {
  const clock = fixedClock(1_000_000);
  const timers = createFakeTimers(clock);
  let expired = 0;
  const timer = createLockTimer({ clock, timers, settings: { value: { value: settings } }, onExpire: () => { expired += 1; } });
  return { clock, timers, timer, expired: () => expired };
}

test('five minutes without a touch, and the keys go; a touch starts them anew', () => {
  const { timer, timers, expired } = timerWith();
  timer.start();
  timers.advance(4 * MINUTE_MS);
  timer.activity();
  timers.advance(MINUTE_MS);
  assert.equal(expired(), 0);
  timers.advance(4 * MINUTE_MS);
  assert.equal(expired(), 1);
  assert.equal(timers.count(), 0);
  timer.activity();
  timer.visible();
  assert.equal(expired(), 1);
});

test('two minutes away, and the keys go; back earlier, they stay', () => {
  const { timer, timers, expired } = timerWith();
  timer.start();
  timer.hidden();
  timers.advance(MINUTE_MS);
  timer.hidden();
  timer.visible();
  timers.advance(3 * MINUTE_MS);
  assert.equal(expired(), 0);
  timer.hidden();
  timers.advance(MINUTE_MS);
  assert.equal(expired(), 1, 'idle counts on while away');
});

test('the wall clock counts, also when timers slept: coming back or touching does not revive', () => {
  for (const wake of ['visible', 'activity']) {
    const { clock, timer, expired } = timerWith();
    timer.start();
    timer.hidden();
    clock.advanceMs(2 * MINUTE_MS);
    timer[wake]();
    assert.equal(expired(), 1, wake);
  }
});

test('a clock that was set back buys no time', () => {
  const { clock, timer, expired } = timerWith();
  timer.start();
  clock.advanceMs(-MINUTE_MS);
  timer.visible();
  assert.equal(expired(), 1);
});

test('a stopped timer says nothing', () => {
  const { timers, timer, expired } = timerWith();
  timer.start();
  timer.stop();
  timers.advance(10 * MINUTE_MS);
  timer.hidden();
  assert.equal(expired(), 0);
});

test('settings have defaults, are kept, and are forgotten on lock', async () => {
  const alice = await openPhone({ server: createFakeServer() });
  const settings = createSettings({ vault: alice.vault });
  await alice.register('alice');
  assert.deepEqual(settings.value.value, { ...DEFAULTS });
  await settings.save({ awayMinutes: 1 });
  await settings.save({ name: 'Al' });
  assert.deepEqual(settings.value.value, { ...DEFAULTS, awayMinutes: 1, name: 'Al' });
  await alice.account.lock();
  assert.deepEqual(settings.value.value, { ...DEFAULTS });
});

test('a device that was opened with the recovery code learns the account code from the vault', async () => {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const { accountCode, recoveryCode } = await alice.register('alice', { withRecovery: true });
  const keeper = createCodeKeeper(alice);
  await keeper.settle();
  await keeper.settle();
  assert.equal(alice.vault.all('account').length, 1);
  await alice.sync.now();
  const other = await openPhone({ server });
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: encodeCode(recoveryCode) });
  await createCodeKeeper(other).settle();
  assert.equal(other.account.device.value.accountCode, null, 'not before the vault is read');
  await other.begin();
  await createCodeKeeper(other).settle();
  assert.deepEqual(other.account.device.value.accountCode, accountCode);
});

test('a new passphrase right after the recovery code finds the account code, though the vault was not read yet', async () => {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const { accountCode, recoveryCode } = await alice.register('alice', { withRecovery: true });
  await createCodeKeeper(alice).settle();
  await alice.sync.now();
  const other = await openPhone({ server });
  const typed = encodeCode(recoveryCode);
  await other.account.signInWithRecovery({ name: 'alice', recoveryCode: typed });
  await assert.rejects(other.account.changePassphrase(typed, PASSPHRASE), { code: 'no-account-code' });
  await createCodeKeeper(other).learn();
  assert.deepEqual(other.account.device.value.accountCode, accountCode);
  await other.account.changePassphrase(typed, PASSPHRASE);
  other.link.offline = true;
  await createCodeKeeper(other).learn(); // what is known is not asked for again
});

test('the recovery slot is told to the vault once, and again when it changes or goes', async () => {
  const alice = await openPhone({ server: createFakeServer() });
  await alice.register('alice', { withRecovery: true });
  const keeper = createCodeKeeper(alice);
  const told = () => alice.vault.singleton('account').get()?.recoverySlot;
  await keeper.settle();
  const first = told();
  assert.deepEqual(parseSlot(fromBase64url(first)).type, SLOT_TYPES.recovery);
  assert.equal('untoldRecovery' in alice.account.device.value, false);
  await alice.account.setRecovery(PASSPHRASE);
  await keeper.settle();
  assert.notEqual(told(), first);
  await alice.account.removeRecovery(PASSPHRASE);
  await keeper.settle();
  assert.equal(told(), null);
});

test('only the two addresses of our workers pass, with a policy or without', () => {
  const workerUrls = ['/sw.js', 'https://app.test/s/1/js/crypto/argon2-worker.js'];
  const made = [];
  const trustedTypes = { createPolicy: (name, rules) => (made.push(name), rules) };
  for (const url of [createWorkerPolicy({ workerUrls }), createWorkerPolicy({ workerUrls, trustedTypes })]) {
    for (const allowed of workerUrls) assert.equal(url(allowed), allowed);
    for (const other of ['/sw.js?x', '/SW.js', 'https://evil.test/sw.js', '']) assert.throws(() => url(other), TypeError);
  }
  assert.deepEqual(made, ['cb-worker']);
});
