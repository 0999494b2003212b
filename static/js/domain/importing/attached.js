/**
 * Photos and voice notes of our own copy. Owns which of them come in, and that each goes the way of one that was just picked
 * or spoken: a file is in nobody's hands, so a picture is drawn anew, and a recording is what its bytes say. One at a time:
 * several are more than a small phone can hold.
 */
import { createBreather } from '../../core/breather.js';
import { firstCharacters } from '../../core/characters.js';
import { EncodingInvalidError } from '../../core/errors.js';
import { CHUNK_BYTES, countChunks, MOST_CHUNKS } from '../../crypto/attachments.js';
import { MAX_WORDS, MOST_CHUNKS_OF_ALL, TYPE } from '../attachments/fields.js';
import { localDay } from '../check-in/rules.js';
import { CONTENT_BYTES_MOST, contentOf, mediaOfVoice } from './content.js';
import { objectOf } from './file.js';
import { ImportStoppedError, ImportUnreadableError } from './problems.js';
import { timeOf } from './values.js';

/** @typedef {import('./report.js').What} What */
/** @typedef {{ of: string, kind: 'photo' | 'voice', at: string, words: string, removedAt: string | null, seconds: number | null, content: Blob }} Attached content: base64 */
/** @typedef {{ attachments: Pick<import('../attachments/attachments.js').Attachments, 'add'>, photos: { prepare: (file: File) => Promise<import('../attachments/fields.js').NewAttachment> } }} Media photos: see photos.js */

const SECONDS_MOST = 86_400;
/** Why one of them is left out, by the code of what was thrown. @type {Record<string, What>} */
const LEFT_OUT = { 'photo-unreadable': 'damaged', 'attachment-too-large': 'large', 'storage-full': 'full' };
/** What a browser throws where a file is not there any more, or not as it was. */
const FILE_GONE = Object.freeze(['NotReadableError', 'NotFoundError']);

/** @param {{ of: string, at: string, kind: string }} one by what two are the same: a picture that was drawn anew has other bytes */
const markOf = ({ of, at, kind }) => `${of} ${at} ${kind}`;

/** @param {{ at: string }} one @returns {string} 'YYYY-MM-DD' */
const dayOf = ({ at }) => localDay(Date.parse(at));

/** @param {unknown} data @param {Blob[]} contents @returns {Blob | null} null: the file was made without it */
function blobOf(data, contents) {
  if (typeof data === 'string') return new Blob([data]);
  return contents[/** @type {number} */ (data)] ?? null;
}

/** @param {any} raw @param {Map<string, string>} ids of pages: in the file → here @param {Blob[]} contents @returns {Attached & { of: string | undefined, content: Blob | null } | null} */
function readOne(raw, ids, contents) {
  const [{ of, kind, at, words, removedAt, seconds, data }, when] = [objectOf(raw) ?? {}, timeOf(objectOf(raw)?.at)];
  if (when === null || !['photo', 'voice'].includes(kind)) return null;
  const isLong = Number.isFinite(seconds) && seconds >= 0 && seconds <= SECONDS_MOST;
  return {
    of: /** @type {any} */ (ids.get(of)), kind, at: when, words: typeof words === 'string' ? firstCharacters(words, MAX_WORDS) : '',
    removedAt: timeOf(removedAt), seconds: isLong ? seconds : null, content: /** @type {any} */ (blobOf(data, contents)),
  };
}

/** @param {Blob} content base64 */
const chunksOf = ({ size }) => countChunks(Math.min(MOST_CHUNKS * CHUNK_BYTES, Math.ceil((size / 4) * 3)));

/** What there is of them in this account. @param {import('./plan.js').Vault} vault */
function thereIn(vault) {
  const marks = new Map();
  let room = MOST_CHUNKS_OF_ALL;
  for (const { fields } of vault.all(TYPE)) {
    marks.set(markOf(/** @type {any} */ (fields)), (marks.get(markOf(/** @type {any} */ (fields))) ?? 0) + 1);
    room -= fields.chunks;
  }
  /** @param {Attached} one @returns {boolean} each of them stands for one in the file */
  const isThere = (one) => {
    const left = marks.get(markOf(one)) ?? 0;
    marks.set(markOf(one), left - 1);
    return left > 0;
  };
  /** @param {Blob} content @returns {boolean} */
  const hasRoom = (content) => (room -= chunksOf(content)) >= 0;
  return { isThere, hasRoom };
}

/**
 * @param {import('./plan.js').Planning} plan
 * @param {import('./plan.js').Vault} vault
 * @param {{ rows: any[], contents: Blob[] }} from
 * @param {Map<string, string>} ids of pages: in the file → here
 */
export async function planAttached(plan, vault, { rows, contents }, ids) {
  const { isThere, hasRoom } = thereIn(vault);
  for (const raw of rows) {
    await plan.step();
    const one = readOne(raw, ids, contents);
    if (!one) plan.report.add('unknown', 1);
    else if (!one.of) plan.report.add('homeless', 1, dayOf(one));
    else if (isThere(one)) plan.found();
    else if (!one.content) plan.report.add('absent', 1, dayOf(one));
    else if (one.content.size > CONTENT_BYTES_MOST) plan.report.add('large', 1, dayOf(one));
    else if (!hasRoom(one.content)) plan.report.add('full', 1, dayOf(one));
    else plan.attach(one);
  }
}

/** @param {Media} media @param {Attached} one @param {() => Promise<void>} breathe @returns {Promise<string>} its id */
async function addOne({ attachments, photos }, { of, kind, at, words, removedAt, seconds, content }, breathe) {
  const bytes = await contentOf(content, breathe);
  const about = { at, words, removedAt };
  if (kind === 'photo') return attachments.add(of, { ...(await photos.prepare(new File([bytes], kind, { type: 'image/jpeg' }))), ...about });
  const media = mediaOfVoice(bytes);
  if (!media) throw new EncodingInvalidError('not a recording');
  return attachments.add(of, { kind, media, content: bytes, seconds: seconds ?? undefined, ...about });
}

/** @param {any} problem @returns {What} @throws what is no reason to leave out this one alone */
function whyLeftOut(problem) {
  if (problem instanceof EncodingInvalidError) return 'damaged';
  if (Object.hasOwn(LEFT_OUT, problem?.code)) return LEFT_OUT[problem.code];
  throw FILE_GONE.includes(problem?.name) ? new ImportUnreadableError({ cause: problem }) : problem;
}

/**
 * @param {Media} media
 * @param {Attached[]} all
 * @param {{ signal?: AbortSignal, onProgress: (share: number) => void, onAdded: (id: string) => void, onLeftOut: (one: Attached, what: What, day: string) => void }} how
 */
export async function addAttached(media, all, { signal, onProgress, onAdded, onLeftOut }) {
  const breathe = createBreather();
  for (const [at, one] of all.entries()) {
    if (signal?.aborted) throw new ImportStoppedError();
    try {
      onAdded(await addOne(media, one, breathe));
    } catch (problem) {
      onLeftOut(one, whyLeftOut(problem), dayOf(one));
    }
    onProgress((at + 1) / all.length);
  }
  if (signal?.aborted) throw new ImportStoppedError();
}
