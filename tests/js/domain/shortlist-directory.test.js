import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createDirectory, providerCard } from '../../../static/js/domain/shortlist/directory.js';

const provider = (n, change = {}) => ({ npi: `${n}`, name: `Name ${n}`, practice: '', credential: 'LMFT', kinds: ['106H00000X', 'later'], street: '', city: 'Springfield', state: 'IL', zip: '62704', phone: '', licence: '7', licence_state: 'IL', ...change });

function directory(pages = {}, state = { imported_on: '2026-11-01', kinds: {} }) {
  const asked = [];
  const locks = [];
  const ask = async (method, path) => {
    asked.push(`${method} ${path}`);
    if (path === '/directory') return state;
    const page = pages[path];
    if (!page) throw new Error('gone');
    return page;
  };
  return { asked, lock: () => locks.forEach((each) => each()), ...createDirectory({ ask, account: { onLock: (listener) => locks.push(listener) } }) };
}

test('a search by place and name asks for nothing but the coarse block, once for an unlock', async () => {
  const one = directory({
    '/directory/blocks/627': { providers: [provider(1, { name: 'Zoë Linde' }), provider(2, { name: 'Ada Linde', zip: '62799' })], next: 2 },
    '/directory/blocks/627?after=2': { providers: [provider(3, { name: 'Bo Roth', practice: 'Linde & co', zip: '62701' }), provider(4, { name: 'Al Linde', zip: '62799' })], next: null },
  });
  const { found, more } = await one.search({ zip: '62704', words: 'linde' });
  assert.deepEqual([found.map(({ name }) => name), more], [['Zoë Linde', 'Bo Roth', 'Ada Linde', 'Al Linde'], 0]);
  assert.deepEqual((await one.search({ zip: '627', words: 'zoe SPRING' })).found.map(({ name }) => name), ['Zoë Linde']);
  assert.deepEqual(one.asked, ['GET /directory/blocks/627', 'GET /directory/blocks/627?after=2']);
  one.lock();
  await one.search({ zip: '62704', words: '' });
  assert.equal(one.asked.length, 4);
});

test('what is no ZIP asks nothing, and what could not be fetched is asked for again', async () => {
  const one = directory();
  assert.deepEqual(await one.search({ zip: 'Springfield', words: 'x' }), { found: [], more: 0 });
  assert.deepEqual(one.asked, []);
  for (let n = 0; n < 2; n += 1) await assert.rejects(one.search({ zip: '10001', words: '' }), /gone/);
  assert.equal(one.asked.length, 2);
});

test('a long block says how many more there are; a server without a directory says so', async () => {
  const many = Array.from({ length: 70 }, (_, n) => provider(n));
  const { found, more } = await directory({ '/directory/blocks/627': { providers: many, next: null } }).search({ zip: '627', words: '' });
  assert.deepEqual([found.length, more], [60, 10]);
  assert.equal(await directory({}, { imported_on: null, kinds: {} }).state(), null);
  assert.deepEqual(await directory().state(), { importedOn: '2026-11-01', kinds: {} });
});

test('a provider becomes a card', () => {
  const card = providerCard(provider(5, { name: 'Ada' }), { '106H00000X': 'Marriage and family therapist' });
  assert.deepEqual([card.name, card.licenceType, card.postcode, card.npi], ['Ada', 'Marriage and family therapist, LMFT', '62704', '5']);
});
