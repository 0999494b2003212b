/** R1: a time that no calendar has, signed by a partner or said by a server, breaks no screen and no writing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { u64 } from '../../../static/js/core/bytes.js';
import { buildStatement, LATEST_MS } from '../../../static/js/crypto/statements.js';
import { meet, offerOne, pairedCouple, seen } from './helpers/couple.js';
import { tamperWith } from './helpers/hostile.js';

const LAPSES = 1;

test('an offer that lapses beyond all dates is shown, and what one writes is kept', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  tamperWith(server, 5, (parts) => Object.assign(parts, { [LAPSES]: u64(Number.MAX_SAFE_INTEGER) }));
  await meet(bob);
  assert.equal(seen(bob, 'incoming', id).lapsesAt, new Date(LATEST_MS).toISOString());
  const entry = await bob.journal.create({ happened: 'mine' });
  assert.equal(bob.vault.get(entry).fields.happened, 'mine');
});

test('a statement of a time beyond all dates is none', () => {
  const said = {
    action: 7, space: new Uint8Array(16), record: new Uint8Array(16), revision: 1, envelopeHash: new Uint8Array(32), wrapHash: new Uint8Array(32),
    ownerFp: new Uint8Array(32), recipientFp: new Uint8Array(32), policy: 1,
  };
  assert.ok(buildStatement({ ...said, timeMs: LATEST_MS }));
  assert.throws(() => buildStatement({ ...said, timeMs: LATEST_MS + 1 }), { name: 'StatementInvalidError' });
});
