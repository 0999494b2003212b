import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { setCatalogue } from '../../../static/js/core/i18n.js';
import { feelingFamilies, feelingLabel, feelings } from '../../../static/js/domain/feelings.js';
import { hopeLabel, hopes, toneLabel, tones } from '../../../static/js/domain/tones.js';
import { TOPIC_IDS, topicLabel, topics } from '../../../static/js/domain/topics.js';

afterEach(() => setCatalogue({}, 'en'));

test('the sixteen topics stand in the order of the protocol', () => {
  assert.equal(
    TOPIC_IDS.join(', '),
    'money, chores, closeness, sex, wider-family, parenting, trust, plans, time-together, being-heard, arguments, health, work, habits, living-arrangements, outside-help',
  );
  assert.deepEqual(topics().map(({ id }) => id), TOPIC_IDS);
});

test('there are eight families of five feelings, every id once', () => {
  assert.deepEqual(feelingFamilies().map((family) => family.feelings.length), [5, 5, 5, 5, 5, 5, 5, 5]);
  assert.equal(new Set(feelings().map(({ id }) => id)).size, 40);
});

test('words follow a change of language at once', () => {
  setCatalogue({ Money: 'Geld', hurt: 'verletzt', Calm: 'Ruhig', 'Just listen': 'Nur zuhören' }, 'de');
  assert.equal(topicLabel('money'), 'Geld');
  assert.equal(feelingLabel('hurt'), 'verletzt');
  assert.equal(toneLabel('calm'), 'Ruhig');
  assert.equal(hopeLabel('listen'), 'Nur zuhören');
});

test('what a later version knows is simply without a word here', () => {
  for (const label of [topicLabel, feelingLabel, toneLabel, hopeLabel]) assert.equal(label('from-the-future'), null);
});

test('tones and hopes are those of the protocol', () => {
  assert.deepEqual(tones().map(({ id }) => id), ['calm', 'tender', 'worried', 'upset']);
  assert.deepEqual(hopes().map(({ id }) => id), ['listen', 'understand', 'think-together', 'comfort']);
});
