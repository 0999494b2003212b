/**
 * Push: what waits in the outbox, in batches, each with the manifest of the state after it. Owns the
 * note of what was sent, made before it is sent: when the answer is lost, the next pull can tell.
 * What is left ready for the service worker counts as sent, for it may be.
 */

import { equalBytes, fromBase64url, toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { sha256 } from '../../crypto/primitives.js';
import { encodeFrames, RECORD } from '../../net/frames.js';
import { sealTag } from '../../store/store.js';
import { ServerAnswerRefusedError } from '../errors.js';
import { HIGHEST_KEY, MANIFEST_KEY } from './manifest-state.js';
import { CURSOR_KEY } from './pulling.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../store/store.js').OutboxEntry} OutboxEntry */
/** @typedef {import('../../store/store.js').StoredRecord} StoredRecord */

/** Where the service worker finds the next push (sw.js reads the same name). */
export const READY_KEY = 'readyPush';
const BATCH_RECORDS = 99;
const BATCH_BYTES = 4 << 20;

/**
 * @param {object} deps
 * @param {import('../../net/api.js').Api} deps.api
 * @param {import('../../store/store.js').Store} deps.store
 * @param {import('../vault/vault.js').Vault} deps.vault
 * @param {ReturnType<typeof import('./manifest-state.js').createManifestState>} deps.manifest
 */
export function createPushing({ api, store, vault, manifest }) {
  /** @param {OutboxEntry[]} batch */
  async function noteSent(batch) {
    const currents = await store.currents(batch.map(({ id }) => id));
    await store.apply({
      outbox: batch.map((entry) => ({ ...entry, sent: withTag(entry) })),
      expect: new Map(batch.map(({ id }, at) => [id, { record: currents[at].record, entry: batch[at] }])),
    });
  }

  /** @param {import('../../crypto/keyring.js').Keyring} keyring @param {OutboxEntry[]} batch with its manifest, and noted as sent */
  async function preparePush(keyring, batch) {
    await noteSent(batch);
    const hashes = await Promise.all(batch.map(({ envelope }) => sha256(envelope)));
    const coming = batch.map(({ id, revision }, at) => ({ id, revision, hash: hashes[at] }));
    const { frame, stored } = await manifest.next(keyring, coming);
    return { frames: [...batch.map(asFrame), frame], key: toBase64url(random16()), stored };
  }

  /** @param {import('../../crypto/keyring.js').Keyring} keyring @param {OutboxEntry[]} batch */
  async function pushBatch(keyring, batch) {
    const { frames, key, stored } = await preparePush(keyring, batch);
    const { json } = await api.request('POST', '/feed', { frames, headers: { 'Idempotency-Key': key } });
    await keepAnswer(batch, stored, readAnswer(json, batch.length));
  }

  /** @param {OutboxEntry[]} batch @param {import('./manifest-state.js').StoredManifest} stored @param {{ first: number, head: number }} answer */
  async function keepAnswer(batch, stored, { first, head }) {
    const arrived = batch.map(({ id, revision, envelope, wrap }, at) => ({ id, revision, envelope, wrap, seq: first + at }));
    /** @type {Record<string, any>} */
    const meta = { [MANIFEST_KEY]: stored, [HIGHEST_KEY]: stored.revision };
    // Nothing came in between, so these need not be pulled back.
    if ((await store.meta(CURSOR_KEY)) === first - 1) meta[CURSOR_KEY] = head;
    manifest.note(await vault.absorb(arrived, { meta }));
  }

  return {
    /**
     * @param {import('../../crypto/keyring.js').Keyring} keyring
     * @throws {import('../../net/errors.js').NetworkError | import('../../net/errors.js').ApiProblem}
     */
    async push(keyring) {
      for (;;) {
        const batch = fitting(await store.outbox(BATCH_RECORDS));
        if (batch.length === 0) break;
        await pushBatch(keyring, batch);
      }
      if (await store.meta(READY_KEY)) await store.setMeta(READY_KEY, null);
    },

    /**
     * Leaves the next push on disk, sealed as it is, for the service worker to send when nobody is here.
     * @param {import('../../crypto/keyring.js').Keyring} keyring
     * @returns {Promise<boolean>} whether there is anything
     */
    async leaveReady(keyring) {
      const batch = fitting(await store.outbox(BATCH_RECORDS));
      if (batch.length === 0) return false;
      const { frames, key } = await preparePush(keyring, batch);
      await store.setMeta(READY_KEY, { key, body: encodeFrames(frames) });
      return true;
    },
  };
}

/** @param {OutboxEntry} entry @returns {Bytes[]} */
function withTag({ sent, envelope }) {
  const tag = sealTag(envelope);
  return sent.some((known) => equalBytes(known, tag)) ? sent : [...sent, tag];
}

/** @param {OutboxEntry[]} entries @returns {OutboxEntry[]} the first of them that fit into one push */
function fitting(entries) {
  let bytes = 0;
  return entries.filter(({ envelope }, at) => {
    bytes += envelope.length;
    return at === 0 || bytes <= BATCH_BYTES;
  });
}

/** @param {OutboxEntry} entry @returns {import('../../net/frames.js').Frame} */
const asFrame = ({ id, revision, envelope, wrap }) => ({ type: RECORD, id: fromBase64url(id), revision, seq: 0, parts: [envelope, wrap] });

/** @param {any} json @param {number} records @returns {{ first: number, head: number }} */
function readAnswer(json, records) {
  const fits = Number.isSafeInteger(json?.first) && json.head === json.first + records;
  if (!fits) throw new ServerAnswerRefusedError();
  return json;
}
