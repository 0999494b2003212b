/** Pasted blocks of several countries, shared pages, and the links that come of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readAddressBlock, readShared } from '../../../static/js/domain/shortlist/address-block.js';
import { readWeb, telLink } from '../../../static/js/domain/shortlist/links.js';
import { seeded } from '../support/seeded.js';

const PARTS = [
  'Ada Linde', 'Ben Roth, LMFT', 'Praxis am Park', 'Am Park 3', '1234 Oak Avenue', '12 Elm St, Springfield, IL 62704', 'D-04109 Leipzig', '28013 Madrid (Madrid)', 'London', 'SW1A 1AA', 'Leeds, LS1 4AP',
  'Tel. 030 1234567, Fax 030 7654321', 'Fax: 0341 1234567', '(217) 555-0100', 'ada@linde.example', 'Mail: ben@roth.example or carol@x.example', 'www.linde.example/a', 'javascript:alert(1)', 'https://roth.example.', '$150 per session',
  '80,50 €', 'NPI 1234567893', 'NPI 1234567890', 'Mo-Fr 9-17', 'evenings, too', '???', 'Springfield, Illinois 62704', 'x'.repeat(400),
];
const wordsOf = (text) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !/^(?:d|mail|tel|npi)$/i.test(word));

test('nothing of a pasted block is lost, in whatever order its lines stand', () => {
  const next = seeded(20);
  for (let run = 0; run < 600; run += 1) {
    const text = Array.from({ length: 1 + Math.floor(next() * 8) }, () => PARTS[Math.floor(next() * PARTS.length)]).join(['\n', '\r\n', ' · ', ' | ', '\t'][run % 5]);
    const kept = JSON.stringify(readAddressBlock(text, 'de-DE')).replace(/"fee":([\d.]+)/, (_, fee) => `${fee} ${Number(fee).toFixed(2)}`).replaceAll('\\n', ' ');
    for (const word of wordsOf(text)) assert.ok(kept.includes(word), `${word} of ${JSON.stringify(text)} in ${kept}`);
  }
});

test('addresses of four countries are read, also on one line', () => {
  assert.deepEqual(readAddressBlock('Ada Linde, 1234 Oak Avenue, Springfield, IL 62704-0001\n$1,200 per session\nNPI: 1234567893', 'en-US'), {
    name: 'Ada Linde', street: '1234 Oak Avenue', city: 'Springfield', region: 'IL', postcode: '62704-0001', fee: 1200, currency: 'USD', npi: '1234567893', note: '$1,200 per session',
  });
  assert.deepEqual(readAddressBlock('Ada\n1234 Oak Avenue\nSpringfield, New Hampshire 03750'), { name: 'Ada', street: '1234 Oak Avenue', city: 'Springfield', region: 'New Hampshire', postcode: '03750' });
  assert.deepEqual(readAddressBlock('Cleo\nThe Practice\n1 High Road\nLondon\nSW1A 1AA\n£90', 'en-GB'), { name: 'Cleo', practice: 'The Practice', street: '1 High Road', city: 'London', postcode: 'SW1A 1AA', fee: 90, currency: 'GBP' });
  assert.deepEqual(readAddressBlock('Dra. Ada\nCalle Mayor 5\n28013 Madrid (Madrid)\nTeléfono 910 123 456\n60 €', 'es'), { name: 'Dra. Ada', street: 'Calle Mayor 5', postcode: '28013', city: 'Madrid (Madrid)', phone: '910 123 456', fee: 60, currency: 'EUR' });
  assert.deepEqual(readAddressBlock('Ada Linde · Am Park 3 · 04109 Leipzig · 0341 123456'), { name: 'Ada Linde', street: 'Am Park 3', postcode: '04109', city: 'Leipzig', phone: '0341 123456' });
});

test('a British town is found above its postcode, wherever it went first', () => {
  assert.deepEqual(readAddressBlock('Cleo\nLondon\nSW1A 1AA'), { name: 'Cleo', city: 'London', postcode: 'SW1A 1AA' });
  assert.deepEqual(readAddressBlock('London\nSW1A 1AA'), { name: 'London', postcode: 'SW1A 1AA' }, 'the only name there is stays the name');
  assert.deepEqual(readAddressBlock('SW1A 1AA'), { name: 'SW1A 1AA', postcode: 'SW1A 1AA' });
  assert.deepEqual(readAddressBlock('Cleo\nLeeds, LS1 4AP\nSW1A 1AA'), { name: 'Cleo', city: 'Leeds', postcode: 'LS1 4AP', note: 'SW1A 1AA' });
  assert.deepEqual(readAddressBlock('Cleo\n10115 X\nLondon, SW1A\nE1 1AA'), { name: 'Cleo', street: '10115 X', city: 'London, SW1A', postcode: 'E1 1AA' });
});

test('a fax is no phone, an account number no NPI, and a number among words only with a word that says so', () => {
  assert.deepEqual(readAddressBlock('Ada\nFax 0341 1234567'), { name: 'Ada', note: 'Fax 0341 1234567' });
  assert.deepEqual(readAddressBlock('Ada\nReg. 12 34 56 78 entered'), { name: 'Ada', street: 'Reg. 12 34 56 78 entered' });
  assert.equal(readAddressBlock('Ada\nNPI 1234567890').npi, undefined);
});

test('a second one of anything, and a line longer than a field, are kept as they are', () => {
  assert.deepEqual(readAddressBlock('a@x.org\nb@x.org\nAda'), { name: 'Ada', email: 'a@x.org', note: 'b@x.org' });
  assert.deepEqual(readAddressBlock('Mail: a@x.org or b@x.org\nAda'), { name: 'Ada', email: 'a@x.org', note: 'Mail: a@x.org or b@x.org' });
  const long = 'word '.repeat(100).trim();
  assert.equal(readAddressBlock(long).note, long);
});

test('a dollar is the one of the phone, or none; a price says its currency by itself', () => {
  const currencies = ['en-US', 'en-CA', 'en-AU', 'de'].map((locale) => readAddressBlock('Ada\n$80', locale).currency);
  assert.deepEqual(currencies, ['USD', 'CAD', 'AUD', undefined]);
  assert.deepEqual([readAddressBlock('Ada\n120,- CHF', 'de-CH').fee, readAddressBlock('Ada\nEUR 80', 'de').currency], [120, 'EUR']);
});

test('a shared page keeps its other words and its other links as a note', () => {
  assert.deepEqual(readShared({ title: 'Ada Linde - Directory', text: 'Ada L., LMFT\nhttps://a.example', url: 'https://c.example/x' }), {
    name: 'Ada Linde', web: 'https://c.example/x', found: 'c.example', note: 'Ada L., LMFT\nhttps://a.example',
  });
  assert.deepEqual(readShared({ title: 'Ada', text: 'https://c.example/x', url: 'https://c.example/x' }), { name: 'Ada', web: 'https://c.example/x', found: 'c.example' });
  const { web, found } = readShared({ text: 'javascript:alert(1)', url: 'javascript:alert(1)' });
  assert.deepEqual([web, found], [undefined, '']);
  assert.deepEqual(readShared({ text: 'https://a.example and https://b.example', url: '' }).web, 'https://a.example/');
  assert.deepEqual(readShared({ text: 'https://b.example', url: 'https://a.example' }), { name: '', web: 'https://a.example/', found: 'a.example', note: 'https://b.example' });
});

test('a page is the one that was read: nothing in it that vanishes, and a port is no scheme', () => {
  for (const wrong of ['https://x.org\n.evil.example', 'https://x.org\t/a', 'https://x\u202egro.example', 'https://x\u200b.org', 'tel:123', 'javascript:1', 'x:y']) assert.equal(readWeb(wrong), null, JSON.stringify(wrong));
  assert.deepEqual([readWeb('x.org:8080'), readWeb(' HTTP://X.org '), readWeb('//x.org')], ['https://x.org:8080/', 'https://x.org/', 'https://x.org/']);
});

test('the number that is dialled is the one that is written: the first, without its extension or the (0)', () => {
  const cases = {
    '+1 (217) 555-0100': 'tel:+12175550100', '(+49) (0)30 123456': 'tel:+4930123456', '0049 (0)30 123456': 'tel:004930123456', '030 / 123456': 'tel:030123456', '030 123456 / 0170 9876543': 'tel:030123456',
    '217-555-0100 ext. 12': 'tel:2175550100', '217-555-0100x12': 'tel:2175550100', '2175550100, 2175550101': 'tel:2175550100', 'Tel. 030 123456 oder 030 654321': 'tel:030123456', '112 (Notruf)': 'tel:112', '112': 'tel:112', '911': 'tel:911',
  };
  for (const [text, link] of Object.entries(cases)) assert.equal(telLink(text), link, text);
  for (const wrong of ['1-800-FLOWERS', '*#06#', '**21*1#', 'ask', '']) assert.equal(telLink(wrong), null, wrong);
});
