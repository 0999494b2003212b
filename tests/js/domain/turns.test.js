import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isTurnAllowed, MAX_TURNS, nextTurn } from '../../../static/js/domain/turns.js';

/** @param {...any} steps */
const after = (...steps) => steps.map((step) => ({ step }));
const ALL = ['heard', 'yes', 'not-quite', 'answer', 'anything'];

for (const [before, who, steps] of /** @type {[any[], any, string[]][]} */ ([
  [after(), 'recipient', ['heard']],
  [after('heard'), 'author', ['yes', 'not-quite']],
  [after('heard', 'not-quite'), 'recipient', ['heard']],
  [after('heard', 'yes'), 'recipient', ['answer']],
  [after('heard', 'yes', 'answer'), null, []],
])) {
  test(`after ${before.map(({ step }) => step).join(', ') || 'nothing'}: ${steps.join(' or ') || 'nothing more'}, and no other step or speaker`, () => {
    assert.deepEqual(nextTurn(before), { who, steps });
    for (const by of /** @type {const} */ (['author', 'recipient'])) {
      for (const step of ALL) {
        const turn = step === 'yes' ? { step } : { step, text: 'words' };
        assert.equal(isTurnAllowed(before, turn, by), by === who && steps.includes(step), `${by} ${step}`);
      }
    }
  });
}

test('a yes has no words, and all else has some', () => {
  assert.equal(isTurnAllowed(after('heard'), { step: 'yes', text: 'but' }, 'author'), false);
  for (const text of ['', '  ', undefined, 7]) assert.equal(isTurnAllowed(after(), { step: 'heard', text }, 'recipient'), false);
});

test('after forty turns nothing follows', () => {
  const many = Array.from({ length: MAX_TURNS / 2 }, () => after('heard', 'not-quite')).flat();
  assert.deepEqual(nextTurn(many), { who: null, steps: [] });
  assert.equal(nextTurn(many.slice(0, -1)).who, 'author');
});
