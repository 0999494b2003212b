import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setCatalogue } from '../../../../static/js/core/i18n.js';
import { buildSentence, putInto, takeOut } from '../../../../static/js/domain/gentle/build.js';
import { createGentle, languageOf } from '../../../../static/js/domain/gentle/gentle.js';
import { KINDS } from '../../../../static/js/domain/gentle/rules.js';
import { kindWords } from '../../../../static/js/domain/gentle/words.js';
import { kindsIn, LANGUAGES, rulesOf } from './table.js';

const frames = Object.fromEntries(LANGUAGES.map((language) => [language, rulesOf(language).frames]));
const pieces = (/** @type {any} */ some) => ({ feelings: [], about: '', need: '', us: '', ...some });

test('the sentence is made of the own words and a frame, in the language they are written in', () => {
  const some = pieces({ feelings: ['hurt', 'tired'], about: 'Tuesday evening', need: 'ten quiet minutes.', us: 'eat without phones' });
  assert.equal(buildSentence(some, frames.en), 'I feel hurt and tired about Tuesday evening. I need ten quiet minutes. Could we eat without phones?');
  assert.equal(buildSentence(pieces({ feelings: ['lonely'], about: 'unsere Abende', need: 'Zeit' }), frames.de), 'Ich fühle mich einsam, wenn es um unsere Abende geht. Ich brauche Zeit.');
  assert.equal(buildSentence(pieces({ feelings: ['afraid'], about: 'el dinero', us: 'hablarlo el domingo' }), frames.es), 'Siento miedo por el dinero. ¿Podríamos hablarlo el domingo?');
});

test('any of the pieces may be missing, and with none there is nothing', () => {
  assert.equal(buildSentence(pieces({ need: 'sleep' }), frames.en), 'I need sleep.');
  assert.equal(buildSentence(pieces({ feelings: ['sad'] }), frames.en), 'I feel sad.');
  assert.equal(buildSentence(pieces({ about: 'the car' }), frames.en), 'I feel something I have no word for yet about the car.');
  assert.equal(buildSentence(pieces({ about: ' \n ', need: '.' }), frames.en), '');
});

test('what is written cannot fill a frame in another way: no pattern in it is read', () => {
  for (const own of ['$& $1 $` {need}', '{feelings} {about}', '<b>x</b>', '__proto__']) {
    assert.equal(buildSentence(pieces({ need: own }), frames.en), `I need ${own}.`);
    assert.ok(buildSentence(pieces({ feelings: ['sad'], about: own }), frames.en).includes(own));
  }
  assert.equal(buildSentence(pieces({ feelings: ['from-the-future', 'constructor'] }), frames.en), 'I feel something I have no word for yet.');
});

test('a built sentence is never marked itself, whatever the feeling', () => {
  for (const language of LANGUAGES) {
    for (const feeling of frames[language].feelings.keys()) {
      assert.deepEqual(kindsIn(buildSentence(pieces({ feelings: [feeling], about: 'Ana', need: 'Ana', us: 'Ana' }), frames[language]), rulesOf(language)), [], `${language} ${feeling}`);
    }
  }
});

test('it goes where it is put, and undo brings back exactly what stood there', () => {
  const [text, built] = ['My words. ', 'I need sleep.'];
  assert.equal(putInto(text, built, 'before'), 'I need sleep.\nMy words. ');
  assert.equal(putInto(text, built, 'after'), 'My words.\nI need sleep.');
  assert.equal(putInto(text, built, 'instead'), built);
  assert.equal(putInto('  ', built, 'after'), built);
  for (const where of /** @type {const} */ (['before', 'after', 'instead'])) assert.equal(takeOut(putInto(text, built, where), text, built, where), text);
});

test('what was typed after it was put in is not lost by an undo', () => {
  const built = 'I need sleep.';
  assert.equal(takeOut('My words.\nI need sleep. More.', 'My words.', built, 'after'), 'My words.\n More.');
  assert.equal(takeOut('I need sleep. More.', 'My words.', built, 'instead'), 'My words.\nMore.');
  assert.equal(takeOut('All new', 'My words.', built, 'after'), 'All new');
});

test('every kind has its three lines, and they follow a change of language', () => {
  for (const kind of KINDS) assert.ok(Object.values(kindWords(kind)).every((line) => line.length > 0 && line.length < 100), kind);
  setCatalogue({ 'may land as an order': 'kann wie ein Befehl klingen' }, 'de');
  assert.equal(kindWords('should').lands, 'kann wie ein Befehl klingen');
  setCatalogue({}, 'en');
});

test('the language is the one chosen for writing, then that of the app, then English', () => {
  const settings = { value: { value: { writingLanguage: '' } } };
  const gentle = createGentle({ load: async () => ({}), settings: /** @type {any} */ (settings) });
  setCatalogue({}, 'de-AT');
  assert.equal(gentle.language(), 'de');
  setCatalogue({}, 'pl');
  assert.equal(gentle.language(), 'en');
  settings.value.value.writingLanguage = 'es';
  assert.equal(gentle.language(), 'es');
  setCatalogue({}, 'en');
  assert.deepEqual(['de', 'ES-mx', 'en-GB', '', '../../x', '__proto__', undefined].map(languageOf), ['de', 'es', 'en', null, null, null, null]);
});

test('rules are loaded once, and again only where that failed; without words nothing is loaded', async () => {
  let loads = 0;
  let isOffline = true;
  const file = JSON.parse(await (await import('node:fs/promises')).readFile(new URL('../../../../static/data/gentle/en.json', import.meta.url), 'utf8'));
  const load = async () => {
    loads += 1;
    if (isOffline) throw new TypeError('no network');
    return file;
  };
  const gentle = createGentle({ load, settings: /** @type {any} */ ({ value: { value: { writingLanguage: '' } } }) });
  assert.deepEqual(await gentle.look('  ', 'en'), []);
  assert.equal(loads, 0);
  await assert.rejects(gentle.look('You never call', 'en'), TypeError);
  isOffline = false;
  assert.deepEqual((await gentle.look('You never call', 'en')).map(({ kind }) => kind), ['always']);
  await gentle.look('You never call', 'en');
  assert.equal(loads, 2);
});
