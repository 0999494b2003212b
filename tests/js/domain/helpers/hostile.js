/** A server that lies about offers and turns, one change at a time. */
import { readUnsigned, u32, concat } from '../../../../static/js/core/bytes.js';

/** Sends an item again, as if it had moved. @param {any} server @param {string} key "type:id" */
export function touch(server, key) {
  for (const account of server.users.values()) {
    const item = account.feed.get(key);
    if (!item) continue;
    account.head += 1;
    account.feed.delete(key);
    account.feed.set(key, { ...item, seq: account.head });
  }
}

/** @param {any} server @param {number} type @param {(parts: Uint8Array[], frame: any) => Uint8Array[]} change */
export function tamperWith(server, type, change) {
  server.tamper = (/** @type {any} */ _request, /** @type {any} */ answer) => {
    if (!answer.frames) return answer;
    const frames = answer.frames.map((/** @type {any} */ frame) => (frame.type === type ? { ...frame, parts: change([...frame.parts], frame) } : frame));
    return { ...answer, frames };
  };
}

/** @param {Uint8Array} bytes @returns {Uint8Array[]} each statement with its length and signature */
export function splitStatements(bytes) {
  const out = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + readUnsigned(bytes.subarray(at, at + 4)) + 64;
    out.push(bytes.slice(at, end));
    at = end;
  }
  return out;
}

/** @param {Uint8Array[]} statements */
export const joinStatements = (statements) => concat(...statements);

/** @param {Uint8Array} message @param {Uint8Array} signature */
export const framed = (message, signature) => concat(u32(message.length), message, signature);

/** @param {Uint8Array} bytes @param {number} [at] @returns {Uint8Array} one bit different */
export function flipped(bytes, at = bytes.length - 1) {
  const out = bytes.slice();
  out[at] ^= 1;
  return out;
}
