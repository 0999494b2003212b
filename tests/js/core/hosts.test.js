import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNumericHost } from '../../../static/js/core/hosts.js';

test('an address is no name, and a name with digits is one', () => {
  for (const host of ['127.0.0.1', '192.168.1.20', '[::1]', 'fe80::1']) assert.equal(isNumericHost(host), true, host);
  for (const host of ['localhost', 'bridge.example', '1.example', 'bridge-2.local']) assert.equal(isNumericHost(host), false, host);
});
