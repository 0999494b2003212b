/**
 * A phone's passkeys made of memory, behind the browser's own calls: `credentials` for createAuthenticator.
 *   keys.declines = true         the person says no, or it is not there
 *   keys.spoil = (prf) => …      the secret that comes back is another one
 *   keys.asked                   what create() and get() were asked for
 * What it "signs" is the challenge itself; the real checks are the server's tests and the browser's.
 */

import { randomBytes } from 'node:crypto';
import { createAuthenticator } from '../../../static/js/net/authenticator.js';

export function createFakeKeys() {
  const kept = new Map();
  const keys = { kept, declines: null, spoil: (prf) => prf, hasPrf: true, asked: [], told: [], authenticator: null };
  const refuse = () => {
    if (keys.declines) throw new DOMException('', keys.declines);
  };
  const given = (id, response, results) => ({
    rawId: Uint8Array.from(id).buffer, response, getClientExtensionResults: () => results,
    toJSON: () => { throw new Error('toJSON() holds the secret'); },
  });
  const credentials = {
    async create({ publicKey }) {
      keys.asked.push(publicKey);
      refuse();
      const id = randomBytes(32);
      kept.set(id.toString('hex'), { id, prf: randomBytes(32), userId: Uint8Array.from(publicKey.user.id) });
      return given(id, { clientDataJSON: publicKey.challenge, attestationObject: Uint8Array.of(1) }, { prf: { enabled: true } });
    },
    async get({ publicKey }) {
      keys.asked.push(publicKey);
      refuse();
      const allowed = publicKey.allowCredentials.map(({ id }) => Buffer.from(id).toString('hex'));
      const found = [...kept.entries()].find(([hex]) => allowed.length === 0 || allowed.includes(hex))?.[1];
      if (!found) throw new DOMException('', 'NotAllowedError');
      const results = keys.hasPrf ? { prf: { results: { first: keys.spoil(Uint8Array.from(found.prf)) } } } : {};
      return given(found.id, { clientDataJSON: publicKey.challenge, authenticatorData: new Uint8Array(37), signature: Uint8Array.of(1), userHandle: found.userId.buffer }, results);
    },
  };
  const PublicKeyCredential = { signalUnknownCredential: async ({ credentialId }) => void keys.told.push(credentialId) };
  keys.authenticator = createAuthenticator({ credentials, PublicKeyCredential, hostname: 'bridge.test', name: 'Bridge' });
  return keys;
}
