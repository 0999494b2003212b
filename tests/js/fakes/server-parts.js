/** The fake server's parts: into both feeds, each newer than what is there (docs/protocol.md, Parts); `refuseParts`: a Refusal for every one. */

import { b64, moved, publish, Refusal } from './server-state.js';

const stored = (account, { type, id }) => account.feed.get(`${type}:${b64(id)}`) ?? null;
const ownerOf = (frame) => b64(frame.parts[0].slice(24, 40));

function publishParts(state, { account, frames }) {
  const space = account.space && state.spaces.get(account.space);
  if (!space) throw new Refusal(404, 'not-found');
  if (state.refuseParts) throw state.refuseParts;
  const both = space.members;
  const conflicts = frames.filter((frame) => {
    const before = stored(account, frame);
    const isNext = frame.type === 4 ? frame.revision === (before?.revision ?? 0) + 1 : frame.revision > (before?.revision ?? 0);
    return !isNext || both.some((each) => (stored(each, frame) ? ownerOf(stored(each, frame)) !== account.user : false));
  });
  if (conflicts.length > 0) throw new Refusal(409, 'conflict', { conflicts: conflicts.map((frame) => ({ id: b64(frame.id), revision: stored(account, frame)?.revision ?? 0 })) });
  for (const each of both) for (const frame of frames) publish(each, frame);
  moved(...both);
  return { status: 204 };
}

export const PART_ROUTES = [['POST', '/parts', publishParts]];
