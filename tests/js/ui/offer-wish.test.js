import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contentOf, TIER, wishFrom } from '../../../static/js/ui/screens/offer/wish.js';

test('what is offered carries the words and the cover, and nothing of how they came about', () => {
  const fields = { happened: 'Soup', feelings: [], felt: '', beneath: '', longing: '', part: '' };
  for (const tier of Object.values(TIER)) {
    const wish = { ...wishFrom(null, fields), tier, text: 'You never listen', isSevenSettled: true, marks: ['always'], 'build:offer': 'canary' };
    const content = contentOf(wish, fields);
    assert.deepEqual(Object.keys(content).sort(), ['cover', 'fields', 'release', 'text', 'tier', 'topic']);
    assert.deepEqual(Object.keys(content.cover).sort(), ['hope', 'line', 'minutes', 'tone']);
  }
});
