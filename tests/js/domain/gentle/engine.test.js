import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { RulesInvalidError } from '../../../../static/js/domain/gentle/errors.js';
import { findMarks, LONGEST_LOOKED_AT } from '../../../../static/js/domain/gentle/marks.js';
import { readRules } from '../../../../static/js/domain/gentle/rules.js';
import { kindsIn, LANGUAGES, rulesOf } from './table.js';

const rules = Object.fromEntries(LANGUAGES.map((language) => [language, rulesOf(language)]));
const small = (/** @type {any} */ change = {}) => ({
  v: 1, language: 'xx', groups: { lead: 'and', you: 'you' }, kinds: { always: { marks: ['<you> ~2 never'], spares: ['<you> ~2 never hurt'] } },
  several: { topics: ['money', 'chores'], atLeast: 2, needs: '<you>', without: 'thanks' },
  frames: { begin: 'I feel {feelings}', about: ' about {about}', need: 'I need {need}.', us: 'Could we {us}?', and: ' and ', none: 'I feel', feelings: {} }, ...change,
});
const quotes = (/** @type {string} */ text, language = 'en') => findMarks(text, rules[language]).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

test('a mark names its place in the text as it was written', () => {
  assert.deepEqual(quotes('Hm.  YOU NÉVER listen to me'), ['always: YOU NÉVER']);
  assert.deepEqual(quotes('👩‍👩‍👧 you’re so selfish'), ['you-are: you’re so selfish']);
});

test('case, accents, stretched letters, hidden letters and both kinds of apostrophe change nothing', () => {
  for (const text of ['YOU NEVER CALL', 'you neeeever call', 'yóu nèver call', 'you ne\u00adver call', 'you ne\u200bver call']) assert.deepEqual(kindsIn(text, rules.en), ['always'], text);
  for (const text of ["you're lazy", 'you’re lazy', 'youre lazy']) assert.deepEqual(kindsIn(text, rules.en), ['you-are'], text);
  for (const text of ['hoer auf damit', 'Hör auf damit', 'HÖR AUF damit', 'ho\u0308r auf damit']) assert.deepEqual(kindsIn(text, rules.de), ['should'], text);
  for (const text of ['deberias pedir perdon', 'DEBERÍAS pedir perdón']) assert.deepEqual(kindsIn(text, rules.es), ['should'], text);
});

test('what is quoted is left alone; a quotation mark that is never closed hides nothing', () => {
  for (const text of ['He said “you never listen” to me', 'He said "you never listen"', "He said 'you never listen' and left", 'Er sagte „you never listen“', '«you never listen» was it']) assert.deepEqual(kindsIn(text, rules.en), [], text);
  for (const text of ['He said “ok. You never listen', '"you never listen', `"${'so '.repeat(200)}you never listen"`]) assert.deepEqual(kindsIn(text, rules.en), ['always'], text);
});

test('what is said in one sentence is not tied to the next', () => {
  assert.deepEqual(kindsIn('I love you. Never mind the rain.', rules.en), []);
  assert.deepEqual(kindsIn('It is for you\nNever again will I bake', rules.en), []);
});

test('the same words in a question, a wish or about oneself are left alone', () => {
  const fine = {
    en: ['Should we go?', 'What do you think?', 'You are right.', 'I always loved that.', 'nothing but the rain', 'I am such an idiot.', 'You don’t have to.', 'You are not selfish.'],
    de: ['Was denkst du?', 'Du bist mir wichtig.', 'Ich habe das immer geliebt.', 'Sollen wir gehen?', 'Du bist nicht egoistisch.', 'Du musst nicht.', 'nicht rot, sondern blau'],
    es: ['¿Qué piensas?', 'Eres importante para mí.', 'Siempre quise verlo.', '¿Deberíamos ir?', 'No eres egoísta.', 'No tienes que venir.', 'no rojo sino azul'],
  };
  for (const [language, texts] of Object.entries(fine)) for (const text of texts) assert.deepEqual(kindsIn(text, rules[language]), [], text);
});

test('the same word in another place is still found, and one thing is one mark', () => {
  assert.deepEqual(quotes('You never hurt me. You never call me.'), ['always: You never']);
  assert.deepEqual(quotes('You always, always do that, you never stop'), ['always: You always', 'always: you never']);
});

const HOSTILE = [
  '', ' ', '\u0000', '\ud800', '\udfff\ud800', '"'.repeat(20_000), "'a".repeat(10_000), '“'.repeat(20_000), 'you '.repeat(5_000), 'never '.repeat(4_000), 'you never '.repeat(2_500),
  'a'.repeat(20_000), 'aA\u0301'.repeat(7_000), '\u0301'.repeat(20_000), 'you'.repeat(7_000), 'you, '.repeat(5_000), 'du '.repeat(7_000), 'no te '.repeat(3_500), 'siempre me '.repeat(1_900),
  '__proto__ constructor toString hasOwnProperty', '<script>you never</script>', '${never} {partner} %s', '\u202eyou never\u2066', '\u200b'.repeat(20_000), 'ﷺ'.repeat(5_000), '1'.repeat(20_000), '.!?'.repeat(6_000),
];

test('nothing that anybody types makes it throw, and every mark lies within the text', () => {
  for (const language of LANGUAGES) {
    for (const text of HOSTILE) {
      for (const { start, end } of findMarks(text, rules[language])) assert.ok(start >= 0 && start < end && end <= text.length);
    }
  }
});

test('what lies behind the longest text of a page is not looked at, however long the text is', () => {
  const end = 'You never call.';
  assert.deepEqual(kindsIn(`${'. '.repeat(LONGEST_LOOKED_AT / 2 - end.length)}${end}`, rules.en), ['always']);
  assert.deepEqual(kindsIn(`${'. '.repeat(LONGEST_LOOKED_AT / 2)}${end}`, rules.en), []);
});

test('a gap does not reach over what it must be without, nor over the end of a part', () => {
  const own = readRules(small({ kinds: { always: { marks: ['<you> ~3-me never', 'so ~~2 never'] } } }));
  const found = (/** @type {string} */ text) => findMarks(text, own).length;
  assert.deepEqual(['you do never', 'you to me never', 'you do, never', 'so you, never', 'so you. never'].map(found), [1, 0, 0, 1, 0]);
});

test('twice as long a text takes twice as many looks, not four times: no rule runs away', () => {
  for (const language of LANGUAGES) {
    for (const piece of ['du you te no me never but ', 'you are not so very much ', 'ich du dir das nicht ', 'no te lo que me ']) {
      const [once, twice] = [300, 600].map((times) => looksAt(piece.repeat(times), rules[language]));
      assert.ok(twice <= once * 2.5, `${language}: ${piece} ${once} ${twice}`);
    }
  }
});

/** @param {string} text @param {any} own @returns {number} how often a word was looked up */
function looksAt(text, own) {
  let looks = 0;
  const counted = (/** @type {any} */ index) => ({ ...index, byWord: { get: (/** @type {string} */ word) => (index.byWord.get(word) ?? []).map((/** @type {any} */ pattern) => countedPattern(pattern)) } });
  const countedPattern = (/** @type {any} */ pattern) => ({ ...pattern, steps: new Proxy(pattern.steps, { get: (steps, name) => ((looks += typeof name === 'string' && /^\d+$/.test(name) ? 1 : 0), steps[name]) }) });
  findMarks(text, { ...own, marks: counted(own.marks), spares: counted(own.spares) });
  return looks;
}

test('a file of rules that is not one is refused with a name', () => {
  assert.deepEqual(findMarks('you really never, you never hurt', readRules(small())).map(({ start }) => start), [0]);
  const wrong = [
    null, [], 'rules', small({ v: 2 }), small({ kinds: [] }), small({ kinds: { other: { marks: [] } } }), small({ kinds: { always: { marks: 'you' } } }), small({ kinds: { always: { marks: [1] } } }),
    small({ kinds: { always: { marks: ['<nobody> never'] } } }), small({ kinds: { always: { marks: ['(a+)+$ you'] } } }), small({ kinds: { always: { marks: ['* never'] } } }), small({ kinds: { always: { marks: ['~2 never'] } } }),
    small({ kinds: { always: { marks: ['you ~99 never'] } } }), small({ kinds: { always: { marks: ['you ~1 a ~1 b ~1 c ~1 d ~1 e'] } } }), small({ kinds: { always: { marks: [`you${' a'.repeat(30)}`] } } }), small({ typos: 1 }),
    small({ groups: { lead: 'and', you: '' } }), small({ groups: { you: 'you' } }), small({ several: { topics: ['a'], atLeast: 1, needs: 'you', without: 'b' } }), small({ frames: {} }), small({ letters: { a: 1 } }),
    JSON.parse('{"v":1,"language":"xx","groups":{"__proto__":"you"},"kinds":{}}'),
  ];
  for (const file of wrong) assert.throws(() => readRules(file), RulesInvalidError, JSON.stringify(file)?.slice(0, 300));
});

test('a slip of the thumb in a word that carries much is still that word', () => {
  for (const text of ['you alwyas forget', 'you allways forget', 'you nevr call']) assert.deepEqual(kindsIn(text, rules.en), ['always'], text);
  assert.deepEqual(kindsIn('Did you ever call? Where were you, ever so far?', rules.en), []);
});

test('the files of rules hold no word twice in one list', () => {
  for (const language of LANGUAGES) {
    const { groups, kinds } = JSON.parse(readFileSync(new URL(`../../../../static/data/gentle/${language}.json`, import.meta.url), 'utf8'));
    for (const [name, words] of Object.entries(groups)) assert.deepEqual(words.split(' ').filter((word, n, all) => all.indexOf(word) !== n), [], `${language} ${name}`);
    for (const [kind, { marks, spares }] of Object.entries(kinds)) for (const list of [marks, spares]) assert.equal(new Set(list).size, list.length, `${language} ${kind}`);
  }
});
