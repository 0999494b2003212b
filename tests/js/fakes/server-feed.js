/** The fake server's feed: pull in pages, push as one transaction with compare-and-set. */

import { b64, moved, publish, Refusal } from './server-state.js';

function pull(state, { account, query }) {
  const cursor = Number(query.get('cursor'));
  const limit = Number(query.get('limit') ?? 1000);
  const waiting = [...account.feed.values()].filter(({ seq }) => seq > cursor).sort((a, b) => a.seq - b.seq);
  const page = waiting.slice(0, limit);
  const next = page.length > 0 ? page[page.length - 1].seq : Math.max(cursor, 0);
  const headers = { 'CB-Cursor': String(next), 'CB-More': waiting.length > page.length ? '1' : '0' };
  return page.length > 0 ? { frames: page, headers } : { status: 204, headers };
}

function push(state, { account, frames, headers }) {
  const key = headers.get('Idempotency-Key');
  const before = account.pushes.get(key);
  if (before) return before;
  if (frames.length > 500 || frames.filter(({ type }) => type === 2).length !== 1 || frames[frames.length - 1].type !== 2) {
    throw new Refusal(422, 'bad-frames');
  }
  const conflicts = frames.filter((frame) => frame.revision !== stored(account, frame) + 1);
  if (conflicts.length > 0) {
    throw new Refusal(409, 'conflict', {
      conflicts: conflicts.map((frame) => ({ id: b64(frame.id), revision: stored(account, frame) })),
    });
  }
  const seqs = frames.map((frame) => publish(account, frame));
  const answer = { json: { first: seqs[0], head: seqs[seqs.length - 1] } };
  account.pushes.set(key, answer);
  moved(account);
  return answer;
}

const stored = (account, { type, id }) => account.feed.get(`${type}:${b64(id)}`)?.revision ?? 0;

export const FEED_ROUTES = [
  ['GET', '/feed', pull],
  ['POST', '/feed', push],
];
