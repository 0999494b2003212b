/** What the fake server remembers, and the small helpers its rooms share. */

import { createHash, randomBytes } from 'node:crypto';
import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';

export const b64 = (bytes) => toBase64url(bytes);
export const bytes = (text, length = null) => {
  const out = fromBase64url(text);
  if (length !== null && out.length !== length) throw new Refusal(422, 'bad-shape');
  return out;
};
export const random = (length) => new Uint8Array(randomBytes(length));
export const sha256 = (data) => new Uint8Array(createHash('sha256').update(data).digest());
export const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

/** Thrown by a room; becomes a problem document. */
export class Refusal extends Error {
  constructor(status, code, extra = {}) {
    super(code);
    Object.assign(this, { status, code, extra });
  }
}

/**
 * @param {{ nowMs: () => number }} clock
 * users: id → account · sessions: token → session · finds: "type:find" → user id · spaces, invites, offers by id
 */
export function createState(clock) {
  return {
    clock,
    users: new Map(),
    sessions: new Map(),
    finds: new Map(),
    spaces: new Map(),
    invites: new Map(),
    offers: new Map(),
    rests: [],
    togethers: new Map(),
  };
}

/** Puts an item into one member's feed: a later change of it takes a new seq, the old one is gone. */
export function publish(account, { type, id, revision = 1, parts }) {
  account.head += 1;
  const key = `${type}:${b64(id)}`;
  account.feed.delete(key);
  account.feed.set(key, { type, id, revision, seq: account.head, parts });
  return account.head;
}

/** Tells the streams of these members that their feed moved. */
export function moved(...accounts) {
  for (const account of accounts) for (const listener of account.listeners) listener();
}

export const u8 = (value) => Uint8Array.of(value);
export const u32 = (value) => new Uint8Array(new Uint8Array(Uint32Array.of(value).buffer).reverse());
export const u64 = (value) => new Uint8Array(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer).reverse());
export const join = (...parts) => new Uint8Array(Buffer.concat(parts));
export const NONE = new Uint8Array(0);
