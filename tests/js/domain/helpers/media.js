/** A phone with photos and voice notes, against the fake server; `again` is a reload of its page, or a page that was killed. */
import { createRequire } from 'node:module';
import { createAttachments } from '../../../../static/js/domain/attachments/attachments.js';
import { createCache } from '../../../../static/js/domain/attachments/cache.js';
import { createReading } from '../../../../static/js/domain/attachments/reading.js';
import { createRecordings } from '../../../../static/js/domain/attachments/recordings.js';
import { createSending } from '../../../../static/js/domain/attachments/sending.js';
import { createTidying } from '../../../../static/js/domain/attachments/tidying.js';
import { createAskWhole } from '../../../../static/js/domain/bridge/asking.js';
import { createDrafting } from '../../../../static/js/domain/drafting.js';
import { createChunkStore } from '../../../../static/js/store/chunks.js';
import { openDatabase } from '../../../../static/js/store/database.js';
import { openPhone, PASSPHRASE } from '../../fakes/phone.js';
import { createFakeServer } from '../../fakes/server.js';
import { withBridge } from './couple.js';

const require = createRequire(new URL('../../../../scripts/js/package.json', import.meta.url));
const { IDBKeyRange } = require('fake-indexeddb');

export { PASSPHRASE };
export const CHUNK = 65_536;

/** @param {number} size @param {number} [seed] @returns {Uint8Array<ArrayBuffer>} */
export const content = (size, seed = 7) => Uint8Array.from({ length: size }, (_, at) => seed + at * 13 + (at >> 9));
export const photo = (bytes) => ({ kind: 'photo', media: 'image/jpeg', content: bytes, width: 40, height: 30, thumbnail: content(900) });

/** @param {any} phone @param {{ mostChunks?: number, locks?: any }} [options] */
export async function withMedia(phone, { mostChunks, locks = null } = {}) {
  const chunks = createChunkStore(await openDatabase(phone.profile), { range: (from, to) => IDBKeyRange.bound(from, to) });
  const [ask, cache, drafting] = [createAskWhole(phone), createCache({ chunks, mostChunks }), createDrafting(phone)];
  const parts = { ...phone, chunks, ask, cache, drafting, locks };
  const sending = createSending({ ...parts, locks: phone.locks });
  const attachments = createAttachments({ ...parts, sending });
  const media = { chunks, cache, drafting, sending, attachments, reading: createReading(parts), recordings: createRecordings({ ...parts, attachments }), tidying: createTidying(parts) };
  return Object.assign(phone, media, { again: async () => withMedia(withBridge(await phone.reopen()), { mostChunks, locks }) });
}

/** @param {any} [options] */
export async function someoneWithMedia(options = {}) {
  const server = createFakeServer();
  const phone = await withMedia(withBridge(await openPhone({ server })), options);
  phone.made = await phone.register('alice');
  return { server, phone, account: () => server.users.get(server.sessions.get(phone.link.cookie).user) };
}

/** @param {any} server @param {any} phone */
export async function another(server, phone, options = {}) {
  const other = await withMedia(withBridge(await openPhone({ server, clock: phone.clock })), options);
  await other.signIn('alice', phone.made.accountCode);
  return other;
}
