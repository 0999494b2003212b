/** The fake server's chunks of photos and voice notes. `account.quotaChunks`: how many it may hold. */

import { CHUNK } from '../../../static/js/net/frames.js';
import { b64, bytes, Refusal, same } from './server-state.js';

const A_BODY = 8;
const AN_ANSWER = 4;
const SEALED_BYTES = 65_637;

const held = (account) => (account.attachments ??= new Map());
const of = (account, id) => held(account).get(id) ?? new Map();
const count = (account) => [...held(account).values()].reduce((sum, chunks) => sum + chunks.size, 0);

function put(state, { account, id, frames }) {
  if (!frames || frames.length === 0 || frames.length > A_BODY) throw new Refusal(422, 'bad-frames');
  const chunks = new Map(of(account, id));
  for (const frame of frames) {
    const [sealed] = frame.parts;
    if (frame.type !== CHUNK || b64(frame.id) !== id || frame.parts.length !== 1 || sealed.length !== SEALED_BYTES) throw new Refusal(422, 'bad-frames');
    if (!same(sealed.subarray(20, 36), bytes(id))) throw new Refusal(422, 'bad-frames');
    const there = chunks.get(frame.revision - 1);
    if (there && !same(there, sealed)) throw new Refusal(409, 'conflict', { conflicts: [] });
    chunks.set(frame.revision - 1, sealed);
  }
  const more = chunks.size - of(account, id).size;
  if (count(account) + more > (account.quotaChunks ?? Infinity)) throw new Refusal(507, 'quota');
  held(account).set(id, chunks);
  return { status: 204 };
}

function pull(state, { account, id, query }) {
  const chunks = of(account, id);
  const first = Number(query.get('from'));
  const frames = [];
  for (let position = first; chunks.has(position) && frames.length < AN_ANSWER; position += 1) frames.push({ type: CHUNK, id: bytes(id), revision: position + 1, seq: 0, parts: [chunks.get(position)] });
  if (frames.length === 0) throw new Refusal(404, 'not-found');
  return { frames };
}

function remove(state, { account, id }) {
  held(account).delete(id);
  return { status: 204 };
}

export const ATTACHMENT_ROUTES = [
  ['GET', '/attachments', (state, { account }) => ({ json: { attachments: [...held(account).keys()] } })],
  ['GET', '/attachments/:id', (state, { account, id }) => ({ json: { positions: [...of(account, id).keys()] } })],
  ['GET', '/attachments/:id/chunks', pull],
  ['PUT', '/attachments/:id', put],
  ['DELETE', '/attachments/:id', remove],
];
