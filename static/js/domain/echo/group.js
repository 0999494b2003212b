/** The arithmetic, the keys and the signatures of one run, bound to the couple and to the run; what run.js is handed. */
import { concat } from '../../core/bytes.js';
import { exponentiate, randomPoint, topicPoint } from '../../crypto/echo.js';
import { buildEchoMessage, openEchoMessage } from '../../crypto/echo-messages.js';
import { randomBytes, sha256 } from '../../crypto/primitives.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */

const X_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** @param {import('../bridge/context.js').Couple} couple @param {Bytes} run 16 @returns {import('./run.js').Group} */
export function groupOf({ keyring, space, me, partner }, run) {
  return {
    newExponent: () => keyring.newEchoExponent(run),
    async multiply(sealed, points) {
      const exponent = await keyring.openEchoExponent(sealed, run);
      return Promise.all(points.map((point) => exponentiate(point, exponent)));
    },
    topicPoint,
    randomPoint,
    shuffled,
    hash: (points) => sha256(concat(...points)),
    build: (step, points) => buildEchoMessage({ space, run, step, authorFp: me.fingerprint }, points, keyring),
    open: (step, message) => openEchoMessage({ space, run, step, authorFp: partner.fingerprint }, message, partner.signingPublic),
    own: (message) => Array.from({ length: (message.length - SIGNATURE_BYTES) / X_BYTES }, (_, at) => message.slice(at * X_BYTES, (at + 1) * X_BYTES)),
  };
}

/** Fisher and Yates, from the system's generator: so an order tells nothing. @param {number} count below 256 @returns {number[]} */
export function shuffled(count) {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let end = count - 1; end > 0; end -= 1) {
    const at = randomBelow(end + 1);
    [order[end], order[at]] = [order[at], order[end]];
  }
  return order;
}

/** @param {number} end up to 256 @returns {number} each as likely as the others */
function randomBelow(end) {
  const fair = 256 - (256 % end);
  for (;;) {
    const [byte] = randomBytes(1);
    if (byte < fair) return byte % end;
  }
}

