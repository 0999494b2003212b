/**
 * Taking everything of mine along (protocol.md, "The export file"). The sealed file opens with the passphrase and the account
 * code; the plain ones are made only after a fresh passphrase, because whoever has such a file can read it.
 */
import { concat, equalBytes, fromBase64url, toBase64url, utf8 } from '../core/bytes.js';
import { encodeFrames, IDENTITY, MANIFEST, RECORD, SLOT, UNSENT } from '../net/frames.js';
import { manifestId } from '../crypto/manifest.js';
import { THING as TOGETHER } from './check-in/together.js';
import { holdsWords } from './drafting.js';
import { AccountLockedError, AccountMissingError, RecordMissingError } from './errors.js';
import { journalMarkdown, pageMarkdown } from './markdown.js';

/** @typedef {import('../net/frames.js').Frame} Frame */

const MAGIC = concat(utf8('CBX'), Uint8Array.of(1));
const FRAMES_MAGIC_BYTES = 4;
const LEAF_ENTRY_BYTES = 56;
const SLOT_ID = Object.freeze([5, 21]);
const NEVER_OUT = new Set(['check-in', 'calm', 'echo']);
const OPENED_LISTS = Object.freeze(['offer-out', 'offer-in']);
/** Where nobody asks for photos and voice notes. */
const NOTHING_ATTACHED = Object.freeze({ plain: async () => [], frames: async () => [] });
export const JSON_FORMAT = 'couplebridge-export';
export const JSON_VERSION = 1;

/**
 * @param {{
 *   account: any, vault: any, store: any, sync: any, journal: import('./journal.js').Journal, bridge: import('./bridge.js').Bridge,
 *   shared: Pick<import('./shared/shared.js').Shared, 'ours' | 'own'>, steps: { ours: Pick<import('./path/steps.js').Steps, 'touched'>, own: Pick<import('./path/steps.js').Steps, 'touched'> },
 *   checkIns: Pick<import('./check-in/check-ins.js').CheckIns, 'all'>, moments: Pick<import('./moment/moments.js').Moments, 'list'>, attached?: Pick<import('./attachments/exporting.js').Exporting, 'plain' | 'frames'>, captionsOf?: (id: string) => string[], clock: import('../core/clock.js').Clock,
 * }} deps
 */
export function createExport({ account, vault, store, sync, journal, bridge, shared, steps, checkIns, moments, attached = NOTHING_ATTACHED, captionsOf = () => [], clock }) {
  const opened = () => bridge.opened.value.map((view) => ({ ...view, turns: bridge.turns(view.id).turns }));
  const settings = () => vault.singleton('settings').get();
  /** @param {{ id: string, fields: Record<string, any> }} record */
  const plain = ({ id, fields }) => ({ id, ...fields });

  /** Steps, cards and what hangs on them, as they stand now; of the other's check-ins nothing: they are seen only while both want it. Nothing of what two phones found out by themselves, before a moment and in the echo: no file proves an answer or a choice. */
  const path = () => ({ ours: shared.ours.everything().filter(({ id, of }) => id !== TOGETHER && !NEVER_OUT.has(of)).map(plainThing), own: shared.own.everything().map(plainThing) });

  /** @param {import('./account/ways-in.js').Device} device @returns {Uint8Array | null} as this device, or else the vault, knows it */
  const recoverySlot = ({ untoldRecovery }) => {
    const kept = vault.singleton('account').get()?.recoverySlot ?? null;
    return untoldRecovery === undefined ? kept && fromBase64url(kept) : untoldRecovery;
  };

  /** @returns {Promise<Frame[]>} the ways in and the sealed keys, as this device has them */
  const accountFrames = async () => {
    const device = account.device.value;
    if (!device) throw new AccountMissingError();
    const { slot, userId, bundle, kemKey, signingKey } = device;
    const recovery = recoverySlot(device);
    const slots = recovery && !equalBytes(recovery, slot) ? [slot, recovery] : [slot];
    return [...slots.map((blob) => frame(SLOT, blob.slice(...SLOT_ID), 1, [blob])), frame(IDENTITY, userId, 1, [bundle, kemKey, signingKey])];
  };

  /** @returns {Promise<Frame[]>} every item of the feed, as the server confirmed it */
  const feedFrames = async () => {
    const records = await store.records(idsOf(await store.leaves()));
    const manifest = await store.meta('manifest');
    const items = await store.items();
    return [
      ...records.map((/** @type {any} */ { id, revision, seq, envelope, wrap }) => frame(RECORD, fromBase64url(id), revision, [envelope, wrap], seq)),
      ...(manifest ? [frame(MANIFEST, await manifestId(account.device.value.userId), manifest.revision, [manifest.envelope, manifest.wrap])] : []),
      ...items.map((/** @type {any} */ { type, id, revision, seq, parts }) => frame(type, fromBase64url(id), revision, parts, seq)),
    ];
  };

  /** @returns {Promise<Frame[]>} what the manifest cannot know: a reader lays it over the records */
  const unsentFrames = async () => (await store.outbox()).map((/** @type {any} */ { id, revision, envelope, wrap }) => frame(UNSENT, fromBase64url(id), revision, [envelope, wrap]));

  return {
    /** What is unsent is sent first, if it can be; what cannot be sent is in the file all the same. @returns {Promise<Uint8Array>} a .cbx file */
    async sealedFile() {
      await sync.now();
      const frames = [...(await accountFrames()), ...(await feedFrames()), ...(await unsentFrames()), ...(await attached.frames())];
      return concat(MAGIC, encodeFrames(frames).subarray(FRAMES_MAGIC_BYTES));
    },

    /** @param {string} passphrase asked afresh @returns {Promise<string>} complete, versioned, to be imported again @throws {import('./errors.js').WrongPassphraseError} */
    async plainJson(passphrase) {
      await account.prove(passphrase);
      const keyring = account.keyring();
      const attachments = await attached.plain();
      // Locked while photos were fetched: no readable file is made of what was open before.
      if (!keyring || account.keyring() !== keyring) throw new AccountLockedError();
      const all = {
        format: JSON_FORMAT, version: JSON_VERSION, exportedAt: new Date(clock.nowMs()).toISOString(),
        entries: journal.entries().map(plain), bin: journal.binned().map(plain), versions: vault.all('version').map(plain),
        drafts: vault.all('draft').filter((/** @type {any} */ { fields }) => holdsWords(fields)).map(plain),
        settings: settings(), offers: OPENED_LISTS.flatMap((type) => vault.all(type).map(plain)), opened: opened(), path: path(), checkIns: checkIns.all(), attachments, reminders: vault.all('reminder').map(plain),
      };
      return `${JSON.stringify(all, null, 2)}\n`;
    },

    /** @param {string} passphrase asked afresh @returns {Promise<string>} @throws {import('./errors.js').WrongPassphraseError} */
    async markdown(passphrase) {
      await account.prove(passphrase);
      return wholeMarkdown();
    },

    /**
     * All of it, or one page.
     * @param {string} passphrase asked afresh
     * @param {{ draw: import('./pdf/journal.js').Draw, id?: string } & import('./pdf/journal.js').How} how id: of the one page
     * @returns {Promise<{ file: Uint8Array<ArrayBuffer>, isDrawn: boolean }>} @throws {import('./errors.js').WrongPassphraseError}
     */
    async pdf(passphrase, { draw, id, ...how }) {
      await account.prove(passphrase);
      const { journalPdf } = await import('./pdf/journal.js');
      return journalPdf(id ? pageMarkdown(need(id), captionsOf(id)) : wholeMarkdown(), draw, how);
    },
  };

  function wholeMarkdown() {
    const partnerName = settings()?.partnerName ?? '';
    return journalMarkdown({ entries: journal.entries(), bin: journal.binned(), opened: opened(), steps: [...steps.ours.touched(), ...steps.own.touched()], checkIns: checkIns.all(), moments: moments.list(), captionsOf, partnerName, nowMs: clock.nowMs() });
  }

  /** @param {string} id */
  function need(id) {
    const entry = journal.entry(id);
    if (!entry) throw new RecordMissingError();
    return entry;
  }
}

/** @param {import('./shared/things.js').Thing} thing */
const plainThing = ({ id, of, values }) => ({ id, of, ...values });

/** @param {number} type @param {Uint8Array} id 16 @param {number} revision @param {Uint8Array[]} parts @param {number} [seq] @returns {Frame} */
function frame(type, id, revision, parts, seq = 0) {
  return { type, id: new Uint8Array(id), revision, seq, parts: parts.map((part) => new Uint8Array(part)) };
}

/** @param {Uint8Array[]} leaves (id 16 ‖ revision 8 ‖ hash 32)* each @returns {string[]} base64url */
function idsOf(leaves) {
  const ids = [];
  for (const leaf of leaves) for (let at = 0; at < leaf.length; at += LEAF_ENTRY_BYTES) ids.push(toBase64url(leaf.subarray(at, at + 16)));
  return ids;
}
