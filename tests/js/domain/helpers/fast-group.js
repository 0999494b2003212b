/** Numbers in place of points, for thousands of runs: the same shape, and the same order of exponents does not matter. No secrecy. */
import { concat } from '../../../../static/js/core/bytes.js';
import { EchoRefusedError } from '../../../../static/js/core/errors.js';
import { TOPIC_IDS } from '../../../../static/js/domain/topics.js';

const P = 2n ** 61n - 1n;
const [X, SIGNATURE, SEALED] = [32, 64, 166];

/** @param {bigint} number @param {number} length */
function bytesOf(number, length) {
  const out = new Uint8Array(length);
  new DataView(out.buffer).setBigUint64(length - 8, number);
  return out;
}
/** @param {Uint8Array} bytes */
const numberOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(bytes.length - 8);
/** @param {Uint8Array} message */
const cut = (message) => Array.from({ length: (message.length - SIGNATURE) / X }, (_, at) => message.slice(at * X, (at + 1) * X));

/** @param {() => number} random 0 … 1 @returns {import('../../../../static/js/domain/echo/run.js').Group} */
export function fastGroup(random) {
  const fresh = () => 2n + BigInt(Math.floor(random() * 2 ** 52));
  return {
    newExponent: async () => bytesOf(fresh(), SEALED),
    multiply: async (sealed, points) => points.map((point) => bytesOf((numberOf(point) * numberOf(sealed)) % P, X)),
    topicPoint: (topic) => bytesOf(BigInt(TOPIC_IDS.indexOf(topic) + 1) ** 7n + 11n, X),
    randomPoint: async () => bytesOf(fresh(), X),
    shuffled(count) {
      const order = Array.from({ length: count }, (_, at) => at);
      for (let end = count - 1; end > 0; end -= 1) {
        const at = Math.floor(random() * (end + 1));
        [order[end], order[at]] = [order[at], order[end]];
      }
      return order;
    },
    hash: async (points) => concat(...points).slice(0, X),
    build: async (_step, points) => concat(...points, new Uint8Array(SIGNATURE)),
    async open(step, message) {
      const points = cut(message);
      if (points.length !== (step === 2 ? 10 : 5)) throw new EchoRefusedError('length');
      return points;
    },
    own: cut,
  };
}
