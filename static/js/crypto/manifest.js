/**
 * The manifest: one sealed record that says what an account holds, so that a server can neither roll
 * back nor leave out (safety.md, M2, M4). The tree is in manifest-tree.js.
 * Never: deletes anything; absence from an answer is not a deletion. It only accepts or refuses a state.
 */
import { equalBytes, fromBase64url, toBase64url } from '../core/bytes.js';
import { ManifestMismatchError, ManifestRollbackError, RecordUnopenableError } from '../core/errors.js';
import { tuple, ZERO_16 } from './encoding.js';
import { sha256 } from './primitives.js';
import { openRecord, RECORD_KINDS, sealRecord } from './records.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ counter: number, count: number, root: Bytes }} Manifest root 32 */

const FIELDS = ['count', 'counter', 'root', 'v'];

/**
 * @param {Uint8Array} owner 16: user id
 * @param {Uint8Array} [space] 16; zeros: the private feed
 * @returns {Promise<Bytes>} 16
 */
export async function manifestId(owner, space = ZERO_16) {
  return (await sha256(tuple('manifest-id', owner, space))).slice(0, 16);
}

/**
 * @param {Uint8Array} owner 16
 * @param {number} counter
 * @returns {Promise<import('./records.js').RecordHeader>} of the private manifest
 */
export async function manifestHeader(owner, counter) {
  return { kind: RECORD_KINDS.private, space: ZERO_16, owner, record: await manifestId(owner), revision: counter };
}

/**
 * @param {Manifest} manifest
 * @param {Uint8Array} owner 16
 * @param {Uint8Array} recordKey 32, secret
 * @returns {Promise<Bytes>} envelope of an ordinary private record, its revision is the counter
 */
export async function sealManifest({ counter, count, root }, owner, recordKey) {
  return sealRecord(await manifestHeader(owner, counter), recordKey, { v: 1, counter, count, root: toBase64url(root) });
}

/**
 * @param {Uint8Array} envelope
 * @param {{ owner: Uint8Array, counter: number }} expected 16; the revision that its frame states
 * @param {Uint8Array} recordKey 32, secret
 * @returns {Promise<Manifest>}
 * @throws {import('../core/errors.js').RecordHeaderMismatchError | RecordUnopenableError}
 */
export async function openManifest(envelope, { owner, counter }, recordKey) {
  const manifest = parseManifest(await openRecord(envelope, await manifestHeader(owner, counter), recordKey));
  if (manifest.counter !== counter) throw new RecordUnopenableError('manifest: counter and revision differ');
  return manifest;
}

/**
 * @param {any} value
 * @returns {Manifest}
 * @throws {RecordUnopenableError} another version, unknown or wrong fields
 */
export function parseManifest(value) {
  const isWhole = [value?.counter, value?.count].every((n) => Number.isSafeInteger(n) && n >= 0);
  const isOurs = value?.v === 1 && Object.keys(value).sort().join() === FIELDS.join() && typeof value.root === 'string';
  if (!isWhole || !isOurs) throw new RecordUnopenableError('not a manifest');
  return { counter: value.counter, count: value.count, root: parseRoot(value.root) };
}

/** @param {string} text @returns {Bytes} 32 */
function parseRoot(text) {
  try {
    const root = fromBase64url(text);
    if (root.length === 32) return root;
  } catch (cause) {
    throw new RecordUnopenableError('not a root', { cause });
  }
  throw new RecordUnopenableError('not a root');
}

/**
 * @param {Manifest} manifest as opened
 * @param {{ count: number, root: Uint8Array, highestCounter: number }} state what this device holds, and the
 *   highest counter it has ever seen (0 on a new device)
 * @throws {ManifestRollbackError} older than what was seen
 * @throws {ManifestMismatchError} it does not describe these records
 */
export function checkManifest(manifest, { count, root, highestCounter }) {
  if (manifest.counter < highestCounter) throw new ManifestRollbackError('an older state');
  if (manifest.count !== count || !equalBytes(manifest.root, root)) throw new ManifestMismatchError('another state');
}
