import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readAmount } from '../../../static/js/domain/shortlist/amounts.js';
import { CALL_FIELDS } from '../../../static/js/domain/shortlist/call-sheet.js';
import { CARD_FIELDS, CARD_GROUPS, cardField } from '../../../static/js/domain/shortlist/card-fields.js';
import { isBlank, readCard, tidyCard } from '../../../static/js/domain/shortlist/card-values.js';
import { createShortlist, isCheckDue } from '../../../static/js/domain/shortlist/cards.js';
import { compareCards } from '../../../static/js/domain/shortlist/compare.js';
import { costOf } from '../../../static/js/domain/shortlist/cost.js';
import { mailLink, mapLink, readEmail, readWeb, telLink } from '../../../static/js/domain/shortlist/links.js';
import { messageLanguageOf, messageLanguages, writeMessage } from '../../../static/js/domain/shortlist/messages.js';
import { readNpi } from '../../../static/js/domain/shortlist/npi.js';
import { todayOf, weekendOf, workingDaysBetween } from '../../../static/js/domain/shortlist/working-days.js';
import { pairedCouple, share, withShared } from './helpers/couple.js';

async function couple() {
  const { alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) {
    withShared(phone);
    phone.list = createShortlist({ things: phone.shared.ours });
    phone.ownList = createShortlist({ things: phone.shared.own });
  }
  await share(alice, bob);
  return { alice, bob };
}

test('a card is made of a name alone, grows field by field, and both change different fields at once', async () => {
  const { alice, bob } = await couple();
  const id = await alice.list.create({ name: ' Dr. Ada Linde ', phone: '030 123456' });
  await share(alice, bob);
  await alice.list.change(id, { fee: 120, currency: 'EUR' });
  await bob.list.change(id, { evenings: 'yes', formats: ['video', 'in-person'], phone: '' });
  await share(alice, bob, alice);
  for (const phone of [alice, bob]) {
    const { values } = phone.list.get(id);
    assert.deepEqual([values.name, values.phone, values.fee, values.currency, values.evenings, values.formats], ['Dr. Ada Linde', '', 120, 'EUR', 'yes', ['in-person', 'video']]);
  }
});

test('a card without a name is not kept', async () => {
  const { alice } = await couple();
  await assert.rejects(alice.list.create({ phone: '1' }), { code: 'no-name' });
  const id = await alice.list.create({ name: 'x' });
  await assert.rejects(alice.list.change(id, { name: '  ' }), { code: 'no-name' });
});

test('cards are archived, let go and brought back; the list is by name', async () => {
  const { alice, bob } = await couple();
  const ids = [];
  for (const name of ['Zoe', 'Émile', 'Ada', 'Ada']) ids.push(await alice.list.create({ name }));
  assert.deepEqual(alice.list.cards().map(({ values }) => values.name), ['Ada', 'Ada', 'Émile', 'Zoe']);
  await alice.list.setArchived(ids[0], true);
  const undo = await alice.list.letGo(ids[1]);
  assert.deepEqual([alice.list.cards().length, alice.list.archived().length, alice.list.get(ids[1])], [2, 1, null]);
  await undo();
  await alice.list.setArchived(ids[0], false);
  await share(alice, bob);
  assert.equal(bob.list.cards().length, 4);
  assert.deepEqual(bob.ownList.cards(), []);
});

test('the way is each person’s own', async () => {
  const { alice, bob } = await couple();
  const id = await alice.list.create({ name: 'x' });
  await share(alice, bob);
  await alice.list.setTravel(id, 25);
  await bob.list.setTravel(id, 5_000);
  await share(alice, bob, alice);
  assert.deepEqual([alice.list.get(id).travel, bob.list.get(id).travel], [{ me: 25, partner: null }, { me: null, partner: 25 }]);
  const own = await alice.ownList.create({ name: 'y' });
  await alice.ownList.setTravel(own, 10);
  assert.deepEqual(alice.ownList.get(own).travel, { me: 10, partner: null });
});

test('no answer in five working days says so; an answer ends it', async () => {
  const { alice, bob } = await couple();
  const id = await alice.list.create({ name: 'x' });
  assert.equal(alice.list.isSilent(id, '2026-12-01', [6, 7]), false);
  await alice.list.logContact(id, { how: 'email', on: '2026-11-20' });
  const last = await alice.list.logContact(id, { how: 'phone', on: '2026-11-27', next: 'ring again' });
  await alice.list.logContact(id, { how: 'form', on: '2026-11-20' });
  await share(alice, bob);
  assert.deepEqual([bob.list.contacts(id)[0].how, bob.list.contacts(id)[0].isMine, bob.list.contacts(id)[0].next], ['phone', false, 'ring again']);
  assert.deepEqual(['2026-12-03', '2026-12-04'].map((day) => bob.list.isSilent(id, day, [6, 7])), [false, true]);
  await bob.list.setAnswer(last, 'call-back');
  assert.equal(bob.list.isSilent(id, '2027-01-01', [6, 7]), false);
  await bob.list.letGoContact(last);
  assert.equal(bob.list.contacts(id).length, 2);
  await bob.shared.ours.add('contact', { card: id, how: 5, on: 'never', answer: 'maybe', next: {} });
  const odd = bob.list.contacts(id).at(-1);
  assert.deepEqual([odd.how, odd.on, odd.answer, odd.next, odd.isMine], ['phone', '', null, '', false]);
});

test('working days leave out the days that are none where the phone is at home', () => {
  assert.deepEqual([workingDaysBetween('2026-11-27', '2026-11-30'), workingDaysBetween('2026-11-27', '2026-11-30', [5, 6]), workingDaysBetween('2026-11-27', '2026-11-27')], [1, 2, 0]);
  assert.equal(workingDaysBetween('2026-01-01', '2030-01-01'), 6, 'it counts no further than it must');
  assert.ok(weekendOf('en-GB').length >= 1);
  assert.match(todayOf(Date.now()), /^\d{4}-\d\d-\d\d$/);
});

test('weekends come from the phone where it knows them, in either of its two ways', () => {
  const { Locale } = Intl;
  try {
    for (const [made, found] of [[{ getWeekInfo: () => ({ weekend: [5, 6] }) }, [5, 6]], [{ weekInfo: { weekend: [7] } }, [7]], [{}, [6, 7]]]) {
      Intl.Locale = class { constructor() { return made; } };
      assert.deepEqual(weekendOf('x'), found);
    }
  } finally {
    Intl.Locale = Locale;
  }
});

test('what a changed app or a file wrote into a card is read as what it should be', () => {
  const odd = Object.fromEntries([...CARD_FIELDS, ...CALL_FIELDS].map(({ name }) => [name, { x: 1 }]));
  for (const values of [odd, {}]) {
    const read = readCard(values);
    assert.ok(Object.values(read).every((value) => isBlank(value)), JSON.stringify(read));
  }
  const read = readCard({ fee: -1, couplesShare: 101, sessionMinutes: 50, trainings: ['eft', 'eft', 'x'], languages: ['de', 5, ''], currency: 'eur', verifiedOn: '2026-13-01', evenings: 'maybe', name: 'n'.repeat(500) });
  assert.deepEqual([read.fee, read.couplesShare, read.sessionMinutes, read.trainings, read.languages, read.currency, read.verifiedOn, read.evenings, read.name.length], [null, null, 50, ['eft'], ['de'], '', null, null, 300]);
  assert.deepEqual(tidyCard({ name: ' a ', note: ' ', unknown: 1, languages: [] }), { name: 'a', note: null, languages: null });
  assert.deepEqual([cardField('name').kind, cardField('nothing')], ['text', undefined]);
  assert.ok(CARD_FIELDS.every(({ group, label }) => label() && CARD_GROUPS.some(({ id }) => id === group)) && CARD_GROUPS.every(({ label }) => label()) && CALL_FIELDS.length === 10);
  assert.ok(CALL_FIELDS.every(({ label }) => label().endsWith('?')));
});

test('the cost of one session and of six: lower fee, first fee and insurance as entered, and nothing guessed', () => {
  const card = (values) => readCard({ currency: 'EUR', ...values });
  assert.deepEqual(costOf(card({ fee: 100 })), { first: 100, six: 600, currency: 'EUR', isSliding: false, isAfterInsurance: false });
  assert.deepEqual(costOf(card({ fee: 100, firstFee: 150, slidingScale: 'yes', slidingFee: 60.1, insurancePays: 20 })), { first: 130, six: 330.5, currency: 'EUR', isSliding: true, isAfterInsurance: true });
  assert.deepEqual(costOf(card({ fee: 100, slidingScale: 'no', slidingFee: 60, insurancePays: 200 })), { first: 0, six: 0, currency: 'EUR', isSliding: false, isAfterInsurance: true });
  assert.deepEqual([costOf(card({})).first, costOf(card({ firstFee: 50 })).six, costOf(card({ slidingFee: 40 })).first, costOf(card({ insurancePays: 0 })).isAfterInsurance], [null, null, 40, false]);
});

test('the comparison shows first where they differ, and no row that nobody knows', () => {
  const rows = compareCards([readCard({ name: 'a', fee: 1, evenings: 'yes', city: 'X', 'call-first': 'short' }), readCard({ name: 'b', fee: 2, evenings: 'yes', city: 'Y' })]);
  assert.deepEqual(rows.map(({ field, differs }) => [field.name, differs]), [['city', true], ['fee', true], ['call-first', true], ['evenings', false]]);
});

test('a licence that was checked over 45 days ago is to be checked again', () => {
  assert.deepEqual(['2026-10-13', '2026-10-12', null].map((verifiedOn) => isCheckDue({ verifiedOn }, '2026-11-27')), [false, true, false]);
});

test('an NPI is ten digits whose last one fits', () => {
  assert.equal(readNpi('1234567893'), '1234567893');
  assert.equal(readNpi('123-456 7893'), '1234567893');
  for (const wrong of ['1234567890', '123456789', '3234567893', 'abcdefghij', '']) assert.equal(readNpi(wrong), null, wrong);
  let fitting = 0;
  for (let last = 0; last < 10; last += 1) fitting += readNpi(`199999999${last}`) ? 1 : 0;
  assert.equal(fitting, 1, 'just one check digit fits');
});

test('only a web page, a phone, an e-mail and a map become addresses', () => {
  assert.equal(readWeb(' example.org/a b '), 'https://example.org/a%20b');
  assert.equal(readWeb('http://example.org'), 'https://example.org/');
  for (const wrong of ['javascript:alert(1)', 'data:text/html,x', 'https://a:b@example.org', 'file:///x', 'ftp://example.org', 'https://', 'localhost', 'not an address', '']) assert.equal(readWeb(wrong), null, wrong);
  assert.deepEqual([telLink('+49 (30) 12-34'), telLink('12'), telLink('x')], ['tel:+49301234', null, null]);
  assert.deepEqual([readEmail(' a@b.org '), readEmail('a@b'), readEmail('a@b.org,c@d.org')], ['a@b.org', null, null]);
  assert.equal(mailLink('a+x@b.org', 'Hi & you', 'l1\nl2'), 'mailto:a%2Bx@b.org?subject=Hi%20%26%20you&body=l1%0Al2');
  assert.deepEqual([mailLink('a@b.org'), mailLink('a@b.org', '', 'x'), mailLink('nobody')], ['mailto:a@b.org', 'mailto:a@b.org?body=x', null]);
  assert.equal(mapLink({ street: 'A 1', postcode: '10115', city: 'Berlin', region: '', country: '' }), 'https://www.openstreetmap.org/search?query=A%201%2C%2010115%2C%20Berlin');
  assert.equal(mapLink({ street: '', postcode: '', city: '', region: 'x', country: 'y' }), null);
});

test('a message says only what was chosen, in three languages', () => {
  for (const { value } of messageLanguages()) {
    const full = writeMessage(value, { therapist: 'Ada', names: 'R and J', times: 'Monday', asksVideo: true, asksFee: true });
    const bare = writeMessage(value, { therapist: '', names: '', times: '', asksVideo: false, asksFee: false });
    assert.ok(full.subject && ['Ada', 'R and J', 'Monday'].every((word) => full.body.includes(word)));
    assert.ok(bare.body.length < full.body.length && !/Ada|undefined|false|null/.test(bare.body));
    assert.doesNotMatch(full.body + full.subject, /!/);
  }
  assert.deepEqual(['de-AT', 'es', 'fr', 'EN-us'].map(messageLanguageOf), ['de', 'es', 'en', 'en']);
});

test('amounts are read as people type them', () => {
  const cases = { 'en-US': [['120', 120], ['$1,200.50', 1200.5], ['1,200', 1200], ['12.5', 12.5], ['1,234,567', 1234567], ['', null], ['free', null], ['-5', null], ['approx. 120', 120], ['120 to 150', 120], ['$ 80/h', 80], ['7', 7]], 'de-DE': [['120,50', 120.5], ['1.200', 1200], ['1.200,00 €', 1200], ['12.5', 12.5], ['1,234', 1.234], ['1’200', 1200], ['1 200', 1200], ['1 200,50', 1200.5], ['1.234.567', 1234567]] };
  for (const [locale, list] of Object.entries(cases)) for (const [text, amount] of list) assert.equal(readAmount(text, locale), amount, `${locale} ${text}`);
});
