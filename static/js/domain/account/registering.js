/** Making a new account on this device. The server sees keys that open nothing, and no name. */

import { toBase64url, wipe } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { stretchNewPassphrase } from '../../crypto/kdf.js';
import { Keyring } from '../../crypto/keyring.js';
import { randomBytes } from '../../crypto/primitives.js';
import { authKey, findTag, passphraseSecret, recoverySecret } from '../../crypto/secrets.js';
import { sealSlot, SLOT_TYPES } from '../../crypto/slots.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ slot: Bytes, auth: Bytes }} NewSlot auth 32 */
/** @typedef {{ userId: Bytes, epoch: number, accountKey: Bytes }} Account 16; accountKey 32, secret */

/**
 * @param {Account & { passphrase: string, accountCode: Bytes, makeWorker?: () => Worker }} input
 * @returns {Promise<NewSlot & { isLight: boolean }>} isLight: this device is slow, and the person is told
 */
export async function makePassphraseSlot({ userId, epoch, accountKey, passphrase, accountCode, makeWorker }) {
  const { params, stretched, isLight } = await stretchNewPassphrase(passphrase, { makeWorker });
  const secret = await passphraseSecret(stretched, accountCode, userId);
  const header = { type: SLOT_TYPES.passphrase, slotId: random16(), userId, epoch, params };
  const made = { slot: await sealSlot(header, secret, accountKey), auth: await authKey(secret, userId), isLight };
  wipe(stretched, secret);
  return made;
}

/**
 * @param {Account & { name: string }} input
 * @returns {Promise<{ code: Bytes, slot: Bytes, json: { slot: string, find: string, auth: string } }>} code 16, secret, shown once
 */
export async function makeRecovery({ userId, epoch, accountKey, name }) {
  const code = random16();
  const secret = await recoverySecret(code, userId);
  const header = { type: SLOT_TYPES.recovery, slotId: random16(), userId, epoch, params: new Uint8Array(0) };
  const slot = await sealSlot(header, secret, accountKey);
  const auth = await authKey(secret, userId);
  wipe(secret);
  return { code, slot, json: { slot: toBase64url(slot), find: toBase64url(await findTag(code, SLOT_TYPES.recovery, name)), auth: toBase64url(auth) } };
}

/**
 * @param {{ name: string, passphrase: string, withRecovery: boolean, onProgress?: (step: "stretching" | "sealing" | "sending") => void }} wish
 * @param {{ api: import('../../net/api.js').Api, label: () => string, makeWorker?: () => Worker }} deps
 */
export async function registerAccount({ name, passphrase, withRecovery, onProgress = () => undefined }, { api, label, makeWorker }) {
  const [userId, accountCode, accountKey] = [random16(), random16(), randomBytes(32)];
  onProgress('stretching');
  const { slot, auth, isLight } = await makePassphraseSlot({ userId, epoch: 1, accountKey, passphrase, accountCode, makeWorker });
  onProgress('sealing');
  const recovery = withRecovery ? await makeRecovery({ userId, epoch: 1, accountKey, name }) : null;
  const keyring = await Keyring.unlock({ accountKey, userId, epoch: 1 });
  wipe(accountKey);
  const made = await keyring.generateIdentity(1);
  const [bundle, kemKey, signingKey] = [made.bundle, made.wrappedKem, made.wrappedSigning].map((bytes) => new Uint8Array(bytes));
  onProgress('sending');
  const find = await findTag(accountCode, SLOT_TYPES.passphrase, name);
  const { json } = await api.request('POST', '/accounts', {
    json: {
      user: toBase64url(userId), slot: toBase64url(slot), find: toBase64url(find),
      auth: toBase64url(auth), bundle: toBase64url(bundle), kem_key: toBase64url(kemKey), signing_key: toBase64url(signingKey),
      recovery: recovery?.json ?? null, label: label(),
    },
  });
  const device = { userId, name, accountCode, slot, deviceToken: /** @type {string} */ (json.device_token), bundle, kemKey, signingKey, untoldRecovery: recovery?.slot ?? null };
  const way = { slotType: SLOT_TYPES.passphrase, find, auth };
  return { device, keyring, way, recoveryCode: recovery?.code ?? null, isLight };
}

