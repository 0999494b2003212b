/**
 * Says in words whether a passphrase is good enough, and one thing that would help. Runs on the phone alone.
 * Must never send, keep or count what was typed. No scores: a bar invites people to play for it.
 */
import { t } from '../core/i18n.js';

/** @typedef {{ ok: boolean, words: string, reasons: string[] }} Assessment */

const MIN_CHARACTERS = 10;
const MIN_WORDS = 4;
const MIN_OWN_CHARACTERS = 8;
const GOOD_CHARACTERS = 14;
const STRONG_CHARACTERS = 20;
const STRONG_WORDS = 6;
const MIN_DIGITS = 16;
const MIN_NAME_CHARACTERS = 3;
const PRODUCT_NAMES = ['couplebridge', 'couple bridge'];
const KEY_ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', '!@#$%^&*()'];
/** @type {Record<string, string>} */
const DISGUISES = { '@': 'a', 4: 'a', 3: 'e', 1: 'i', '!': 'i', 0: 'o', $: 's', 5: 's', 7: 't' };

/**
 * @param {string} text static/data/common-passphrases.txt: one a line, lines with # are about the list
 * @returns {Set<string>}
 */
export function parseCommon(text) {
  return new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')));
}

/**
 * Works on the NFKC form, which is also what is stretched (protocol.md, "The account"); counts code points.
 * @param {string} passphrase as typed; secret
 * @param {Set<string>} common from parseCommon
 * @param {string} [name] the sign-in name, which the passphrase must not lean on
 * @returns {Assessment} reasons: at most one
 */
export function assess(passphrase, common, name = '') {
  const plain = passphrase.normalize('NFKC').toLowerCase();
  const weak = weakness(plain, common, name.normalize('NFKC').trim().toLowerCase());
  if (weak) return { ok: false, words: t('Too easy to guess'), reasons: [weak] };
  const own = ownCharacters(plain);
  const words = wordsIn(plain);
  if (own >= STRONG_CHARACTERS || words >= STRONG_WORDS) return { ok: true, words: t('Strong'), reasons: [] };
  if (own >= GOOD_CHARACTERS || words >= MIN_WORDS) return { ok: true, words: t('Good'), reasons: [] };
  return { ok: true, words: t('Fair'), reasons: [t('One more word would make it better.')] };
}

/**
 * @param {string} plain
 * @param {Set<string>} common
 * @param {string} name
 * @returns {string | null} the first thing that is wrong, with what helps
 */
function weakness(plain, common, name) {
  if ([...plain].length < MIN_CHARACTERS && wordsIn(plain) < MIN_WORDS) {
    return t('Use at least 10 characters, or four words.');
  }
  if (isCommon(plain, common)) return t('Many people use this one. Try four words that do not belong together.');
  if (restsOn(plain, [name])) return t('It is mostly your sign-in name. Choose something that has nothing to do with it.');
  if (restsOn(plain, PRODUCT_NAMES)) return t('It is mostly the name of this app. Choose something that has nothing to do with it.');
  if (!/\p{L}/u.test(plain) && [...plain].length < MIN_DIGITS) {
    return t('Digits and signs alone are quick to try. Add some words.');
  }
  if (repeats(plain) || ownCharacters(plain) < MIN_OWN_CHARACTERS) {
    return t('It repeats, or follows a row of keys. Mix in other words.');
  }
  return null;
}

/** @param {string} plain @returns {number} different words; one letter counts only where one letter is a word */
function wordsIn(plain) {
  return new Set(plain.match(/\p{Lo}+|\p{L}{2,}/gu) ?? []).size;
}

/** @param {string} plain @param {Set<string>} common */
function isCommon(plain, common) {
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const shapes = [plain, bare, plain.replace(/[^\p{L}\p{N}]/gu, ''), undisguised(plain), undisguised(bare)];
  if (shapes.some((shape) => common.has(shape))) return true;
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.length < MIN_WORDS && words.every((word) => common.has(word));
}

/** @param {string} plain @returns {string} letters where people put look-alikes */
function undisguised(plain) {
  return [...plain].map((character) => DISGUISES[character] ?? character).join('').replace(/[^\p{L}]/gu, '');
}

/** @param {string} plain @param {string[]} names @returns {boolean} too little is left once the names are taken out */
function restsOn(plain, names) {
  return names.some((name) => [...name].length >= MIN_NAME_CHARACTERS && plain.includes(name) && [...plain.replaceAll(name, '')].length < MIN_OWN_CHARACTERS);
}

/** @param {string} plain @returns {boolean} one piece of up to half its length, again and again */
function repeats(plain) {
  return /^(.+?)\1+.?$/su.test(plain);
}

/** @param {string} plain @returns {number} code points that are not simply the next in a row or the same again */
function ownCharacters(plain) {
  const characters = [...plain];
  return characters.filter((character, at) => at === 0 || !follows(characters[at - 1], character)).length;
}

/** @param {string} before @param {string} character */
function follows(before, character) {
  return before === character || KEY_ROWS.some((row) => row.includes(before + character) || row.includes(character + before));
}
