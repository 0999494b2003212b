/**
 * What the server confirmed or brought, settled against what this device holds, as one step on disk.
 * Owns the rules of a conflict: theirs becomes the base, mine goes on top of it, and text that finds
 * no place is kept as a version. Never: replaces a newer record by an older one, deletes by absence.
 */

import { equalBytes, toBase64url } from '../../core/bytes.js';
import { createBreather } from '../../core/breather.js';
import { random16 } from '../../core/ids.js';
import { UnopenableError } from '../../core/errors.js';
import { same } from '../../core/same.js';
import { sha256 } from '../../crypto/primitives.js';
import { sealTag } from '../../store/store.js';
import { ServerAnswerRefusedError } from '../errors.js';
import { mergeRecords } from './merge.js';
import { openPrivate, sealPrivate } from './sealing.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('../../store/store.js').Current} Current */
/** @typedef {import('../../store/store.js').StoredRecord} StoredRecord */
/** @typedef {import('../../store/store.js').OutboxEntry} OutboxEntry */
/** @typedef {import('./sealing.js').Fields} Fields */
/** @typedef {import('../../store/store.js').Sealed & { seq: number }} Arrived */
/** @typedef {{ record: StoredRecord, fields: Fields, mine: OutboxEntry | null, mineFields: Fields, version: (OutboxEntry & { fields: Fields }) | null, before: Current }} Settled */

/**
 * @param {{ keyring: Keyring, store: import('../../store/store.js').Store, clock: import('../../core/clock.js').Clock, breathe?: () => Promise<void> }} deps
 * @param {Arrived[]} arrived
 * @returns {Promise<Settled[]>} without what is here already
 * @throws {ServerAnswerRefusedError} rolled back, exchanged, or not this account's (safety.md, M2, M3)
 */
export async function settleAll({ keyring, store, clock, breathe = createBreather() }, arrived) {
  const currents = await store.currents(arrived.map(({ id }) => id));
  const settled = [];
  for (const [at, row] of arrived.entries()) {
    const one = await settle({ keyring, clock }, row, currents[at]);
    if (one) settled.push(one);
    await breathe();
  }
  return settled;
}

/**
 * @param {{ keyring: Keyring, clock: import('../../core/clock.js').Clock }} deps
 * @param {Arrived} row
 * @param {Current} current
 * @returns {Promise<Settled | null>}
 */
async function settle({ keyring, clock }, row, { record, entry }) {
  if (isHere(row, record)) return null;
  const theirs = await openArrived(keyring, row);
  const stored = { ...row, hash: await sha256(row.envelope) };
  const before = { record, entry };
  const settled = { record: stored, fields: theirs, mine: null, mineFields: theirs, version: null, before };
  if (!entry || equalBytes(entry.envelope, row.envelope)) return settled;
  const mine = await openPrivate(keyring, entry);
  const { fields, lost } = await rebase({ keyring, entry, record, row, mine, theirs });
  if (same(fields, theirs)) return settled;
  const sealed = await sealPrivate(keyring, { id: row.id, revision: row.revision + 1, fields, wrap: row.wrap });
  const version = lost && theirs.type === 'entry' ? await makeVersion({ keyring, clock }, row.id, theirs) : null;
  return { ...settled, mine: { ...sealed, sent: [] }, mineFields: fields, version };
}

/**
 * @param {Arrived} row
 * @param {StoredRecord | null} record
 * @returns {boolean} the very same is here already
 */
function isHere(row, record) {
  if (!record || row.revision > record.revision) return false;
  if (row.revision === record.revision && equalBytes(row.envelope, record.envelope)) return true;
  throw new ServerAnswerRefusedError();
}

/** @param {Keyring} keyring @param {Arrived} row @returns {Promise<Fields>} */
async function openArrived(keyring, row) {
  try {
    return await openPrivate(keyring, row);
  } catch (cause) {
    throw cause instanceof UnopenableError ? new ServerAnswerRefusedError({ cause }) : cause;
  }
}

/**
 * @param {{ keyring: Keyring, entry: OutboxEntry, record: StoredRecord | null, row: Arrived, mine: Fields, theirs: Fields }} both
 * @returns {Promise<{ fields: Fields, lost: boolean }>}
 */
async function rebase({ keyring, entry, record, row, mine, theirs }) {
  const tag = sealTag(row.envelope);
  // What arrived is what this device sent a moment ago: mine was written on top of it.
  if (entry.sent.some((sent) => equalBytes(sent, tag))) return { fields: mine, lost: false };
  const base = record ? await openPrivate(keyring, record) : {};
  return mergeRecords(base, mine, theirs);
}

/**
 * @param {{ keyring: Keyring, clock: import('../../core/clock.js').Clock }} deps
 * @param {string} of
 * @param {Fields} lost
 * @returns {Promise<OutboxEntry & { fields: Fields }>}
 */
export async function makeVersion({ keyring, clock }, of, lost) {
  const fields = { v: 1, type: 'version', of, at: new Date(clock.nowMs()).toISOString(), fields: lost };
  const sealed = await sealPrivate(keyring, { id: toBase64url(random16()), revision: 1, fields });
  return { ...sealed, sent: [], fields };
}

/**
 * @param {Settled[]} settled
 * @returns {import('../../store/store.js').Step}
 */
export function stepOf(settled) {
  return {
    records: settled.map(({ record }) => record),
    outbox: settled.flatMap(({ mine, version }) => [mine, version].filter((entry) => entry !== null).map(withoutFields)),
    confirmed: settled.filter(({ before, mine }) => before.entry && !mine).map(({ record }) => record.id),
    expect: new Map(settled.map(({ record, before }) => [record.id, before])),
  };
}

/** The store must never see what is readable. @param {OutboxEntry & { fields?: Fields }} entry @returns {OutboxEntry} */
export const withoutFields = ({ id, revision, envelope, wrap, sent }) => ({ id, revision, envelope, wrap, sent });
