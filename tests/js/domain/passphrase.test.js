import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { assess, parseCommon } from '../../../static/js/domain/passphrase.js';

const LIST = readFileSync(new URL('../../../static/data/common-passphrases.txt', import.meta.url), 'utf8');
const common = parseCommon(LIST);
/** @param {string} passphrase @param {string} [name] */
const judge = (passphrase, name) => assess(passphrase, common, name);

test('the list of common ones has thousands of lines, is small, and says where it comes from', () => {
  assert.ok(common.size >= 3000, String(common.size));
  assert.ok(Buffer.byteLength(LIST) < 40_000);
  assert.match(LIST.split('\n')[0], /^# /);
  assert.ok([...common].every((line) => line === line.toLowerCase() && !line.startsWith('#')));
});

for (const [claim, passphrase, name, reason] of [
  ['nothing at all', '', '', /at least 10 characters, or four words/],
  ['too short', 'kite-42!', '', /at least 10 characters/],
  ['a common one', 'password1234', '', /Many people/],
  ['a common one in capitals', 'ILoveYouForever', '', /Many people/],
  ['a common one in disguise', 'p@$$w0rd!!!!', '', /Many people/],
  ['a common one with digits around', '12password99!', '', /Many people/],
  ['a common one with signs between', 'i love you forever', '', /Many people/],
  ['three common words', 'happy tiger summer', '', /Many people/],
  ['the sign-in name with a little more', 'rosamund-ottilie-12', 'Rosamund-Ottilie', /sign-in name/],
  ['the name of the app', 'xx-couplebridge-1', '', /name of this app/],
  ['the same letter', 'kkkkkkkkkkkk', '', /repeats/],
  ['the same piece again', 'xkqxkqxkqxkq', '', /repeats/],
  ['a row of keys', 'ghjklpoiuytfds', '', /repeats/],
  ['digits alone', '8274-6193-05', '', /Digits and signs alone/],
]) {
  test(`refused with one reason: ${claim}`, () => {
    const { ok, words, reasons } = judge(String(passphrase), String(name));
    assert.equal(ok, false);
    assert.equal(words, 'Too easy to guess');
    assert.equal(reasons.length, 1);
    assert.match(reasons[0], /** @type {RegExp} */ (reason));
  });
}

test('the strength is said in words that grow with it', () => {
  assert.deepEqual(judge('kmx3tbwqzv'), { ok: true, words: 'Fair', reasons: ['One more word would make it better.'] });
  assert.deepEqual(judge('kmx3tbhqzvfp7r'), { ok: true, words: 'Good', reasons: [] });
  assert.equal(judge('kettle owl brims').words, 'Good');
  assert.equal(judge('kettle owl brims damson quay').words, 'Strong');
  assert.equal(judge('go up ox hi me by').words, 'Strong');
});

test('four words are enough where a word is one sign', () => {
  assert.equal(judge('私 犬 海 山').ok, false, 'still too few signs of its own');
  assert.equal(judge('私 犬 海 山 雨').ok, true);
});

test('the spelling that is stretched is the one that is judged, and signs are counted, not code units', () => {
  assert.equal(judge('ｐａｓｓｗｏｒｄ１２３４').ok, false);
  assert.equal(judge('🙂🌳🚲🎷🧭').ok, false, 'ten code units, five signs');
});

test('a very short name is no reason to refuse', () => {
  assert.equal(judge('banana-kettle-brims', 'a').ok, true);
});
