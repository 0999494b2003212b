import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstCharacters, isLongerThan, roomFor } from '../../../static/js/core/characters.js';

test('an emoji is one character, as a letter is', () => {
  for (const [text, count] of [['', 0], ['a', 1], ['😀', 1], ['a😀b😀', 4], ['\ud83d', 1], ['\ude00\ud83d', 2], ['é', 1], ['👩‍👧', 3]]) {
    assert.deepEqual([isLongerThan(text, count), count > 0 && isLongerThan(text, count - 1)], [false, count > 0], JSON.stringify(text));
    assert.equal(firstCharacters(`${text}more`, count), text);
    assert.equal(roomFor(text, 10), 10 + text.length - [...text].length);
  }
  assert.equal(firstCharacters('😀😀', 1), '😀');
});
