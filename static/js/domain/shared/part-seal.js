/**
 * A part between its fields and its envelope: sealed under the space key, signed by whoever wrote it (protocol.md, "Parts").
 * Never: takes a part under another id than the one that follows from its thing and its author.
 */
import { equalBytes, fromBase64url, toBase64url } from '../../core/bytes.js';
import { ForgedStatementError, asForged } from '../bridge/refusals.js';
import { openShared, sealShared } from '../bridge/shared.js';
import { parseRegisters } from './registers.js';

/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('../bridge/context.js').Person} Person */
/** @typedef {import('../sync/items.js').PartItem} PartItem */
/** @typedef {import('./registers.js').Part} Part */
/** @typedef {{ thing: string, of: string, registers: import('./registers.js').Registers }} OpenedPart */

/** 16 bytes as base64url. */
const ID_CHARS = 22;

/**
 * @param {Couple} couple
 * @param {Part} part mine
 * @param {import('../../core/bytes.js').Bytes | null} earlierWrap 60, of an earlier revision
 * @returns {Promise<PartItem>} under the revision that its `n` is
 */
export async function sealPart({ keyring, space, me }, { of, thing, n, registers }, earlierWrap) {
  const record = await keyring.partId(space, me.userId, fromBase64url(thing));
  const sealed = await sealShared({ keyring, space, author: me, record, revision: n }, { v: 1, type: 'part', of, thing, registers }, earlierWrap);
  return { id: toBase64url(record), revision: n, ...sealed };
}

/**
 * @param {Couple} couple
 * @param {Person} author
 * @param {PartItem} item
 * @returns {Promise<OpenedPart>}
 * @throws {ForgedStatementError} by someone else, of something else, or changed
 */
export async function openPart({ keyring, space }, author, item) {
  const record = fromBase64url(item.id);
  const { value } = await openShared({ keyring, space, author, record, revision: item.revision }, item, 'part');
  const registers = parseRegisters(value.registers);
  const isWhole = registers && typeof value.of === 'string' && typeof value.thing === 'string' && value.thing.length === ID_CHARS;
  if (!isWhole || !equalBytes(await idOf({ keyring, space }, author, value.thing), record)) throw new ForgedStatementError();
  return { thing: value.thing, of: value.of, registers };
}

/** @param {Pick<Couple, 'keyring' | 'space'>} couple @param {Person} author @param {string} thing */
async function idOf({ keyring, space }, author, thing) {
  try {
    return await keyring.partId(space, author.userId, fromBase64url(thing));
  } catch (cause) {
    throw asForged(cause);
  }
}
