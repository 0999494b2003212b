import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { concat, fromHex, toHex } from '../../../static/js/core/bytes.js';
import { EchoRefusedError, WrapUnopenableError } from '../../../static/js/core/errors.js';
import { exponentiate, randomPoint } from '../../../static/js/crypto/echo.js';
import { buildEchoMessage, echoRunId, echoTuple, openEchoMessage } from '../../../static/js/crypto/echo-messages.js';
import { Keyring } from '../../../static/js/crypto/keyring.js';
import { filled } from './support.js';

const json = async (name) => JSON.parse(await readFile(new URL(`../../contract/vectors/${name}.json`, import.meta.url), 'utf8'));
const SPACE = filled(5, 16);
const open = (user = 1) => Keyring.unlock({ accountKey: filled(user, 32), userId: filled(user, 16), epoch: 1 });

async function author() {
  const keyring = await open();
  const { bundle } = await keyring.generateIdentity(1);
  const place = { space: SPACE, run: filled(6, 16), step: /** @type {1} */ (1), authorFp: keyring.identity.fingerprint };
  return { keyring, place, signing: bundle.slice(89) };
}
const five = () => Promise.all(Array.from({ length: 5 }, randomPoint));

test('the signed tuple, the run of a week and the coin are the fixed ones', async () => {
  const [base, labels] = [await json('v1'), await json('labels-v1')];
  const { run, points, message } = labels.echo_message;
  const place = { space: fromHex(base.ids.space), run: fromHex(run), step: /** @type {1} */ (1), authorFp: fromHex(base.identity.alice_fingerprint) };
  assert.equal(toHex(echoTuple(place, fromHex(points.join('')))), message);
  for (const { week, out } of labels.echo_run) assert.equal(toHex(await echoRunId(fromHex(base.ids.space), week)), out);
  const keyring = await open();
  await keyring.addSpaceKey(fromHex(base.ids.space), fromHex(labels.echo_hold.space_key));
  for (const { topic, held } of labels.echo_hold.tosses) assert.equal(await keyring.isEchoHeld(fromHex(base.ids.space), fromHex(run), topic), held, topic);
});

test('a message opens for its author, run, step and list alone', async () => {
  const { keyring, place, signing } = await author();
  const points = await five();
  const message = await buildEchoMessage(place, points, keyring);
  assert.deepEqual(await openEchoMessage(place, message, signing), points);
  const changed = message.slice();
  changed[0] ^= 1;
  const refused = [
    [{ ...place, run: filled(7, 16) }, message], [{ ...place, step: /** @type {3} */ (3) }, message], [{ ...place, step: /** @type {2} */ (2) }, message],
    [{ ...place, space: filled(8, 16) }, message], [{ ...place, authorFp: filled(9, 32) }, message], [place, changed], [place, message.slice(1)], [place, concat(message, filled(0, 1))],
  ];
  for (const [where, what] of /** @type {any[]} */ (refused)) await assert.rejects(openEchoMessage(where, what, signing), EchoRefusedError);
  await assert.rejects(openEchoMessage(place, message, filled(4, 65)), EchoRefusedError);
});

test('a point twice among five is refused; among the ten of the second step only within its half', async () => {
  const { keyring, place, signing } = await author();
  const points = await five();
  const twice = await buildEchoMessage(place, [...points.slice(1), points[1]], keyring);
  await assert.rejects(openEchoMessage(place, twice, signing), EchoRefusedError);
  const second = { ...place, step: /** @type {2} */ (2) };
  assert.equal((await openEchoMessage(second, await buildEchoMessage(second, [...points, ...points], keyring), signing)).length, 10);
  const bad = await buildEchoMessage(second, [...points, ...points.slice(1), points[1]], keyring);
  await assert.rejects(openEchoMessage(second, bad, signing), EchoRefusedError);
});

test('an exponent outlives a lock, for its run and its account alone, and never as bytes', async () => {
  const sealed = await (await open()).newEchoExponent(filled(6, 16));
  const [key, again] = [await (await open()).openEchoExponent(sealed, filled(6, 16)), await (await open()).openEchoExponent(sealed, filled(6, 16))];
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey('pkcs8', key));
  const point = await randomPoint();
  assert.deepEqual(await exponentiate(point, key), await exponentiate(point, again));
  await assert.rejects((await open()).openEchoExponent(sealed, filled(7, 16)), WrapUnopenableError);
  await assert.rejects((await open(2)).openEchoExponent(sealed, filled(6, 16)), WrapUnopenableError);
  assert.notDeepEqual(await (await open()).newEchoExponent(filled(6, 16)), sealed);
});
