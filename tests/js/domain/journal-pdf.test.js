import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';

import { createExport } from '../../../static/js/domain/export.js';
import { journalPdf } from '../../../static/js/domain/pdf/journal.js';
import { isRightToLeft, linesThatFit } from '../../../static/js/word-pictures.js';
import { PASSPHRASE, someone } from './helpers/couple.js';

/** @type {{ text: string, look: any }[]} */
let drawn = [];
/** Two lines of each. */
const draw = (text, look) => {
  drawn.push({ text, look });
  const line = { widthPx: 30, heightPx: 6, gray: new Uint8Array(180).fill(drawn.length) };
  return { lines: [line, { ...line }], isRtl: text.startsWith('ש') };
};

/** Where the face differs from Latin-1. @type {Record<string, string>} */
const SIGNS = { '\x93': '“', '\x94': '”', '\x96': '–' };

/** @param {Uint8Array} file @returns {{ whole: string, streams: Buffer[], shown: string }} shown: the words on all pages */
function read(file) {
  const bytes = Buffer.from(file);
  const whole = bytes.toString('latin1');
  const streams = [...whole.matchAll(/\/Length (\d+) >>\nstream\n/g)].map((found) => inflateSync(bytes.subarray(found.index + found[0].length, found.index + found[0].length + Number(found[1]))));
  const shown = streams.flatMap((stream) => [...stream.toString('latin1').matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex]) => Buffer.from(hex, 'hex').toString('latin1').replace(/[\x80-\x9f]/g, (letter) => SIGNS[letter]))).join('\n');
  return { whole, streams, shown };
}

const MARKDOWN = '# What I wrote\n\n## Monday · Money\n\n*sad, tired*\n\n### What happened\n\nGrüße – “x”\nsecond line\n\\# no heading \\[x\\\\y] \\1. z\n\n> said\n\n- [x] done\n';

test('a journal is a PDF with headings, parts and words as they were written, whose table says where each object begins', async () => {
  const { file, isDrawn } = await journalPdf(MARKDOWN, draw);
  const { whole, streams, shown } = read(file);
  assert.equal(isDrawn, false);
  assert.equal(shown, 'What I wrote\nMonday · Money\nsad, tired\nWhat happened\nGrüße – “x”\nsecond line\n# no heading [x\\y] 1. z\nsaid\n- [x] done');
  assert.match(streams[0].toString('latin1'), /BT \/F2 18 Tf 64 \d+ Td[^]+BT \/F1 11 Tf 78 \d+ Td/);
  const begins = [...whole.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, begin]) => Number(begin));
  assert.ok(begins.length >= 6);
  for (const [at, begin] of begins.entries()) assert.ok(whole.slice(begin).startsWith(`${at + 1} 0 obj\n`));
  assert.equal(Number(/startxref\n(\d+)/.exec(whole)?.[1]), whole.lastIndexOf('\nxref\n') + 1);
});

test('what the face has no letters for is drawn, on the side where it begins, and told', async () => {
  drawn = [];
  const { file, isDrawn } = await journalPdf('# שלום\n\nplain\n\n😀 ok\ttab\n', draw);
  const { whole, streams, shown } = read(file);
  assert.deepEqual([isDrawn, shown, drawn.map(({ text, look }) => [text, look.isStrong, look.roomPt])], [true, 'plain', [['שלום', true, 467], ['😀 ok tab', false, 467]]]);
  assert.equal(whole.match(/\/Subtype \/Image/g)?.length, 4);
  assert.match(streams[0].toString('latin1'), /q 10\.00 0 0 2\.00 521\.00 [\d.]+ cm \/P0 Do Q\nq 10\.00 0 0 2\.00 521\.00 [\d.]+ cm \/P1 Do Q\n[^]+q 10\.00 0 0 2\.00 64\.00 [\d.]+ cm \/P2 Do Q/);
  assert.deepEqual([...streams[1]], Array(180).fill(1));
});

test('long ones go over many pages, with progress, and can be stopped', async () => {
  const long = Array.from({ length: 300 }, (_, at) => `line ${at}`).join('\n');
  const shares = [];
  const { file } = await journalPdf(long, draw, { onProgress: (share) => shares.push(share) });
  const { whole, shown } = read(file);
  assert.equal(shown, long);
  assert.match(whole, /\/Count 7 /);
  assert.ok(shares.every((share, at) => at === 0 || share >= shares[at - 1]) && shares.at(-1) === 1);
  const stop = new AbortController();
  await assert.rejects(journalPdf(long, draw, { signal: stop.signal, onProgress: (share) => share > 0.6 && stop.abort() }), { code: 'pdf-stopped', message: 'Stopped. No file was made.' });
});

test('it needs a fresh passphrase; one page alone holds nothing of the others', async () => {
  const { phones: [alice] } = await someone(['alice']);
  const id = await alice.journal.create({ happened: 'the one page', feelings: ['sad'], tags: ['x'] });
  await alice.journal.create({ happened: 'another page' });
  await alice.vault.patch(id, { stillTrue: ['yes', 'no', 'changed'].map((answer, at) => ({ at: `2026-0${at + 1}-03T08:00:00.000Z`, answer, text: answer === 'changed' ? 'we talk' : '' })) });
  const files = createExport({ ...alice, steps: { ours: { touched: () => [] }, own: { touched: () => [] } }, checkIns: { all: () => [] } });
  await assert.rejects(files.pdf('another passphrase', { draw }), { code: 'wrong-passphrase' });
  await assert.rejects(files.pdf(PASSPHRASE, { draw, id: 'nowhere' }), { name: 'RecordMissingError' });
  const all = read((await files.pdf(PASSPHRASE, { draw })).file).shown;
  assert.ok(all.includes('the one page') && all.includes('another page'));
  const one = read((await files.pdf(PASSPHRASE, { draw, id })).file).shown;
  assert.ok(one.includes('the one page') && one.includes('we talk') && one.includes('no longer') && !one.includes('another page') && !one.includes('Whoever has'));
});

test('words are drawn in lines that fit, between words or else between letters, in the direction of their first letter', () => {
  const fits = (/** @type {string} */ words) => words.length <= 6;
  assert.deepEqual(linesThatFit('one two  three', fits), ['one', 'two', 'three']);
  assert.deepEqual(linesThatFit('a bcdefghij k', fits), ['a', 'bcdefg', 'hij k']);
  assert.deepEqual(linesThatFit('  ', fits), []);
  assert.deepEqual(['שלום a', 'a שלום', '1 مرحبا', '😀', ''].map(isRightToLeft), [true, false, true, false, false]);
});
