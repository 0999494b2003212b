/**
 * The fake server's togethers: the states as protocol.md has them. Signatures are not verified here (the real server does);
 * states, hashes, who sees what, and that both open or neither are.
 */

import { parseTuple } from '../../../static/js/crypto/encoding.js';
import { b64, bytes, join, moved, NONE, publish, Refusal, same, sha256, u64, u8 } from './server-state.js';
import { openText } from './server-offers.js';

const LOCK = [16, 16, 16, 8, 32, 32, 32, 1, 8, 16, 32];
const [OPEN, BOTH_LOCKED, OPENED, ENDED] = [1, 2, 3, 4];
const DAYS_14_MS = 14 * 86_400_000;
const side = () => ({ lock: NONE, record: null, envelope: NONE, wrap: NONE, now: NONE, share: NONE });
const other = (together, account) => together.people.find((one) => one !== account);

function publishTo(together, account) {
  const own = together.sides.get(account);
  const theirs = together.state >= BOTH_LOCKED ? together.sides.get(other(together, account)).lock : NONE;
  const isOpened = together.state === OPENED;
  const text = isOpened ? [NONE, NONE] : [own.envelope, own.wrap];
  const parts = together.state >= ENDED ? [u8(together.state), ...Array(11).fill(NONE)]
    : [u8(together.state), u64(together.lapses), together.tag, ...together.proposal, own.lock, ...text, own.now, isOpened ? NONE : own.share, theirs];
  publish(account, { type: 12, id: together.id, parts });
  moved(account);
}

const publishBoth = (together) => together.people.forEach((account) => publishTo(together, account));

function propose(state, { account, body }) {
  const space = account.space && state.spaces.get(account.space);
  if (!space) throw new Refusal(404, 'not-found');
  const envelope = bytes(body.envelope);
  const now = state.clock.nowMs();
  const here = [...state.togethers.values()].filter((one) => one.space === space);
  if (here.some((one) => one.state < OPENED && one.lapses > now)) throw new Refusal(409, 'together-open');
  if (here.some((one) => b64(one.tag) === body.topic_tag && (one.overAt ?? one.lapses) + DAYS_14_MS > now)) throw new Refusal(409, 'resting');
  const people = [account, space.partnerOf(account)];
  const together = {
    id: envelope.slice(40, 56), space, people, state: OPEN, lapses: now + DAYS_14_MS, tag: bytes(body.topic_tag, 16), overAt: null,
    proposal: [envelope, bytes(body.wrap, 60), bytes(body.signature, 64)], sides: new Map(people.map((one) => [one, side()])),
    end(next = ENDED) {
      together.state = next;
      together.overAt = state.clock.nowMs();
      together.sides = new Map(people.map((one) => [one, side()]));
      publishBoth(together);
    },
  };
  state.togethers.set(b64(together.id), together);
  publishBoth(together);
  return { status: 201, json: {} };
}

function find(state, { account, id }) {
  const together = state.togethers.get(id);
  const isOver = !together || together.state >= ENDED || (together.state < OPENED && together.lapses <= state.clock.nowMs());
  if (isOver || !together.people.includes(account)) throw new Refusal(404, 'not-found');
  return { together, own: together.sides.get(account), theirs: together.sides.get(other(together, account)) };
}

const needState = (together, ...states) => {
  if (!states.includes(together.state)) throw new Refusal(409, 'not-in-this-state');
};

function lock(state, request) {
  const { together, own, theirs } = find(state, request);
  const message = bytes(request.body.statement, 272);
  const said = join(message, bytes(request.body.signature, 64));
  if (same(said, own.lock)) return { status: 204 };
  needState(together, OPEN);
  if (own.lock.length > 0) throw new Refusal(409, 'conflict');
  const fields = parseTuple('together-lock', LOCK, message);
  const envelope = bytes(request.body.envelope);
  if (!same(fields[4], sha256(envelope)) || !same(fields[1], together.id)) throw new Refusal(422, 'bad-signature');
  Object.assign(own, { lock: said, record: fields[2].slice(), envelope, wrap: bytes(request.body.wrap, 60) });
  if (theirs.lock.length === 0) publishTo(together, request.account);
  else {
    together.state = BOTH_LOCKED;
    publishBoth(together);
  }
  return { status: 204 };
}

function unlock(state, request) {
  const { together, own } = find(state, request);
  needState(together, OPEN);
  if (own.lock.length > 0) {
    Object.assign(own, side());
    publishTo(together, request.account);
  }
  return { status: 204 };
}

function now(state, request) {
  const { together, own, theirs } = find(state, request);
  const message = bytes(request.body.statement, 287);
  const said = join(message, bytes(request.body.signature, 64));
  if (same(said, own.now)) return { status: 204 };
  needState(together, BOTH_LOCKED);
  if (own.now.length > 0) throw new Refusal(409, 'conflict');
  Object.assign(own, { now: said, share: bytes(request.body.wrap, 113) });
  if (theirs.now.length === 0) publishTo(together, request.account);
  else {
    together.state = OPENED;
    together.overAt = state.clock.nowMs();
    for (const [account, its] of together.sides) openText(state, { together, author: account, recipient: other(together, account), ...its });
    publishBoth(together);
  }
  return { status: 204 };
}

function stepBack(state, request) {
  const { together } = find(state, request);
  needState(together, OPEN, BOTH_LOCKED);
  together.end();
  return { status: 204 };
}

export const TOGETHER_ROUTES = [
  ['POST', '/togethers', propose],
  ['POST', '/togethers/:id/lock', lock],
  ['POST', '/togethers/:id/unlock', unlock],
  ['POST', '/togethers/:id/now', now],
  ['POST', '/togethers/:id/step-back', stepBack],
];
