/**
 * The fixed cases of tests/contract/vectors/v1.json as a list of { name, run }, without any test runner:
 * Node and every browser run the same list. `run` throws when the claim in `name` does not hold.
 */
import { concat, fromHex, toHex, utf8 } from '../../../static/js/core/bytes.js';
import * as errors from '../../../static/js/core/errors.js';
import { exponentiate, pointFromX, TOPIC_POINTS, topicPoint } from '../../../static/js/crypto/echo.js';
import { padme, tuple } from '../../../static/js/crypto/encoding.js';
import { buildBundle, fingerprint, parseBundle } from '../../../static/js/crypto/identity.js';
import { parseKdfParams, stretchPassphrase } from '../../../static/js/crypto/kdf.js';
import * as pairing from '../../../static/js/crypto/pairing.js';
import { prfSalt } from '../../../static/js/crypto/passkey.js';
import { buildHeader, openText, parseHeader, sealText, unwrapRecordKey } from '../../../static/js/crypto/records.js';
import * as secrets from '../../../static/js/crypto/secrets.js';
import { shareInfo, unwrapShare, unwrapWith } from '../../../static/js/crypto/share.js';
import { signMessage, verifySignature } from '../../../static/js/crypto/signatures.js';
import { openSlot, parseSlot, sealSlot } from '../../../static/js/crypto/slots.js';
import { verifyChain } from '../../../static/js/crypto/statement-chain.js';
import { buildStatement, parseStatement, verifyStatement } from '../../../static/js/crypto/statements.js';

const { subtle } = globalThis.crypto;

/** @typedef {{ name: string, run: () => Promise<void> }} VectorCase */

/** @param {string | Uint8Array | number} actual @param {string | number} wanted */
function same(actual, wanted) {
  const shown = actual instanceof Uint8Array ? toHex(actual) : actual;
  if (shown !== wanted) throw new Error(`got ${shown}, wanted ${wanted}`);
}

/** @param {() => unknown} act @param {...Function} kinds */
async function refuses(act, ...kinds) {
  let result;
  try {
    result = await act();
  } catch (problem) {
    if (kinds.some((kind) => problem instanceof kind)) return;
    throw problem;
  }
  throw new Error(`not refused: ${result}`);
}

/** @param {string} pkcs8Hex @param {"ECDH" | "ECDSA"} name */
function importPrivate(pkcs8Hex, name) {
  const usages = /** @type {KeyUsage[]} */ (name === 'ECDH' ? ['deriveBits'] : ['sign']);
  return subtle.importKey('pkcs8', fromHex(pkcs8Hex), { name, namedCurve: 'P-256' }, false, usages);
}

/** @param {any} vectors @param {"alice" | "bob"} who */
async function kemPairOf({ identity }, who) {
  const { kemPublic } = await parseBundle(fromHex(identity[`${who}_bundle`]));
  const publicKey = await subtle.importKey('raw', fromHex(toHex(kemPublic)), { name: 'ECDH', namedCurve: 'P-256' }, true, []);
  return { publicKey, privateKey: await importPrivate(identity[`${who}_kem_pkcs8`], 'ECDH') };
}

/** @param {any} vectors @param {"alice" | "bob"} who */
async function signerOf({ identity }, who) {
  const key = await importPrivate(identity[`${who}_sig_pkcs8`], 'ECDSA');
  return { sign: (/** @type {Uint8Array} */ message) => signMessage(key, message) };
}

/** @param {any} v @returns {VectorCase[]} */
function encodingCases(v) {
  return [
    ...v.tuple.map((/** @type {any} */ row) => ({
      name: `tuple: ${row.label}`,
      run: async () => same(tuple(row.label, ...row.fields.map(fromHex)), row.out),
    })),
    { name: 'padmé', run: async () => v.padme.forEach((/** @type {number[]} */ [from, to]) => same(padme(from), to)) },
  ];
}

/** @param {any} v @returns {VectorCase[]} */
function identityCases(v) {
  return ['alice', 'bob'].map((who) => ({
    name: `identity: ${who}`,
    run: async () => {
      const bundle = fromHex(v.identity[`${who}_bundle`]);
      const identity = await parseBundle(bundle);
      same(identity.userId, v.ids[who]);
      same(buildBundle(identity), toHex(bundle));
      same(await fingerprint(bundle), v.identity[`${who}_fingerprint`]);
      const signer = await signerOf(v, /** @type {any} */ (who));
      await verifySignature(utf8('m'), await signer.sign(utf8('m')), identity.signingPublic);
    },
  }));
}

/** @param {any} v @returns {VectorCase[]} */
function slotCases(v) {
  const userId = fromHex(v.ids.alice);
  const password = v.slot_password;
  /** @param {any} row */
  const reproduces = async (row) => {
    const [secret, blob] = [fromHex(row.secret), fromHex(row.blob)];
    const header = parseSlot(blob);
    const accountKey = fromHex(password.account_key);
    same(await sealSlot(header, secret, accountKey, fromHex(row.nonce)), row.blob);
    same(await openSlot(blob, { secret, userId }, (key) => toHex(key)), password.account_key);
    if (row.auth_key) same(await secrets.authKey(secret, userId), row.auth_key);
  };
  return [
    { name: 'slot: passphrase stretched', run: async () => same(await stretchPassphrase(password.password, fromHex(password.params)), password.stretched) },
    { name: 'slot: passphrase secret', run: async () => same(await secrets.passphraseSecret(fromHex(password.stretched), fromHex(password.account_code), userId), password.secret) },
    { name: 'slot: recovery secret', run: async () => same(await secrets.recoverySecret(fromHex(v.slot_recovery.code), userId), v.slot_recovery.secret) },
    { name: 'slot: passkey salt', run: async () => same(prfSalt(), v.slot_passkey.prf_salt) },
    { name: 'slot: passkey secret', run: async () => same(await secrets.passkeySecret(fromHex(v.slot_passkey.prf_output), userId), v.slot_passkey.secret) },
    ...['slot_password', 'slot_recovery', 'slot_passkey'].map((name) => ({ name: `slot: ${name}`, run: () => reproduces(v[name]) })),
  ];
}

/** @param {any} v @returns {VectorCase[]} */
function recordCases(v) {
  const { dek, header, nonce, text, envelope, vault_key: vaultKey, wrapped_dek: wrapped } = v.record;
  return [
    { name: 'record: header', run: async () => same(buildHeader(parseHeader(fromHex(envelope))), header) },
    { name: 'record: sealed', run: async () => same(await sealText(fromHex(header), fromHex(dek), text, fromHex(nonce)), envelope) },
    { name: 'record: opened', run: async () => same(await openText(fromHex(envelope), fromHex(header), fromHex(dek)), text) },
    {
      name: 'record: key unwrapped',
      run: async () => {
        const key = await subtle.importKey('raw', fromHex(vaultKey), 'AES-GCM', false, ['decrypt']);
        same(await unwrapRecordKey(key, fromHex(wrapped), parseHeader(fromHex(envelope))), dek);
      },
    },
  ];
}

/** @param {any} v */
const ownerAndRecipient = async (v) => {
  const [alice, bob] = await Promise.all(['alice', 'bob'].map((who) => parseBundle(fromHex(v.identity[`${who}_bundle`]))));
  return {
    owner: { fingerprint: fromHex(v.identity.alice_fingerprint), signingPublic: alice.signingPublic },
    recipient: { fingerprint: fromHex(v.identity.bob_fingerprint), signingPublic: bob.signingPublic },
  };
};

/** @param {any} v @returns {VectorCase[]} */
function bridgeCases(v) {
  const links = v.statements.map((/** @type {any} */ row) => ({ message: fromHex(row.message), signature: fromHex(row.signature) }));
  return [
    {
      name: 'share: opened by whom it was sealed to',
      run: async () => {
        const header = parseHeader(fromHex(v.record.envelope));
        const { ownerFp, recipientFp, envelopeHash } = parseStatement(links[0].message);
        const context = { space: header.space, record: header.record, revision: header.revision, ownerFp, recipientFp, envelopeHash };
        same(shareInfo(context), v.share.info);
        same(await unwrapShare(fromHex(v.share.wrap), await kemPairOf(v, 'bob'), context), v.share.dek);
      },
    },
    ...v.statements.map((/** @type {any} */ row, /** @type {number} */ i) => ({
      name: `statement: ${row.action}`,
      run: async () => same(buildStatement(await verifyStatement(links[i], fromHex(row.public_key))), row.message),
    })),
    {
      name: 'statements: the chain',
      run: async () => {
        const expected = { space: fromHex(v.ids.space), record: fromHex(v.ids.record), ...(await ownerAndRecipient(v)) };
        same((await verifyChain(links, expected)).state, 'opened');
      },
    },
  ];
}

/** @param {any} v @returns {VectorCase[]} */
function pairingCases(v) {
  const row = v.pairing;
  const [secret, invite, transcript] = [row.secret, v.ids.invite, row.transcript].map(fromHex);
  const inviterBundle = fromHex(v.identity.alice_bundle);
  const invitation = { space: fromHex(v.ids.space), invite, expiresMs: row.expires, inviterBundle };
  const keys = () => pairing.derivePairKeys(secret, invite);
  return [
    {
      name: 'pairing: fragment',
      run: async () => {
        same(pairing.makeFragment(invite, secret), row.fragment);
        same(concat(...Object.values(pairing.parseFragment(row.fragment))), toHex(concat(invite, secret)));
      },
    },
    { name: 'pairing: offer', run: async () => same(await pairing.makeOfferMac(await keys(), invitation), row.offer_mac) },
    { name: 'pairing: offer checked', run: async () => same((await pairing.verifyOffer(await keys(), invitation, fromHex(row.offer_mac), row.expires - 1)).userId, v.ids.alice) },
    { name: 'pairing: transcript', run: async () => same(await pairing.pairTranscript(invitation, fromHex(v.identity.bob_bundle)), row.transcript) },
    { name: 'pairing: joiner', run: async () => same((await pairing.makeJoinerProof(await keys(), transcript, await signerOf(v, 'bob'))).mac, row.joiner_mac) },
    { name: 'pairing: inviter', run: async () => same((await pairing.makeInviterProof(await keys(), transcript, fromHex(row.joiner_mac), await signerOf(v, 'alice'))).mac, row.inviter_mac) },
    { name: 'pairing: joiner signs', run: async () => same(pairing.pairSignedMessage('J', transcript), row.joiner_signed) },
    { name: 'pairing: inviter signs', run: async () => same(pairing.pairSignedMessage('I', transcript), row.inviter_signed) },
    { name: 'pairing: space key info', run: async () => same(pairing.spaceKeyInfo(transcript), row.space_key_info) },
    { name: 'pairing: safety number', run: async () => same(await pairing.safetyNumber(transcript), row.safety_number) },
  ];
}

/** @param {any} v @returns {VectorCase[]} */
function echoCases(v) {
  const { alice_pkcs8: alice, bob_pkcs8: bob, point, alice_once: aliceOnce, bob_once: bobOnce, both } = v.echo;
  /** @param {string} x @param {string} pkcs8 */
  const times = async (x, pkcs8) => toHex(await exponentiate(fromHex(x), await importPrivate(pkcs8, 'ECDH')));
  return [
    { name: 'echo: the table of topics', run: async () => same(JSON.stringify(TOPIC_POINTS), JSON.stringify(v.topics)) },
    {
      name: 'echo: every topic is on the curve',
      run: async () => v.topics.forEach(([topic, x]) => same(pointFromX(topicPoint(topic)).slice(1, 33), x)),
    },
    {
      name: 'echo: the order of exponents does not matter',
      run: async () => {
        same(await times(point, alice), aliceOnce);
        same(await times(point, bob), bobOnce);
        same(await times(aliceOnce, bob), both);
        same(await times(bobOnce, alice), both);
      },
    },
  ];
}

/** How each kind of refusal is tried, and what it has to be called. @type {Record<string, (row: any, v: any) => Promise<void>>} */
const REFUSALS = {
  record: (row) => refuses(
    () => openText(fromHex(row.envelope), fromHex(row.expect_header), fromHex(row.dek)),
    errors.RecordHeaderMismatchError, errors.RecordUnopenableError,
  ),
  slot: (row) => refuses(
    () => openSlot(fromHex(row.blob), { secret: fromHex(row.secret), userId: fromHex(row.user) }, toHex),
    errors.SlotUnopenableError, errors.KdfParamsRefusedError,
  ),
  'kdf parameters': (row) => refuses(() => parseKdfParams(fromHex(row.params)), errors.KdfParamsRefusedError),
  share: async (row, v) => {
    const pair = await kemPairOf(v, 'bob');
    return refuses(() => unwrapWith(fromHex(row.wrap), pair, fromHex(row.info)), errors.WrapUnopenableError);
  },
  statement: (row) => refuses(
    () => verifyStatement({ message: fromHex(row.message), signature: fromHex(row.signature) }, fromHex(row.public_key)),
    errors.StatementInvalidError,
  ),
  pairing: async (row) => {
    const keys = await pairing.derivePairKeys(fromHex(row.secret), fromHex(row.invite));
    const invitation = { space: fromHex(row.space), invite: fromHex(row.invite), expiresMs: row.expires, inviterBundle: fromHex(row.bundle) };
    return refuses(() => pairing.verifyOffer(keys, invitation, fromHex(row.offer_mac), row.expires - 1), errors.PairingRefusedError);
  },
  echo: (row) => refuses(() => pointFromX(fromHex(row.point)), errors.PointInvalidError),
};

/**
 * @param {any} vectors the parsed v1.json
 * @returns {VectorCase[]}
 */
export function vectorCases(vectors) {
  const accepts = [encodingCases, identityCases, slotCases, recordCases, bridgeCases, pairingCases, echoCases];
  const refusals = vectors.refuse.map((/** @type {any} */ row) => ({
    name: `refused: ${row.what}`,
    run: () => REFUSALS[row.what.split(':')[0]](row, vectors),
  }));
  return [...accepts.flatMap((cases) => cases(vectors)), ...refusals];
}
