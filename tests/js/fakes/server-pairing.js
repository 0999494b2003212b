/** The fake server's invitations and spaces. */

import { checkProof } from './server-accounts.js';
import { b64, bytes, moved, NONE, publish, Refusal, u32, u64, u8 } from './server-state.js';

const [OPEN, JOINED, CONFIRMED, ENDED] = [1, 2, 3, 4];
const DAY_MS = 86_400_000;

function publishInvite(state, invite) {
  for (const user of [invite.inviter, invite.joiner].filter(Boolean)) {
    const isInviter = user === invite.inviter;
    publish(state.users.get(user), {
      type: 7, id: invite.id,
      // What is over holds nothing any more but how often it was tried.
      parts: invite.state === ENDED ? [u8(ENDED), ...Array(10).fill(NONE), user === invite.inviter ? u32(invite.refused) : NONE] : [
        u8(invite.state), invite.space, u64(invite.expires), invite.bundleI, invite.offerMac, invite.bundleJ ?? NONE,
        invite.joinerMac ?? NONE, invite.joinerSignature ?? NONE, invite.inviterMac ?? NONE, invite.inviterSignature ?? NONE,
        isInviter ? NONE : invite.wrap ?? NONE, isInviter ? u32(invite.refused) : NONE,
      ],
    });
    moved(state.users.get(user));
  }
}

function end(state, invite) {
  if (invite.state === CONFIRMED) return;
  invite.state = ENDED;
  publishInvite(state, invite);
}

function invite(state, { account, body }) {
  if (account.space) throw new Refusal(409, 'already-paired');
  if (body.expires > state.clock.nowMs() + DAY_MS) throw new Refusal(422, 'bad-shape');
  for (const old of state.invites.values()) if (old.inviter === account.user && old.state < CONFIRMED) end(state, old);
  const made = {
    id: bytes(body.invite, 16), space: bytes(body.space, 16), expires: body.expires, bundleI: bytes(body.bundle, 154),
    offerMac: bytes(body.mac, 32), inviter: account.user, joiner: null, state: OPEN, refused: 0,
  };
  state.invites.set(body.invite, made);
  publishInvite(state, made);
  return { status: 201, json: {} };
}

function openInvite(state, id) {
  const found = state.invites.get(id);
  if (!found || found.state !== OPEN || found.expires <= state.clock.nowMs()) return null;
  return found;
}

function show(state, { id }) {
  const found = openInvite(state, id);
  if (!found) throw new Refusal(404, 'not-found');
  return { json: { space: b64(found.space), expires: found.expires, bundle: b64(found.bundleI), mac: b64(found.offerMac) } };
}

function own(state, { account, id }) {
  const found = state.invites.get(id);
  if (!found || found.inviter !== account.user) throw new Refusal(404, 'not-found');
  return found;
}

function joinInvite(state, { account, id, body }) {
  const found = state.invites.get(id);
  if (found && found.state === JOINED) {
    found.refused += 1;
    publishInvite(state, found);
  }
  if (!openInvite(state, id) || found.inviter === account.user) throw new Refusal(404, 'not-found');
  if (account.space) throw new Refusal(409, 'already-paired');
  Object.assign(found, {
    state: JOINED, joiner: account.user, bundleJ: bytes(body.bundle, 154), joinerMac: bytes(body.mac, 32), joinerSignature: bytes(body.signature, 64),
  });
  publishInvite(state, found);
  return { status: 202, json: {} };
}

function confirm(state, request) {
  const found = own(state, request);
  if (found.state !== JOINED) throw new Refusal(409, 'not-in-this-state');
  const { body } = request;
  Object.assign(found, { state: CONFIRMED, inviterMac: bytes(body.mac, 32), inviterSignature: bytes(body.signature, 64), wrap: bytes(body.wrap, 113) });
  const members = [found.inviter, found.joiner].map((user) => state.users.get(user));
  const space = {
    id: found.space, members, active: true,
    partnerOf: (account) => members.find((member) => member !== account),
  };
  state.spaces.set(b64(found.space), space);
  for (const member of members) member.space = b64(found.space);
  publishInvite(state, found);
  publishSpace(space, 1);
  return { status: 204 };
}

function publishSpace(space, spaceState) {
  for (const member of space.members) {
    publish(member, { type: 8, id: space.id, parts: [u8(spaceState), space.partnerOf(member).bundle] });
    moved(member);
  }
}

function leave(state, { account, body }) {
  checkProof(account, body.proof);
  const space = state.spaces.get(account.space);
  if (!space) throw new Refusal(404, 'not-found');
  space.active = false;
  for (const member of space.members) member.space = null;
  for (const offer of state.offers.values()) if (offer.space === space && offer.state < 3) offer.end();
  for (const together of state.togethers.values()) if (together.space === space && together.state < 3) together.end();
  publishSpace(space, 2);
  return { status: 204 };
}

export const PAIRING_ROUTES = [
  ['POST', '/invites', invite],
  ['GET', '/invites/:id', show, 'anyone'],
  ['DELETE', '/invites/:id', (state, request) => {
    end(state, own(state, request));
    return { status: 204 };
  }],
  ['POST', '/invites/:id/join', joinInvite],
  ['POST', '/invites/:id/confirm', confirm],
  ['POST', '/space/leave', leave],
];
