import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fromHex, toHex, utf8 } from '../../../static/js/core/bytes.js';
import { PasskeyUnusableError, PointInvalidError } from '../../../static/js/core/errors.js';
import * as echo from '../../../static/js/crypto/echo.js';
import * as passkey from '../../../static/js/crypto/passkey.js';
import { importPublic, sha256 } from '../../../static/js/crypto/primitives.js';
import { filled } from './support.js';

const P_HEX = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';

test('two exponents meet at one point, whoever goes first, and another topic does not', async () => {
  const [a, b] = [await echo.generateExponent(), await echo.generateExponent()];
  const both = async (topic, first, second) => toHex(await echo.exponentiate(await echo.exponentiate(echo.topicPoint(topic), first), second));
  assert.equal(await both('money', a, b), await both('money', b, a));
  assert.notEqual(await both('money', a, b), await both('chores', b, a));
});

test('an exponent cannot be taken out', async () => {
  const exponent = await echo.generateExponent();
  assert.equal(exponent.extractable, false);
  await assert.rejects(crypto.subtle.exportKey('pkcs8', exponent));
});

test('noise is a point like any other, and fresh', async () => {
  const [one, two] = [await echo.randomPoint(), await echo.randomPoint()];
  assert.notEqual(toHex(one), toHex(two));
  for (const x of [one, two]) await importPublic('kem', echo.pointFromX(x));
});

test('an x off the curve, too short, too long or not reduced is refused before any exponent touches it', async () => {
  const exponent = await echo.generateExponent();
  // x = 5 is on the curve, so its other name, x + p, would slip through without the bound.
  assert.equal(echo.pointFromX(fromHex('5'.padStart(64, '0'))).length, 65);
  const notReduced = fromHex((BigInt(`0x${P_HEX}`) + 5n).toString(16));
  const wrong = [filled(1, 32), filled(1, 31), filled(1, 33), new Uint8Array(0), fromHex(P_HEX), notReduced, filled(255, 32)];
  for (const x of wrong) await assert.rejects(echo.exponentiate(x, exponent), PointInvalidError, toHex(x));
});

test('a public key has one spelling: a compressed point is refused', async () => {
  const x = await echo.randomPoint();
  for (const prefix of [2, 3]) await assert.rejects(importPublic('kem', new Uint8Array([prefix, ...x])), RangeError);
});

test('only topics of the list have a point', () => {
  assert.throws(() => echo.topicPoint('weather'), PointInvalidError);
  assert.equal(echo.TOPIC_POINTS.length, 16);
});

const PRF = filled(0xaa, 32);
/** @param {any} results */
const credential = (results, response = {}) => ({
  rawId: filled(1).buffer,
  response,
  getClientExtensionResults: () => results,
  toJSON: () => assert.fail('toJSON contains the secret'),
});

test('the salt is the protocol\'s, asked for by eval', async () => {
  assert.deepEqual(passkey.prfSalt(), await sha256(utf8('CB1:prf-salt')));
  assert.deepEqual(passkey.prfExtensions().prf.eval.first, passkey.prfSalt());
  passkey.prfSalt().fill(0);
  assert.notEqual(passkey.prfSalt()[0], 0);
});

test('a secret is read from a buffer or a view', () => {
  assert.deepEqual(passkey.readPrf(credential({ prf: { results: { first: PRF.slice().buffer } } })), PRF);
  const wide = new Uint8Array([9, ...PRF, 9]);
  assert.deepEqual(passkey.readPrf(credential({ prf: { results: { first: wide.subarray(1, 33) } } })), PRF);
});

test('a passkey that gives no secret, or a short one, is not usable', () => {
  for (const results of [undefined, {}, { prf: { enabled: true } }, { prf: { results: {} } }, { prf: { results: { first: PRF.slice(1).buffer } } }]) {
    assert.throws(() => passkey.readPrf(credential(results)), PasskeyUnusableError);
  }
});

test('a passkey counts only when it gave the same secret twice', () => {
  passkey.confirmPrf(PRF, PRF.slice());
  assert.throws(() => passkey.confirmPrf(PRF, filled(0xab, 32)), PasskeyUnusableError);
  assert.throws(() => passkey.confirmPrf(new Uint8Array(0), new Uint8Array(0)), PasskeyUnusableError);
});

test('what is sent of a passkey never holds its secret', () => {
  const response = { clientDataJSON: utf8('{}').buffer, signature: filled(2, 3), userHandle: null, secret: PRF };
  const json = passkey.credentialJson(credential({ prf: { results: { first: PRF.buffer } } }, response));
  assert.deepEqual(json, {
    id: 'AQEBAQEBAQEBAQEBAQEBAQ', rawId: 'AQEBAQEBAQEBAQEBAQEBAQ', type: 'public-key',
    response: { clientDataJSON: 'e30', signature: 'AgIC' }, clientExtensionResults: {},
  });
  assert.ok(!JSON.stringify(json).includes('qqqq') && !JSON.stringify(json).includes('prf'));
});
