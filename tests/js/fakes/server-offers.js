/**
 * The fake server's bridge: the states of an offer as protocol.md has them. Signatures are not
 * verified here (the real server does); states, chains, hashes, rests and limits are.
 */

import { parseTuple } from '../../../static/js/crypto/encoding.js';
import { b64, bytes, join, moved, NONE, publish, Refusal, same, sha256, u32, u64, u8 } from './server-state.js';

const STATEMENT = [1, 16, 16, 8, 32, 32, 32, 32, 1, 8, 16, 32];
const [OFFERED, READY, OPENED, ENDED, PUT_AWAY] = [1, 2, 3, 4, 5];
const ZERO_32 = new Uint8Array(32);
const DAYS_14_MS = 14 * 86_400_000;

function read(body) {
  const message = bytes(body.statement);
  const fields = parseTuple('consent', STATEMENT, message);
  return { message, signature: bytes(body.signature, 64), action: fields[0][0], record: fields[2], revision: fields[3][7], envelopeHash: fields[4], wrapHash: fields[5], prev: fields[11] };
}

function publishOffer(offer) {
  for (const account of [offer.author, offer.recipient]) publish(account, { type: 5, id: offer.id, revision: offer.revision, parts: partsFor(offer, account) });
  moved(offer.author, offer.recipient);
}

function partsFor(offer, account) {
  if (offer.state >= ENDED) return [u8(offer.state), ...Array(11).fill(NONE)];
  const isAuthor = account === offer.author;
  const statements = join(...offer.statements.map(({ message, signature }) => join(u32(message.length), message, signature)));
  const seesText = isAuthor || offer.state === OPENED;
  return [
    u8(offer.state), u64(offer.lapses), statements, offer.cover.envelope, offer.cover.wrap, offer.cover.signature,
    offer.moment?.envelope ?? NONE, offer.moment?.wrap ?? NONE, offer.moment?.signature ?? NONE,
    seesText ? offer.envelope : NONE, isAuthor ? offer.wrap : NONE, isAuthor ? NONE : offer.share ?? NONE,
  ];
}

const readSigned = ({ envelope, wrap, signature }) => ({ envelope: bytes(envelope), wrap: bytes(wrap, 60), signature: bytes(signature, 64) });

function rest(state, offer) {
  state.rests.push({ tags: [offer.entryTag, offer.topicTag], until: state.clock.nowMs() + DAYS_14_MS });
}

function checkFirst(state, account, statement, body) {
  if (statement.action !== 1 || !same(statement.prev, ZERO_32) || !same(statement.wrapHash, ZERO_32)) throw new Refusal(422, 'bad-shape');
  if (!same(statement.envelopeHash, sha256(bytes(body.envelope)))) throw new Refusal(422, 'bad-shape');
  if (state.offers.has(b64(statement.record))) throw new Refusal(409, 'conflict');
  const open = [...state.offers.values()].filter((offer) => offer.author === account && offer.state < OPENED);
  if (open.length >= 2) throw new Refusal(409, 'two-open');
  const isResting = state.rests.some(({ tags, until }) => until > state.clock.nowMs() && (tags.includes(body.entry_tag) || tags.includes(body.topic_tag)));
  if (isResting) throw new Refusal(409, 'resting');
}

function spaceOf(state, account) {
  const space = account.space && state.spaces.get(account.space);
  if (!space) throw new Refusal(404, 'not-found');
  return space;
}

function makeOffer(state, { account, body }) {
  const space = spaceOf(state, account);
  const statement = read(body);
  checkFirst(state, account, statement, body);
  const offer = {
    id: statement.record.slice(), space, author: account, recipient: space.partnerOf(account), state: OFFERED, revision: statement.revision,
    lapses: state.clock.nowMs() + DAYS_14_MS, statements: [statement], envelope: bytes(body.envelope), wrap: bytes(body.wrap, 60),
    cover: readSigned(body.cover), moment: null, share: null, entryTag: body.entry_tag, topicTag: body.topic_tag, turns: [], turnHead: null,
    end(nextState = ENDED) {
      offer.state = nextState;
      rest(state, offer);
      publishOffer(offer);
    },
  };
  state.offers.set(b64(offer.id), offer);
  publishOffer(offer);
  return { status: 201, json: {} };
}

function offerOf(state, { account, id }, who) {
  const offer = state.offers.get(id);
  const isIn = offer && { author: account === offer.author, recipient: account === offer.recipient, either: [offer.author, offer.recipient].includes(account) }[who];
  if (!isIn) throw new Refusal(404, 'not-found');
  if (offer.state < OPENED && offer.lapses <= state.clock.nowMs()) offer.end();
  return offer;
}

const last = (offer) => offer.statements[offer.statements.length - 1];

function follow(offer, body, action, states) {
  const statement = read(body);
  if (!states.includes(offer.state)) throw new Refusal(409, 'not-in-this-state');
  if (statement.action !== action) throw new Refusal(422, 'bad-shape');
  if (!same(statement.prev, sha256(last(offer).message))) throw new Refusal(409, 'conflict');
  return statement;
}

function edit(state, request) {
  const offer = offerOf(state, request, 'author');
  const statement = follow(offer, request.body, 1, [OFFERED, READY]);
  if (statement.revision !== offer.revision + 1) throw new Refusal(409, 'conflict');
  const { body } = request;
  offer.statements.push(statement);
  Object.assign(offer, { state: OFFERED, revision: statement.revision, envelope: bytes(body.envelope), wrap: bytes(body.wrap, 60), cover: readSigned(body.cover) });
  publishOffer(offer);
  return { status: 204 };
}

function accept(state, request) {
  const offer = offerOf(state, request, 'recipient');
  const statement = follow(offer, request.body, 2, [OFFERED]);
  if (statement.revision !== offer.revision || !same(statement.envelopeHash, sha256(offer.envelope))) throw new Refusal(409, 'conflict');
  offer.statements.push(statement);
  offer.state = READY;
  publishOffer(offer);
  return { status: 204 };
}

function withdraw(state, request) {
  const offer = offerOf(state, request, 'either');
  const isAuthor = request.account === offer.author;
  offer.statements.push(follow(offer, request.body, 3, isAuthor ? [OFFERED, READY] : [READY]));
  if (isAuthor) offer.end();
  else {
    offer.state = OFFERED;
    publishOffer(offer);
  }
  return { status: 204 };
}

function release(state, request) {
  const offer = offerOf(state, request, 'author');
  const statement = follow(offer, request.body, 7, [READY]);
  const share = bytes(request.body.wrap, 113);
  if (last(offer).action !== 2 || !same(statement.wrapHash, sha256(share))) throw new Refusal(409, 'conflict');
  offer.statements.push(statement);
  Object.assign(offer, { state: OPENED, share, turnHead: sha256(statement.message) });
  rest(state, offer);
  publishOffer(offer);
  return { status: 204 };
}

function moment(state, request) {
  const offer = offerOf(state, request, 'recipient');
  if (offer.state !== OFFERED) throw new Refusal(409, 'not-in-this-state');
  offer.moment = readSigned(request.body);
  publishOffer(offer);
  return { status: 204 };
}

/** SHA-256 of the signed tuple of a turn: what the next one points at. */
function turnLink(offer, account, { envelope, prev }) {
  const fields = [envelope.slice(8, 24), envelope.slice(40, 56), envelope.slice(56, 64), sha256(envelope), sha256(fingerprintInput(account)), offer.id, prev];
  const framed = fields.map((field) => join(u32(field.length), field));
  return sha256(join(Buffer.from('CB1:shared'), u8(0), u8(fields.length), ...framed));
}

const fingerprintInput = ({ bundle }) => join(Buffer.from('CB1:identity'), u8(0), u8(1), u32(bundle.length), bundle);

function turn(state, request) {
  const offer = offerOf(state, request, 'either');
  const prev = bytes(request.body.prev, 32);
  if (offer.state !== OPENED) throw new Refusal(409, 'not-in-this-state');
  if (!same(prev, offer.turnHead) || offer.turns.length >= 40) throw new Refusal(409, 'conflict');
  const signed = readSigned(request.body);
  const made = { id: signed.envelope.slice(40, 56), parts: [offer.id, signed.envelope, signed.wrap, signed.signature, prev] };
  offer.turns.push(made);
  offer.turnHead = turnLink(offer, request.account, { envelope: signed.envelope, prev });
  publishTurns(offer, [made]);
  return { status: 201, json: {} };
}

function publishTurns(offer, turns) {
  for (const account of [offer.author, offer.recipient]) for (const { id, parts } of turns) publish(account, { type: 6, id, parts });
  moved(offer.author, offer.recipient);
}

function putAway(state, request) {
  const found = offerOf(state, request, 'either');
  if (found.state !== OPENED) throw new Refusal(409, 'not-in-this-state');
  for (const offer of found.together ? [...state.offers.values()].filter(({ together }) => together === found.together) : [found]) {
    publishTurns(offer, offer.turns.map(({ id }) => ({ id, parts: Array(5).fill(NONE) })));
    offer.end(PUT_AWAY);
  }
  found.together?.end(PUT_AWAY);
  return { status: 204 };
}

/** A text that opened in a together: an offer that never was under way. */
export function openText(state, { together, author, recipient, record, envelope, wrap, share, now }) {
  const said = { message: now.slice(0, -64), signature: now.slice(-64) };
  const offer = {
    id: record, space: together.space, author, recipient, state: OPENED, revision: 1, lapses: state.clock.nowMs(), statements: [said], envelope, wrap, share,
    cover: { envelope: NONE, wrap: NONE, signature: NONE }, moment: null, entryTag: null, topicTag: null, turns: [], turnHead: sha256(said.message), together,
    end(next) {
      offer.state = next;
      publishOffer(offer);
    },
  };
  state.offers.set(b64(record), offer);
  publishOffer(offer);
}

/** Ends what 14 days have passed over; the real server does this by itself. */
export function lapse(state) {
  for (const offer of state.offers.values()) if (offer.state < OPENED && offer.lapses <= state.clock.nowMs()) offer.end();
}

export const OFFER_ROUTES = [
  ['POST', '/offers', makeOffer],
  ['PUT', '/offers/:id', edit],
  ['POST', '/offers/:id/accept', accept],
  ['POST', '/offers/:id/withdraw', withdraw],
  ['POST', '/offers/:id/moment', moment],
  ['POST', '/offers/:id/release', release],
  ['POST', '/offers/:id/turns', turn],
  ['POST', '/offers/:id/put-away', putAway],
];
