import { test } from 'node:test';
import assert from 'node:assert/strict';
import { toHex, u32, utf8 } from '../../../static/js/core/bytes.js';
import { KdfParamsRefusedError, KdfTooSlowError, KdfUnavailableError } from '../../../static/js/core/errors.js';
import { buildKdfParams, LIGHT_COST, parseKdfParams, STRONG_COST, stretchNewPassphrase, stretchPassphrase } from '../../../static/js/crypto/kdf.js';
import { argon2id } from '../../../static/js/crypto/primitives.js';
import { filled } from './support.js';

const SALT = filled(9);
const LIGHT = buildKdfParams(LIGHT_COST, SALT);

/** A worker of memory: `answer` gives what comes back for each request. */
function fakeWorker(answer) {
  const listeners = {};
  const worker = {
    terminated: 0,
    requests: [],
    addEventListener: (name, listener) => (listeners[name] = listener),
    postMessage: (request) => {
      worker.requests.push(request);
      answer(listeners, request);
    },
    terminate: () => (worker.terminated += 1),
  };
  return worker;
}

test('the costs are those of the protocol', () => {
  assert.deepEqual({ ...STRONG_COST }, { mKib: 65536, t: 3 });
  assert.deepEqual({ ...LIGHT_COST }, { mKib: 19456, t: 2 });
});

test('parameters go there and back, with a fresh salt each time', () => {
  const { mKib, t, p, salt } = parseKdfParams(buildKdfParams({ mKib: 65536, t: 3 }, SALT));
  assert.deepEqual([mKib, t, p, salt], [65536, 3, 1, SALT]);
  assert.notEqual(toHex(buildKdfParams(STRONG_COST)), toHex(buildKdfParams(STRONG_COST)));
});

test('the bounds themselves are allowed, one step outside is refused', () => {
  for (const cost of [{ mKib: 19456, t: 2 }, { mKib: 262144, t: 16 }]) assert.equal(buildKdfParams(cost).length, 26);
  for (const cost of [{ mKib: 19455, t: 2 }, { mKib: 262145, t: 2 }, { mKib: 19456, t: 1 }, { mKib: 19456, t: 17 }]) {
    assert.throws(() => buildKdfParams(cost), KdfParamsRefusedError);
  }
});

test('another algorithm, other lanes, and lengths other than 26 are refused', () => {
  const changed = (at, value) => Object.assign(LIGHT.slice(), { [at]: value });
  assert.throws(() => parseKdfParams(changed(0, 2)), KdfParamsRefusedError);
  for (const lanes of [0, 2]) assert.throws(() => parseKdfParams(changed(9, lanes)), KdfParamsRefusedError);
  for (const length of [0, 25]) assert.throws(() => parseKdfParams(LIGHT.slice(0, length)), KdfParamsRefusedError);
  assert.throws(() => parseKdfParams(new Uint8Array([...LIGHT, 0])), KdfParamsRefusedError);
  assert.throws(() => buildKdfParams(LIGHT_COST, filled(1, 15)), KdfParamsRefusedError);
});

test('a passphrase is NFKC, and its spaces are part of it', async () => {
  const stretch = async (text) => toHex(await stretchPassphrase(text, LIGHT));
  assert.equal(await stretch('\ufb01ne'), await stretch('fine'));
  assert.notEqual(await stretch('fine '), await stretch('fine'));
});

test('refused parameters never reach a worker', async () => {
  const lowered = LIGHT.slice();
  lowered.set(u32(8), 1);
  await assert.rejects(stretchPassphrase('x', lowered, { makeWorker: () => assert.fail('started') }), KdfParamsRefusedError);
});

test('without WebAssembly the plain implementation gives the same bytes', async () => {
  const cost = { mKib: 64, t: 1, p: 1, salt: SALT };
  const withWasm = await argon2id(utf8('x'), cost);
  const { WebAssembly } = globalThis;
  try {
    delete globalThis.WebAssembly;
    assert.equal(toHex(await argon2id(utf8('x'), cost)), toHex(withWasm));
  } finally {
    globalThis.WebAssembly = WebAssembly;
  }
});

test('a worker is asked once, and is gone after its answer', async () => {
  const worker = fakeWorker((on) => on.message({ data: { stretched: filled(5, 32) } }));
  assert.deepEqual(await stretchPassphrase('\ufb01', LIGHT, { makeWorker: () => worker }), filled(5, 32));
  assert.equal(worker.terminated, 1);
  assert.deepEqual(worker.requests[0].passphrase, utf8('fi'));
  assert.equal(worker.requests[0].cost.mKib, LIGHT_COST.mKib);
});

test('a worker that fails or dies is gone too, and says that stretching is not possible here', async () => {
  for (const answer of [(on) => on.message({ data: { failed: true } }), (on) => on.error({})]) {
    const worker = fakeWorker(answer);
    await assert.rejects(stretchPassphrase('x', LIGHT, { makeWorker: () => worker }), KdfUnavailableError);
    assert.equal(worker.terminated, 1);
  }
});

test('a worker past its deadline is ended', async () => {
  const worker = fakeWorker(() => {});
  const controller = new AbortController();
  const stretching = stretchPassphrase('x', LIGHT, { makeWorker: () => worker, signal: controller.signal });
  controller.abort();
  await assert.rejects(stretching, KdfTooSlowError);
  assert.equal(worker.terminated, 1);
});

test('too little memory on this thread says so', async () => {
  const { WebAssembly } = globalThis;
  try {
    // As an engine does that cannot give the memory.
    globalThis.WebAssembly = { compile: () => Promise.reject(new RangeError('memory')) };
    await assert.rejects(stretchPassphrase('x', LIGHT), (error) => error instanceof KdfUnavailableError && error.cause !== undefined);
  } finally {
    globalThis.WebAssembly = WebAssembly;
  }
});

test('a new passphrase takes the strong cost where it is quick enough', async () => {
  const worker = () => fakeWorker((on) => on.message({ data: { stretched: filled(5, 32) } }));
  const made = await stretchNewPassphrase('x', { makeWorker: worker, nowMs: () => 0 });
  assert.equal(made.isLight, false);
  assert.equal(parseKdfParams(made.params).mKib, STRONG_COST.mKib);
  assert.equal(parseKdfParams(made.params).t, STRONG_COST.t);
});

test('slower than four seconds: the light cost, and it is told', async () => {
  const worker = () => fakeWorker((on) => on.message({ data: { stretched: filled(5, 32) } }));
  for (const [elapsedMs, isLight] of [[4000, false], [4001, true]]) {
    const times = [1000, 1000 + elapsedMs];
    const made = await stretchNewPassphrase('x', { makeWorker: worker, nowMs: () => times.shift() });
    assert.equal(made.isLight, isLight);
    assert.equal(parseKdfParams(made.params).mKib, isLight ? LIGHT_COST.mKib : STRONG_COST.mKib);
  }
});

test('at the deadline or out of memory: the light cost, stretched under its own parameters', async () => {
  const failing = (strong) => () => fakeWorker((on, { cost }) => {
    if (cost.mKib === STRONG_COST.mKib) strong(on);
    else on.message({ data: { stretched: filled(6, 32) } });
  });
  const controller = new AbortController();
  const outcomes = [
    await stretchNewPassphrase('x', { makeWorker: failing((on) => on.message({ data: {} })) }),
    await stretchNewPassphrase('x', { makeWorker: failing(() => controller.abort()), deadline: () => controller.signal }),
  ];
  for (const made of outcomes) {
    assert.deepEqual([made.isLight, made.stretched], [true, filled(6, 32)]);
    assert.equal(parseKdfParams(made.params).t, LIGHT_COST.t);
  }
});

test('not even the light cost: an error, never a weaker one', async () => {
  const makeWorker = () => fakeWorker((on) => on.message({ data: {} }));
  await assert.rejects(stretchNewPassphrase('x', { makeWorker }), KdfUnavailableError);
});

test('another problem is not taken for slowness', async () => {
  let asked = 0;
  const makeWorker = () => {
    asked += 1;
    if (asked === 1) throw new TypeError('no policy');
    return fakeWorker((on) => on.message({ data: { stretched: filled(5, 32) } }));
  };
  await assert.rejects(stretchNewPassphrase('x', { makeWorker }), TypeError);
});

test('on this thread a new passphrase is stretched for real', async () => {
  const made = await stretchNewPassphrase('x');
  assert.equal(toHex(await stretchPassphrase('x', made.params)), toHex(made.stretched));
});

test('the worker answers with the bytes, or only that it failed', async () => {
  const answers = [];
  let listen;
  globalThis.addEventListener = (_name, listener) => (listen = listener);
  globalThis.postMessage = (answer) => answers.push(answer);
  try {
    await import('../../../static/js/crypto/argon2-worker.js');
    await listen({ data: { passphrase: utf8('x'), cost: { mKib: 64, t: 1, p: 1, salt: SALT } } });
    await listen({ data: { passphrase: utf8('x'), cost: { mKib: 64, t: 0, p: 1, salt: SALT } } });
  } finally {
    delete globalThis.addEventListener;
    delete globalThis.postMessage;
  }
  assert.equal(answers[0].stretched.length, 32);
  assert.deepEqual(answers[1], { failed: true });
});
