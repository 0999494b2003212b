/**
 * One run of "Are you calm enough?" between two phones, as steps over what each has published (protocol.md, "A good moment").
 * Pure but for its keys: everything random lies in `secrets`, so that every device of one person publishes the same.
 * Never: answers a second first message in one run, or says more than whether both said yes.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { EncodingInvalidError, PointInvalidError } from '../../core/errors.js';
import { calmAnswer, calmSecond, isCalmBoth } from '../../crypto/calm.js';
import { randomPoint } from '../../crypto/echo.js';

/** @typedef {{ one?: string, two?: string }} Said what one of the two has published; 32 bytes each, base64url */
/**
 * @typedef {object} Secrets
 * @property {string | null} pkcs8 my exponent, base64url; null: I thought better of it
 * @property {string} one my first message
 * @property {string | null} answered the other's first message that mine answers
 * @property {string | null} two what goes out instead of an answer, once I thought better of it
 */
/** @typedef {{ space: string, moment: string, atMs: number }} Scene ids base64url, 16 each */

/** @param {Scene} scene */
const runOf = ({ space, moment, atMs }) => ({ space: fromBase64url(space), moment: fromBase64url(moment), atMs });

/** @param {Scene} scene @param {boolean} isYes @returns {Promise<Secrets>} for the vault, and nowhere else */
export async function newSecrets(scene, isYes) {
  const { pkcs8, one } = await calmAnswer(runOf(scene), isYes);
  return { pkcs8: toBase64url(pkcs8), one: toBase64url(one), answered: null, two: null };
}

/** From here on no answer of mine is there any more: what goes out looks like every other. @param {Secrets} secrets @returns {Promise<Secrets>} */
export async function turnedOff(secrets) {
  return { ...secrets, pkcs8: null, two: secrets.two ?? toBase64url(await randomPoint()) };
}

/**
 * Every step that is possible now. The same given again, the same comes out.
 * @param {{ scene: Scene, secrets: Secrets, theirs: Said }} state
 * @returns {Promise<{ mine: Said, secrets: Secrets, isBoth: boolean, isRefused: boolean }>}
 *   isRefused: what the other's phone published does not fit, and nothing more goes out
 */
export async function advance(state) {
  try {
    return await step(state);
  } catch (cause) {
    if (![EncodingInvalidError, PointInvalidError].some((type) => cause instanceof type)) throw cause;
    return { mine: { one: state.secrets.one }, secrets: state.secrets, isBoth: false, isRefused: true };
  }
}

/** @param {{ scene: Scene, secrets: Secrets, theirs: Said }} state @returns {ReturnType<typeof advance>} */
async function step({ scene, secrets, theirs }) {
  const { one, answered, pkcs8 } = secrets;
  if (!theirs.one) return { mine: { one }, secrets, isBoth: false, isRefused: false };
  // Another first message after this one would be another question: it gets no answer.
  if (answered !== null && answered !== theirs.one) throw new PointInvalidError('a second run');
  const [own, other] = [one, theirs.one].map(bytesOf);
  const second = pkcs8 === null ? bytesOf(secrets.two) : await calmSecond(fromBase64url(pkcs8), { own, theirs: other });
  const said = { mine: { one, two: toBase64url(second) }, secrets: { ...secrets, answered: theirs.one }, isRefused: false };
  if (!theirs.two || pkcs8 === null) return { ...said, isBoth: false };
  return { ...said, isBoth: await isCalmBoth(runOf(scene), fromBase64url(pkcs8), { own, second, theirSecond: bytesOf(theirs.two) }) };
}

/** @param {unknown} text @returns {import('../../core/bytes.js').Bytes} */
function bytesOf(text) {
  if (typeof text !== 'string') throw new PointInvalidError('no text');
  return fromBase64url(text);
}
