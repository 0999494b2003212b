import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ENGLISH, currentLanguage, currentLocale, languageFor, setCatalogue, speak, t } from '../../../static/js/core/i18n.js';
import { createLanguage, WordsNotHereError } from '../../../static/js/domain/language.js';
import { chosenLanguage } from '../../../static/js/store/first-look.js';

const OFFERED = ['en', 'de', 'es'];
const WORDS = { de: { language: 'de', dir: 'ltr', texts: { Today: 'Heute' } }, es: { language: 'es', dir: 'ltr', texts: { Today: 'Hoy' } } };
afterEach(() => setCatalogue({}, 'en'));

/** Storage made of memory. */
const memory = (kept = {}) => ({ kept, getItem: (key) => kept[key] ?? null, setItem: (key, value) => void (kept[key] = value), removeItem: (key) => void delete kept[key] });
const refused = () => {
  throw new DOMException('denied', 'SecurityError');
};

function roomWith({ wanted = ['de-AT', 'en'], load = async (code) => WORDS[code], storage = memory() } = {}) {
  const page = { lang: 'en', dir: 'ltr' };
  const kept = [];
  const room = createLanguage({ offered: OFFERED, wanted: () => wanted, load, speak: (words) => speak(words, wanted, page), storage: typeof storage === 'function' ? storage : () => storage, keep: (code) => kept.push(code) });
  return { room, page, kept };
}

test('the best language is the first that is wanted and offered, whatever its country', () => {
  assert.equal(languageFor(['', 'fr-CA', 'ES-mx', 'de'], OFFERED), 'es');
  assert.equal(languageFor([], OFFERED), 'en');
});

test('dates follow the country of the phone where it speaks the language, and the page is told', () => {
  const page = { lang: '', dir: '' };
  speak(WORDS.de, ['en-GB', 'de-AT'], page);
  assert.deepEqual([page, currentLocale(), currentLanguage(), t('Today')], [{ lang: 'de', dir: 'ltr' }, 'de-AT', 'de', 'Heute']);
  speak({ language: 'ar', dir: 'rtl', texts: {} }, ['en-GB'], page);
  assert.deepEqual([page, currentLocale()], [{ lang: 'ar', dir: 'rtl' }, 'ar']);
});

test('a choice is spoken at once, remembered on the device, and kept for times without a network', async () => {
  const storage = memory();
  const { room, page, kept } = roomWith({ storage });
  assert.deepEqual([room.choice.value, room.spoken.value], ['', 'en']);
  await room.choose('es');
  assert.deepEqual([room.choice.value, room.spoken.value, page.lang, t('Today')], ['es', 'es', 'es', 'Hoy']);
  assert.deepEqual([storage.kept, kept], [{ language: 'es' }, ['en', 'es']]);
  assert.equal(roomWith({ storage }).room.choice.value, 'es');
});

test('the language of the phone leaves nothing behind', async () => {
  const storage = memory({ language: 'es' });
  const { room } = roomWith({ storage });
  await room.choose('');
  assert.deepEqual([room.choice.value, room.spoken.value, storage.kept], ['', 'de', {}]);
});

test('English needs no file', async () => {
  const { room, page } = roomWith({ load: () => assert.fail('a file was asked for') });
  await room.choose('en');
  assert.deepEqual([room.choice.value, page.lang, ENGLISH.texts], ['en', 'en', {}]);
});

test('words that do not come change nothing, and are said in a sentence', async () => {
  const storage = memory();
  const { room, page } = roomWith({ load: () => Promise.reject(new TypeError('offline')), storage });
  await assert.rejects(room.choose('de'), (problem) => problem instanceof WordsNotHereError && /not on this phone yet/.test(problem.message));
  assert.deepEqual([room.choice.value, room.spoken.value, page.lang, storage.kept], ['', 'en', 'en', {}]);
});

test('of two choices the last one stands, in whatever order their words come', async () => {
  const late = Promise.withResolvers?.() ?? (() => { let resolve; const promise = new Promise((done) => (resolve = done)); return { promise, resolve }; })();
  const { room } = roomWith({ load: async (code) => (code === 'de' ? late.promise : WORDS[code]) });
  const first = room.choose('de');
  await room.choose('es');
  late.resolve(WORDS.de);
  await first;
  assert.deepEqual([room.choice.value, room.spoken.value, t('Today')], ['es', 'es', 'Hoy']);
});

test('where a browser refuses to keep anything, a choice lasts while the app is open', async () => {
  const { room } = roomWith({ storage: refused });
  assert.equal(chosenLanguage(refused), '');
  await room.choose('es');
  assert.deepEqual([room.choice.value, room.spoken.value], ['es', 'es']);
});

test('a language that is not offered any more is as if none had been chosen', () => {
  assert.equal(roomWith({ storage: memory({ language: 'xx' }) }).room.choice.value, '');
});
