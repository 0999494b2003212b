import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatPhone, regionOf } from '../../../static/js/domain/shortlist/phones.js';

test('a number is written as its country does, and one from elsewhere with its country', () => {
  assert.equal(formatPhone('2175550100', 'en-US'), '(217) 555-0100');
  assert.equal(formatPhone('+12175550100', 'de-DE'), '+1 217 555 0100');
  assert.equal(formatPhone('0341123456', 'de'), '0341 123456');
  assert.deepEqual(['ask at the desk', '12', ''].map((text) => formatPhone(text, 'en-GB')), ['ask at the desk', '12', '']);
  assert.deepEqual([regionOf('es'), regionOf('en-GB')], ['ES', 'GB']);
});
