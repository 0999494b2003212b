import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fitsPdf, pagePdf } from '../../../static/js/domain/path/page-pdf.js';
import { createSummary, LINE_MAX, summaryBeginnings } from '../../../static/js/domain/path/summary.js';
import { pairedCouple, share, withShared } from './helpers/couple.js';

async function couple() {
  const { alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) Object.assign(withShared(phone), { page: createSummary({ things: phone.shared.ours }), ownPage: createSummary({ things: phone.shared.own }) });
  await share(alice, bob);
  return { alice, bob };
}

test('a line is on the page when both have said yes to its very words; a change waits for both again', async () => {
  const { alice, bob } = await couple();
  const id = await alice.page.add(' We have been together for ten years ');
  await share(alice, bob);
  assert.deepEqual([bob.page.approved(), bob.page.lines()[0].isTheirYes], [[], true]);
  await bob.page.approve(id, true);
  await share(bob, alice);
  assert.deepEqual([alice.page.approved(), bob.page.approved()], [['We have been together for ten years'], ['We have been together for ten years']]);
  await bob.page.change(id, 'We have been together for eleven years');
  await share(bob, alice);
  assert.deepEqual([alice.page.approved(), alice.page.lines()[0].isMyYes], [[], false]);
  await alice.page.approve(id, true);
  await bob.page.approve(id, false);
  await share(alice, bob, alice);
  assert.deepEqual(alice.page.approved(), []);
  const undo = await alice.page.letGo(id);
  assert.deepEqual(alice.page.lines(), []);
  await undo();
  assert.equal(alice.page.lines().length, 1);
});

test('nobody approves for the other, and lines keep their order and their bounds', async () => {
  const { alice, bob } = await couple();
  await alice.shared.ours.add('summary', { text: 'forged', [`yes:${bob.shared.ours.scope().me}`]: 'forged', order: 'A' });
  await alice.shared.ours.add('summary', { text: { x: 1 } });
  for (const text of ['one', 'x'.repeat(900)]) await alice.page.add(text);
  await share(alice, bob);
  assert.deepEqual(bob.page.approved(), []);
  assert.deepEqual(bob.page.lines().map(({ text }) => text.slice(0, 3)).sort(), ['', 'for', 'one', 'xxx']);
  assert.equal(Math.max(...bob.page.lines().map(({ text }) => text.length)), LINE_MAX);
  assert.deepEqual(alice.page.lines().map(({ id }) => id), bob.page.lines().map(({ id }) => id));
  assert.equal(bob.page.lines().find(({ text }) => text === '').isTheirYes, false);
  assert.ok(summaryBeginnings().length > 3);
});

test('alone what I write is what I approve', async () => {
  const { alice } = await couple();
  await alice.ownPage.add('mine');
  assert.deepEqual(alice.ownPage.approved(), ['mine']);
});

test('the page is a PDF whose table says where each object begins, with every word on it', () => {
  const words = 'Für uns: „Nähe“ – 50 € (mehr) \\ )( '.repeat(60).trim();
  const file = Buffer.from(pagePdf('About us', [words, 'second\nline', 'w'.repeat(300), ...Array.from({ length: 60 }, (_, n) => `line ${n}`)])).toString('latin1');
  assert.ok(file.startsWith('%PDF-1.4\n') && file.endsWith('%%EOF\n'));
  const xref = Number(/startxref\n(\d+)/.exec(file)[1]);
  assert.equal(file.slice(xref, xref + 4), 'xref');
  for (const [at, line] of file.slice(xref).split('\n').slice(3).entries()) {
    if (!/ n $/.test(line)) break;
    assert.equal(file.slice(Number(line.slice(0, 10))).split(' ')[0], String(at + 1));
  }
  for (const [, length, stream] of file.matchAll(/\/Length (\d+) >>\nstream\n([^]*?)\nendstream/g)) assert.equal(stream.length, Number(length));
  assert.ok(Number(/\/Count (\d+)/.exec(file)[1]) >= 2);
  const shown = [...file.matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex]) => [...Buffer.from(hex, 'hex')].map((code) => ({ 0x80: '€', 0x84: '„', 0x93: '“', 0x96: '–' })[code] ?? String.fromCharCode(code)).join(''));
  assert.ok(shown.join(' ').replaceAll(/\s+/g, '').includes(words.replaceAll(/\s+/g, '')));
  assert.ok(shown.join('').includes('w'.repeat(300)));
  assert.doesNotMatch(file, /CreationDate|Producer|Author/);
});

test('letters that the face does not have are known before', () => {
  assert.deepEqual(['Grüße – “x” €\n', 'e\u0301', 'Łódź', 'שלום', '😀', '\u202e'].map(fitsPdf), [true, true, false, false, false, false]);
});
