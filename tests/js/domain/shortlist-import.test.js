import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readAddressBlock, readShared } from '../../../static/js/domain/shortlist/address-block.js';
import { CARD_FIELDS } from '../../../static/js/domain/shortlist/card-fields.js';
import { readCard } from '../../../static/js/domain/shortlist/card-values.js';
import { createShortlist } from '../../../static/js/domain/shortlist/cards.js';
import { mapColumns } from '../../../static/js/domain/shortlist/columns.js';
import { readCsv, writeCsv } from '../../../static/js/domain/shortlist/csv.js';
import { ImportStoppedError, planImport, ROWS_MOST } from '../../../static/js/domain/shortlist/importing.js';
import { valuesOfRow } from '../../../static/js/domain/shortlist/rows.js';
import { decodeText } from '../../../static/js/domain/shortlist/text-file.js';
import { readVcards, writeVcards } from '../../../static/js/domain/shortlist/vcard.js';
import { pairedCouple, share, withShared } from './helpers/couple.js';

const plan = (text, options = {}) => planImport(readCsv(text).rows, { existing: [], locale: 'en-US', ...options });
const HOSTILE = ['=cmd|\' /C calc\'!A0', '+1', '@x', '-2', '\u202egnp', '"quoted", with; marks\nand a line', '\t=1', "'=2", '<b>'];

test('the words of a file are read whatever wrote it', () => {
  const words = 'Grüße, Zoë';
  const utf16 = (isBig) => Buffer.concat([Buffer.from(isBig ? [0xfe, 0xff] : [0xff, 0xfe]), isBig ? Buffer.from(words, 'utf16le').swap16() : Buffer.from(words, 'utf16le')]);
  for (const bytes of [Buffer.from(words), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(words)]), utf16(true), utf16(false), Buffer.from(words, 'latin1')]) assert.equal(decodeText(new Uint8Array(bytes)), words);
});

test('a German table with semicolons and comma cents, odd columns, empty lines and a line too short', async () => {
  const text = 'sep=;\r\nNachname;Vorname;Telefon;PLZ;Ort;Honorar;Sprachen;Kammer-Nr.;Telefon\r\nLinde;Ada;030 1234567;10115;Berlin;"120,50 €";Deutsch, English;77;030 9\r\n\r\n;;;;;;;;\r\nRoth;Ben;030 7654321\r\n;;;10117;Berlin;;;;\r\n';
  const { notTaken } = readCsv(text);
  assert.deepEqual(notTaken, ['Kammer-Nr.', 'Telefon']);
  const { taken, notTaken: rows } = await plan(text, { locale: 'de-DE' });
  assert.deepEqual(taken.map(({ values }) => [values.name, values.phone, values.fee, values.languages]), [['Ada Linde', '030 1234567', 120.5, ['Deutsch', 'English']], ['Ben Roth', '030 7654321', undefined, undefined]]);
  assert.deepEqual(rows, [{ at: 6, why: 'There is no name in it.' }], 'the row as a spreadsheet counts it');
});

test('columns of the US registry and of others are known, and each field is taken once', () => {
  const { mapped, notTaken } = mapColumns(['NPI', 'Provider Last Name (Legal Name)', 'Provider First Name', 'Provider Business Practice Location Address Telephone Number', 'Website', 'URL', 'Something', '', 'Correo electrónico', 'Straße']);
  assert.deepEqual(mapped.map(({ field }) => field), ['npi', 'lastName', 'firstName', 'phone', 'web', 'email', 'street']);
  assert.deepEqual(notTaken, ['URL', 'Something']);
});

test('doubles are told: by number, mail, phone, or name and place; in the file and on the list', async () => {
  const existing = [readCard({ name: 'Old', email: 'old@x.org' })];
  const text = 'name,email,phone,npi,postcode\nA,a@x.org,,,\nB,A@X.org,,,\nC,,0301234567,,\nD,,+49 30 1234567,,\nE,,,1234567893,\nF,,,1234567893,\nG,,,,10115\ng,,,,10115\nH,old@x.org,,,\nI,,,123,\nJ,,,123,\n';
  const { taken, notTaken } = await plan(text, { existing });
  assert.deepEqual([taken.map(({ values }) => values.name).join(''), notTaken.map(({ at }) => at)], ['ACEGIJ', [3, 5, 7, 9, 10]]);
});

test('our own table comes back as it went out, and no cell of it is a formula to a spreadsheet', async () => {
  const cards = HOSTILE.map((text, at) => readCard({
    name: `n${at} ${text}`.trim(), note: text, practice: text.trim(), fee: 99.5, currency: 'EUR', trainings: ['eft', 'pact'], formats: ['video'], languages: ['de', 'en'], evenings: 'yes', seesAlone: 'no', verifiedOn: '2026-05-01', couplesShare: 40,
  }));
  const out = writeCsv(cards);
  assert.ok(out.startsWith('\ufeff') && !/(^|,|\n)"?[=+@]/.test(out.replace(/^.*\r\n/, '')));
  const { taken } = await plan(out);
  assert.deepEqual(taken.map(({ values }) => tidy(values)), cards.map(tidy));
});

const tidy = (values) => Object.fromEntries(CARD_FIELDS.map(({ name }) => [name, values[name]]).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));

test('choices are read by their value or their words; what is none is left out', () => {
  const values = valuesOfRow({ name: 'x', evenings: 'YES', receipts: 'maybe', formats: 'By video; by boat', fits: 'lgbtq', currency: 'eur', fee: 'free' }, 'en-US');
  assert.deepEqual([values.evenings, values.receipts, values.formats, values.fits, values.currency, values.fee], ['yes', null, ['video'], ['lgbtq'], 'EUR', null]);
});

test('ten thousand rows are planned with progress, and can be stopped with nothing done; more are refused', async () => {
  const rows = Array.from({ length: ROWS_MOST }, (_, at) => ({ at: at + 2, row: { name: `name ${at}` } }));
  const shares = [];
  const { taken } = await planImport(rows, { existing: [], locale: 'en', onProgress: (part) => shares.push(part) });
  assert.deepEqual([taken.length, shares.at(-1), shares.every((part, at) => at === 0 || part > shares[at - 1])], [ROWS_MOST, 1, true]);
  const stop = new AbortController();
  await assert.rejects(planImport(rows, { existing: [], locale: 'en', signal: stop.signal, onProgress: (part) => part > 0.5 && stop.abort() }), ImportStoppedError);
  await assert.rejects(planImport([...rows, rows[0]], { existing: [], locale: 'en' }), { code: 'import-too-long' });
});

test('what was planned is written in one step, and a stop in the middle writes nothing', async () => {
  const { alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) withShared(phone).list = createShortlist({ things: phone.shared.ours });
  await share(alice, bob);
  const all = Array.from({ length: 120 }, (_, at) => ({ name: `name ${at}`, phone: '' }));
  const before = alice.vault.unsent();
  await assert.rejects(alice.list.addAll(all, { onSealed: (part) => { if (part > 0.5) throw new ImportStoppedError(); } }), ImportStoppedError);
  assert.deepEqual([alice.list.cards().length, alice.vault.unsent()], [0, before]);
  await alice.list.addAll(all);
  await share(alice, bob);
  assert.equal(bob.list.cards().length, 120);
  await alice.list.addAll([]);
  await alice.account.lock();
  assert.equal(alice.list.cards().length, 0);
});

test('contacts of phones, old and new, are read; our own come back as they went out', () => {
  const old = 'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\r\n=C3=BCrgen;;;\r\nTEL;WORK:030 1\r\nEND:VCARD\r\n';
  const three = 'begin:vcard\nVERSION:3.0\nFN:Ada\\, Linde\nORG:By the park;Couples\nitem1.EMAIL;type=WORK:a@x.org\nADR;TYPE=WORK:;;Am Park 3;Leipzig;;04109;DE\nNOTE:one\\ntwo\n  and more\nURL:https://x.org\nTEL;VALUE=uri:tel:+49-30-1\nno colon here\nEND:VCARD';
  const [one, two] = readVcards(`${old}\r\n${three}`);
  assert.deepEqual([one.at, one.row.name, one.row.phone], [1, 'Jürgen Müller', '030 1']);
  assert.deepEqual([two.row.name, two.row.practice, two.row.email, two.row.street, two.row.postcode, two.row.note, two.row.phone], ['Ada, Linde', 'By the park, Couples', 'a@x.org', 'Am Park 3', '04109', 'one\ntwo and more', '+49-30-1']);
  assert.deepEqual(readVcards('nothing'), []);
  const card = readCard({ name: 'A; B, C\\', practice: 'p', phone: '1', email: 'e@x.org', web: 'https://x.org/', street: 's; t', city: 'c', postcode: '1', note: 'l1\nl2', licenceType: 'LMFT' });
  const [back] = readVcards(writeVcards([card, readCard({ name: 'bare' })]));
  for (const name of ['name', 'practice', 'phone', 'email', 'web', 'street', 'city', 'postcode', 'note', 'licenceType']) assert.equal(back.row[name], card[name], name);
  assert.doesNotMatch(writeVcards([readCard({ name: 'bare' })]), /ADR|TEL/);
});

test('a pasted block of lines becomes a card, and nothing of it is lost', () => {
  assert.deepEqual(readAddressBlock('Dr. Ada Linde\nPraxis am Park\nAm Park 3\nD-04109 Leipzig\nTel.: 0341 123456\nada@linde.example\nwww.linde.example\nFax 0341 9\nAbends möglich'), {
    name: 'Dr. Ada Linde', practice: 'Praxis am Park', street: 'Am Park 3', postcode: '04109', city: 'Leipzig', phone: '0341 123456', email: 'ada@linde.example', web: 'www.linde.example', note: 'Fax 0341 9\nAbends möglich',
  });
  assert.deepEqual(readAddressBlock('Ben Roth, LMFT\n12 Elm St\nSpringfield, IL 62704\n(217) 555-0100'), { name: 'Ben Roth, LMFT', street: '12 Elm St', city: 'Springfield', region: 'IL', postcode: '62704', phone: '(217) 555-0100' });
  assert.deepEqual(readAddressBlock('Cleo\n1 High Road\nLondon SW1A 1AA'), { name: 'Cleo', street: '1 High Road', city: 'London', postcode: 'SW1A 1AA' });
  assert.deepEqual(readAddressBlock(''), { name: '' });
});

test('a page that was shared becomes a card without being fetched', () => {
  assert.deepEqual(readShared({ title: 'Ada Linde | Couples', url: 'https://linde.example/about' }), { name: 'Ada Linde', web: 'https://linde.example/about', found: 'linde.example' });
  assert.deepEqual(readShared({ text: 'Ben Roth https://roth.example' }), { name: 'Ben Roth', web: 'https://roth.example/', found: 'roth.example' });
  assert.deepEqual(readShared({}), { name: '', found: '' });
});
