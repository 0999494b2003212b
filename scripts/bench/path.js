/**
 * How the path stands ten years of use: 300 cards, 500 steps and 2,600 lines of log of one partner, opened by the other's
 * phone (memory in the place of disk and network), beside the bare cryptography of as many parts. Prints JSON.
 */
import { performance } from 'node:perf_hooks';
import { createSteps } from '../../static/js/domain/path/steps.js';
import { createShortlist } from '../../static/js/domain/shortlist/cards.js';
import { PART } from '../../static/js/net/frames.js';
import { pairedCouple, share, withShared } from '../../tests/js/domain/helpers/couple.js';

const [CARDS, STEPS, LINES] = [300, 500, 2_600];
const { subtle } = globalThis.crypto;

/** @param {() => any} work @returns {Promise<number>} ms, the middle of five */
async function middleOf(work) {
  const times = [];
  for (let n = 0; n < 5; n += 1) {
    const began = performance.now();
    await work(n);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[2];
}

/** What opening one part needs of WebCrypto: a signature, two keys, two ciphertexts, an id. @param {number} count */
async function bareCrypto(count) {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
  const [message, nonce, body] = [new Uint8Array(256), new Uint8Array(12), new Uint8Array(1_024)];
  const signature = await subtle.sign(ecdsa, pair.privateKey, message);
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const aes = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const [wrapped, sealed] = await Promise.all([raw, body].map((text) => subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, text)));
  const began = performance.now();
  for (let n = 0; n < count; n += 1) {
    await subtle.digest('SHA-256', body);
    await subtle.verify(ecdsa, pair.publicKey, signature, message);
    await subtle.decrypt({ name: 'AES-GCM', iv: nonce }, aes, wrapped);
    for (let each = 0; each < 2; each += 1) {
      const key = await subtle.importKey('raw', raw, 'HKDF', false, ['deriveBits']);
      await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: message }, key, 512);
    }
    const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    await subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, sealed);
  }
  return performance.now() - began;
}

const { alice, bob } = await pairedCouple();
for (const phone of [alice, bob]) {
  withShared(phone);
  Object.assign(phone, { path: createSteps({ things: phone.shared.ours }), list: createShortlist({ things: phone.shared.ours }) });
}
await share(alice, bob);
const cards = Array.from({ length: CARDS }, (_, n) => ({ name: `Therapist ${n}`, phone: `030 ${n}`, city: 'Leipzig', fee: 90 + (n % 60), currency: 'EUR' }));
await alice.list.addAll(cards);
const ids = alice.list.cards().map(({ id }) => id);
await alice.shared.ours.addAll('step', Array.from({ length: STEPS }, (_, n) => ({ title: `Step ${n}`, stage: 'look', order: `b${'z'.repeat(n % 20)}n` })));
await alice.shared.ours.addAll('contact', Array.from({ length: LINES }, (_, n) => ({ card: ids[n % CARDS], how: 'phone', on: '2026-01-05', who: alice.shared.ours.scope().me })));
for (let n = 0; n < 80 && alice.link.requests.filter((line) => line === 'POST /parts').length < (CARDS + STEPS + LINES) / 50; n += 1) await share(alice);
await bob.sync.now();
const parts = bob.sync.items(PART).value.length;
const began = performance.now();
await bob.shared.refresh();
const openMs = performance.now() - began;
const bareMs = await bareCrypto(parts);
const step = bob.path.inStage('look').at(-1).id;
const tickMs = await middleOf(async (n) => {
  await bob.path.tick(step, n % 2 === 0);
  bob.path.all();
});
const listMs = await middleOf(async (n) => {
  await bob.list.change(ids[n], { city: `Town ${n}` });
  bob.list.cards().forEach(({ id }) => bob.list.isSilent(id, '2026-11-27', [6, 7]));
});
process.stdout.write(`${JSON.stringify({ parts, openMs, bareMs, tickMs, listMs })}\n`);
process.exit(0);
