import assert from 'node:assert/strict';
import test from 'node:test';
import { createApi } from '../../../static/js/net/api.js';
import { ApiProblem, NetworkError } from '../../../static/js/net/errors.js';
import { encodeFrames, FRAMES_TYPE } from '../../../static/js/net/frames.js';

function apiWith(...answers) {
  const sent = [];
  const api = createApi({
    fetch: async (url, init) => {
      sent.push({ url, ...init });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, sent };
}

const json = (value, init = {}) => new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json' }, ...init });
const problem = (status, value, headers = {}) => new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

test('the token of the session is kept and sent with every change, and never with a look', async () => {
  const { api, sent } = apiWith(json({ csrf: 'abc' }), new Response(null, { status: 204 }), json({}));
  assert.equal(api.hasCsrf(), false);
  await api.request('POST', '/sign-in/finish', { json: { a: 1 } });
  assert.equal(sent[0].headers['CB-CSRF'], 'none');
  assert.equal(sent[0].headers['Content-Type'], 'application/json');
  assert.equal(api.hasCsrf(), true);
  const { json: nothing } = await api.request('DELETE', '/session', { keepalive: true });
  assert.equal(nothing, null);
  assert.equal(sent[1].headers['CB-CSRF'], 'abc');
  assert.equal(sent[1].keepalive, true);
  await api.request('GET', '/session');
  assert.equal('CB-CSRF' in sent[2].headers, false);
  assert.equal(sent[2].url, '/api/session');
  api.forgetSession();
  assert.equal(api.hasCsrf(), false);
});

test('frames go and come framed', async () => {
  const frame = { type: 1, id: new Uint8Array(16), revision: 1, seq: 0, parts: [] };
  const answer = new Response(encodeFrames([frame]), { headers: { 'Content-Type': FRAMES_TYPE, 'CB-More': '0' } });
  const { api, sent } = apiWith(answer);
  const { frames, headers } = await api.request('POST', '/feed', { frames: [frame] });
  assert.deepEqual(frames, [frame]);
  assert.equal(headers.get('CB-More'), '0');
  assert.equal(sent[0].headers['Content-Type'], FRAMES_TYPE);
});

test('a problem document becomes a sentence with its code; nothing is tried again', async () => {
  const { api, sent } = apiWith(problem(429, { code: 'slow-down', detail: 'x' }, { 'Retry-After': '7' }));
  const refused = await api.request('GET', '/feed').catch((error) => error);
  assert.ok(refused instanceof ApiProblem);
  assert.equal(refused.retryAfter, 7);
  assert.equal(refused.code, 'slow-down');
  assert.match(refused.message, /moment/);
  assert.equal(sent.length, 1);
});

test('every code has words of its own or the common ones', () => {
  const codes = ['no-session', 'sign-in-failed', 'proof-failed', 'slow-down', 'quota', 'too-large', 'not-found', 'conflict', 'two-open', 'resting', 'not-in-this-state', 'already-paired', 'broken'];
  const words = new Set(codes.map((code) => new ApiProblem({ status: 400, code }).message));
  assert.equal(words.size, codes.length);
});

test('an ended session is told once to everyone who listens, and its token is forgotten', async () => {
  const { api } = apiWith(json({ csrf: 'abc' }), problem(401, { code: 'no-session' }));
  let told = 0;
  api.onSessionEnded(() => { told += 1; });
  await api.request('GET', '/session');
  await assert.rejects(api.request('GET', '/feed'), { code: 'no-session' });
  assert.equal(told, 1);
  assert.equal(api.hasCsrf(), false);
});

test('no network, a page that is not ours, and a broken body are "nobody knows"', async () => {
  const page = () => new Response('<p>Sign in to the hotel</p>', { headers: { 'Content-Type': 'text/html' } });
  const broken = () => new Response('{', { headers: { 'Content-Type': 'application/json' } });
  for (const answer of [new TypeError('no'), page(), broken(), new Response('x')]) {
    await assert.rejects(apiWith(answer).api.request('GET', '/feed'), NetworkError);
  }
});

test('an error page without a document is a broken server; frames that are none are said', async () => {
  await assert.rejects(apiWith(new Response('oops', { status: 502 })).api.request('GET', '/feed'), { code: 'broken', status: 502 });
  await assert.rejects(apiWith(problem(500, {})).api.request('GET', '/feed'), { code: 'broken' });
  const wrong = new Response('nope', { headers: { 'Content-Type': FRAMES_TYPE } });
  await assert.rejects(apiWith(wrong).api.request('GET', '/feed'), { code: 'bad-frames' });
});

test('an answer that is no object is none of ours, whatever its type says', async () => {
  const { api } = apiWith(json(null), json(7), problem(409, null));
  for (const path of ['/account', '/sessions', '/feed']) await assert.rejects(api.request('GET', path), NetworkError);
});

test('each request says which protocol it speaks, and each answer is heard for what the server says of itself', async () => {
  const headers = { 'Content-Type': 'application/json', 'CB-Release': 'r2', 'CB-Oldest-Client': '2' };
  const { api, sent } = apiWith(json({}, { headers }), problem(400, { code: 'client-too-old' }, { 'CB-Oldest-Client': 'x' }), json({}));
  const heard = [];
  api.onServed((served) => heard.push(served));
  await api.request('GET', '/session');
  const refused = await api.request('POST', '/feed', { json: {} }).catch((error) => error);
  await api.request('GET', '/session');
  assert.deepEqual(sent.map((request) => request.headers['CB-Client']), ['2', '2', '2']);
  assert.deepEqual(heard, [{ release: 'r2', oldestClient: 2 }, { release: null, oldestClient: null }, { release: null, oldestClient: null }]);
  assert.deepEqual([refused.code, /Nothing is lost/.test(refused.message)], ['client-too-old', true]);
});
