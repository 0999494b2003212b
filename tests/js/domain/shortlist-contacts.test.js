/** Contacts as phones and hostile files write them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readCard, tidyCard } from '../../../static/js/domain/shortlist/card-values.js';
import { ImportStoppedError, planImport, ROWS_MOST } from '../../../static/js/domain/shortlist/importing.js';
import { inSlices } from '../../../static/js/domain/shortlist/slices.js';
import { readVcards, readingVcards, writeVcards } from '../../../static/js/domain/shortlist/vcard.js';
import { seeded } from '../support/seeded.js';

const FIELDS = ['name', 'practice', 'phone', 'email', 'web', 'street', 'city', 'region', 'postcode', 'country', 'licenceType', 'note'];
const cardOf = (...lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const rowOf = (...lines) => readVcards(cardOf(...lines))[0].row;

const PIECES = ['\\', ';', ',', ':', '\n', '"', '=', '=3D', ' ', '\\n', 'END:VCARD', 'BEGIN:VCARD', 'TEL:1', '\u2028', '\u202e', 'ü', '😀', 'a', '1', "'"];

test('whatever was written comes back from our own contacts, in lines of 75 octets', () => {
  const next = seeded(6350);
  const words = () => Array.from({ length: 1 + Math.floor(next() * 30) }, () => PIECES[Math.floor(next() * PIECES.length)]).join('').trim();
  const cards = Array.from({ length: 300 }, () => readCard(tidyCard(Object.fromEntries(FIELDS.map((name) => [name, name === 'name' ? `n${words()}` : words()])))));
  const out = writeVcards(cards);
  for (const line of out.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const back = readVcards(out);
  assert.equal(back.length, cards.length);
  for (const [at, card] of cards.entries()) for (const name of FIELDS) assert.equal(back[at].row[name], card[name], name);
});

test('words cannot become a line of their own', () => {
  const out = writeVcards([readCard({ name: 'x\rTEL:666\u0007', web: 'https://x.org\r\nTEL:666' })]);
  assert.deepEqual(out.split('\r\n'), ['BEGIN:VCARD', 'VERSION:4.0', 'FN:x\\nTEL:666 ', 'URL:https://x.org\\nTEL:666', 'END:VCARD', '']);
});

test('a photo swallows nothing that stands behind it', () => {
  const row = rowOf('FN:Ada', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AA', ' Qabc==', 'TEL:030 1', 'URL:https://x.org/?a=', 'EMAIL:a@x.org');
  assert.deepEqual([row.phone, row.web, row.email], ['030 1', 'https://x.org/?a=', 'a@x.org']);
});

test('words in quotation marks are no values, and an escaped mark parts nothing', () => {
  const row = rowOf('FN:Ada', 'ADR;LABEL="home: 1; 2":;;A\\;B\\\\;Town;;1;DE', 'item1.URL:https\\://x.org');
  assert.deepEqual([row.street, row.city, row.postcode, row.country, row.web], ['A;B\\', 'Town', '1', 'DE', 'https://x.org']);
});

test('quoted-printable of any set of characters is read, broken over lines too', () => {
  const read = (...lines) => readVcards(['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD'].join('\n'))[0].row;
  assert.equal(read('FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller').name, 'Müller');
  assert.equal(read('FN;QUOTED-PRINTABLE:M=C3=BCller 😀 =').name, 'Müller 😀');
  assert.equal(read('FN:Ada', 'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=', ' two=', '', 'TEL:1').note, 'one\r\n two');
});

test('the preferred number is the phone, a fax never is, and the others are kept in the note', () => {
  const row = rowOf('FN:Ada', 'TEL;TYPE=FAX:1111', 'TEL;TYPE=WORK:2222', 'TEL;TYPE=CELL;TYPE=pref:3333', 'EMAIL:a@x.org', 'EMAIL;PREF=1:b@x.org', 'EMAIL:', 'NOTE:hello');
  assert.deepEqual([row.phone, row.email, row.note], ['3333', 'b@x.org', 'hello\n2222\nFax 1111\na@x.org']);
});

test('a contact without its end is told by its place, and the others are taken', async () => {
  const rows = readVcards('BEGIN:VCARD\rFN:Ada\rBEGIN:VCARD\rFN:Ben\rno colon\rEND:VCARD\r');
  const { taken, notTaken } = await planImport(rows, { existing: [], locale: 'en' });
  assert.deepEqual([taken, notTaken], [[{ at: 2, values: { name: 'Ben' } }], [{ at: 1, why: 'It is damaged: its end is missing.' }]]);
});

test('long files of contacts are read contact by contact, stopped in the middle, and not read beyond the most', async () => {
  const many = cardOf('FN:Ada').repeat(ROWS_MOST + 100);
  assert.equal(readVcards(many).length, ROWS_MOST + 1);
  const stop = new AbortController();
  await assert.rejects(inSlices(readingVcards(many), { signal: stop.signal, onProgress: (share) => share > 0.5 && stop.abort() }), ImportStoppedError);
  const shares = [];
  await inSlices(readingVcards(cardOf('FN:Ada').repeat(4)), { onProgress: (share) => shares.push(share) });
  assert.deepEqual(shares, [0.25, 0.5, 0.75, 1]);
});
