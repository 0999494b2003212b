/** Tables as directories, spreadsheets and damage make them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CARD_FIELDS } from '../../../static/js/domain/shortlist/card-fields.js';
import { isBlank, readCard, tidyCard } from '../../../static/js/domain/shortlist/card-values.js';
import { mapColumns } from '../../../static/js/domain/shortlist/columns.js';
import { readCsv, readingCsv, writeCsv } from '../../../static/js/domain/shortlist/csv.js';
import { ImportStoppedError, planImport, ROWS_MOST } from '../../../static/js/domain/shortlist/importing.js';
import { inSlices } from '../../../static/js/domain/shortlist/slices.js';
import { readingLines } from '../../../static/js/domain/shortlist/table-lines.js';
import { decodeText } from '../../../static/js/domain/shortlist/text-file.js';
import { seeded } from '../support/seeded.js';

const plan = (text, options = {}) => planImport(readCsv(text).rows, { existing: [], locale: 'en-US', ...options });
const namesOf = async (text, options) => (await plan(text, options)).taken.map(({ values }) => values.name);
const known = (values) => Object.fromEntries(CARD_FIELDS.map(({ name }) => [name, values[name] ?? null]).filter(([, value]) => !isBlank(value)));

const PIECES = ['=', '+', '-', '@', '\t', "'", '"', '""', ';', ',', '|', '\n', '\r', ' ', '\u202e', '\u0000', '\u2028', '\\', 'é', '😀', '＝', 'a', '1', 'sep=;', '\ufeff'];

test('whatever was written comes back from our own table, and no cell of it begins a formula', async () => {
  const next = seeded(80840);
  const words = () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => PIECES[Math.floor(next() * PIECES.length)]).join('');
  const cards = Array.from({ length: 400 }, (_, at) => readCard(tidyCard({ name: `${words()}n${at}`, practice: words(), note: words(), street: words(), fee: Math.round(next() * 1e6) / 1000, currency: 'EUR' })));
  const out = writeCsv(cards);
  for (const { lines } of readingLines(out)) for (const { cells } of lines) for (const cell of cells) assert.doesNotMatch(cell.replace(/\r$/, ''), /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u);
  for (const locale of ['en-US', 'de-DE']) assert.deepEqual((await plan(out, { locale })).taken.map(({ values }) => known(values)), cards.map(known));
});

test('a table is read with any separator, any ends of lines, and one that it names itself', async () => {
  for (const delimiter of [',', ';', '\t', '|']) for (const end of ['\n', '\r\n', '\r']) {
    assert.deepEqual(await namesOf(['Name,Note'.replace(',', delimiter), `Ada${delimiter}"one${end}two"`, `Ben${delimiter}x`, ''].join(end)), ['Ada', 'Ben'], JSON.stringify([delimiter, end]));
  }
  assert.deepEqual(await namesOf('name\nAda\r\nBen\n\nCleo'), ['Ada', 'Ben', 'Cleo'], 'one column, and both ends in one file');
  assert.deepEqual(await namesOf('sep=|\r\na,b;name,c|Telefon\r\n'), []);
  assert.deepEqual(await namesOf('\ufeffsep=_\nname_phone\nAda, B; C_1\n'), ['Ada, B; C']);
  assert.deepEqual(await namesOf('\r\n;;\r\nname;"phone\nat work"\r\nAda;1\r\n'), ['Ada'], 'empty lines before the names of the columns');
  assert.deepEqual(await namesOf('name;"phone, of work, or, else"\nAda, B;1\n'), ['Ada, B'], 'what stands in quotation marks parts nothing');
  assert.deepEqual(readCsv(''), { rows: [], notTaken: [] });
  assert.deepEqual(readCsv('  \n\n'), { rows: [], notTaken: [] });
});

test('a quotation mark without an end costs its own line, and the others are taken', async () => {
  const { taken, notTaken } = await plan('name,note\nAda,x\n"Ben,y\nCleo,z\n');
  assert.deepEqual([taken.map(({ at, values }) => `${at} ${values.name}`), notTaken], [['2 Ada', '4 Cleo'], [{ at: 3, why: 'It is damaged: a quotation mark in it has no end.' }]]);
  const long = `name,note\n"Ada,${'x'.repeat(300_000)}\nBen,y\n`;
  assert.deepEqual([await namesOf(long), (await plan(long)).notTaken.map(({ at }) => at)], [['Ben'], [2]]);
  assert.deepEqual((await plan('name\n"no end')).notTaken.map(({ at }) => at), [2]);
});

test('a damaged line marks nobody as a double', async () => {
  const rows = [{ at: 2, row: { name: 'Ada', email: 'a@x.org' }, why: 'damaged' }, { at: 3, row: { name: 'Ada', email: 'a@x.org' } }];
  assert.deepEqual((await planImport(rows, { existing: [], locale: 'en' })).taken.map(({ at }) => at), [3]);
});

test('long lines that do not fit one slice are all read, each once', () => {
  const lines = Array.from({ length: 400 }, (_, at) => `name ${at},"${'note "" '.repeat(700 + at)}"`);
  assert.deepEqual(readCsv(['name,note', ...lines].join('\n')).rows.map(({ at, row }) => [at, row.name, row.note.length]), lines.map((_, at) => [at + 2, `name ${at}`, 7 * (700 + at) - 1]));
});

test('reading ten thousand rows says how far it is, and is stopped in the middle with nothing done', async () => {
  const text = `name,phone\n${Array.from({ length: ROWS_MOST }, (_, at) => `Person ${at},+1 555 ${String(at).padStart(7, '0')}`).join('\n')}`;
  const shares = [];
  const { rows } = await inSlices(readingCsv(text), { onProgress: (share) => shares.push(share) });
  assert.deepEqual([rows.length, shares.at(-1), shares.length > 100, shares.every((share, at) => at === 0 || share > shares[at - 1])], [ROWS_MOST, 1, true, true]);
  let breaths = 0;
  const stop = new AbortController();
  const breathe = async () => { if ((breaths += 1) === 50) stop.abort(); };
  await assert.rejects(inSlices(readingCsv(text), { signal: stop.signal, breathe }), ImportStoppedError);
  assert.equal(breaths, 50);
  assert.equal((await inSlices(readingCsv('name\nAda'))).rows.length, 1);
});

test('a file of too many rows is not read to its end, and is refused in words', async () => {
  const { rows } = readCsv(`name\n${'a\n'.repeat(3 * ROWS_MOST)}`);
  assert.ok(rows.length > ROWS_MOST && rows.length < 2 * ROWS_MOST);
  await assert.rejects(planImport(rows, { existing: [], locale: 'en' }), /ten thousand rows/);
});

test('"Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one, and alone the whole', async () => {
  assert.deepEqual(await namesOf('Name;Vorname;PLZ\nLinde;Ada;10115\n'), ['Ada Linde']);
  assert.deepEqual(await namesOf('Nombre;Apellidos\nAda;Linde Roth\n'), ['Ada Linde Roth']);
  assert.deepEqual(await namesOf('Name;Telefon\nAda Linde;1\n'), ['Ada Linde']);
  assert.deepEqual(await namesOf('Name,First name,Last name\nDr. Ada Linde,Ada,Linde\n'), ['Dr. Ada Linde']);
});

test('two people whose names are written in other letters are two people', async () => {
  const { taken, notTaken } = await plan('name,postcode\nИван Петров,10115\nАнна Смирнова,10115\n王伟,10115\nИВАН ПЕТРОВ,10115\n');
  assert.deepEqual([taken.length, notTaken.map(({ at }) => at)], [3, [5]]);
  assert.deepEqual(mapColumns(['Überschrift', 'Ｎａｍｅ']).mapped, [{ field: 'name', column: 1 }], 'wide letters are letters');
});

test('a German export as Windows wrote it, a US registry and an address book of a phone are understood', async () => {
  const german = decodeText(new Uint8Array(Buffer.from('Name;Vorname;Straße;PLZ;Ort;Telefon;E-Mail;Honorar;Approbation\r\nMüller;Jörg;"Große Straße 1";01067;Dresden;0351/12345;j@x.example;"1.120,00 €";2001\r\n', 'latin1')));
  const [jorg] = (await plan(german, { locale: 'de-DE' })).taken;
  assert.deepEqual(jorg.values, { name: 'Jörg Müller', street: 'Große Straße 1', postcode: '01067', city: 'Dresden', phone: '0351/12345', email: 'j@x.example', fee: 1120 });
  const us = '"NPI","Entity Type Code","Provider Last Name (Legal Name)","Provider First Name","Provider Credential Text","Provider First Line Business Practice Location Address","Provider Business Practice Location Address City Name","Provider Business Practice Location Address State Name","Provider Business Practice Location Address Postal Code","Provider License Number_1","Provider License Number State Code_1"\n"1234567893","1","LINDE","ADA","LMFT","12 ELM ST","SPRINGFIELD","IL","627041234","166.1","IL"\n"1588667638","2","","","","1 MAIN","X","IL","62704","",""\n';
  const { taken, notTaken } = await plan(us);
  assert.deepEqual(taken[0].values, { npi: '1234567893', name: 'ADA LINDE', licenceType: 'LMFT', street: '12 ELM ST', city: 'SPRINGFIELD', region: 'IL', postcode: '627041234', licenceNumber: '166.1', licenceRegion: 'IL' });
  assert.deepEqual([notTaken, readCsv(us).notTaken], [[{ at: 3, why: 'There is no name in it.' }], ['Entity Type Code']]);
  assert.deepEqual(readCsv('First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Value,Address 1 - City\nAda,Linde,Park,a@x.org,1,Bonn\n').rows[0].row, { firstName: 'Ada', lastName: 'Linde', practice: 'Park', email: 'a@x.org', phone: '1', city: 'Bonn' });
});
