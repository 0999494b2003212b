import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isPlace, placeBetween } from '../../../static/js/domain/path/order.js';
import { defaultSteps, stageOf, stages } from '../../../static/js/domain/path/stages.js';
import { TITLE_MAX } from '../../../static/js/domain/path/steps.js';
import { worries } from '../../../static/js/domain/path/worries.js';
import { createNotes } from '../../../static/js/domain/shared/notes.js';
import { dayOf, oneOf, textOf } from '../../../static/js/domain/shared/plain-values.js';
import { CANARY, pairedCouple, share, withShared } from './helpers/couple.js';

async function couple() {
  const { server, alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) {
    withShared(phone);
    [phone.steps, phone.ownSteps] = [phone.steps.ours, phone.steps.own];
    phone.notes = createNotes({ things: phone.shared.ours });
  }
  await share(alice, bob);
  return { server, alice, bob };
}

const idOf = (phone, title) => phone.steps.all().find((step) => step.title === title).id;
const titles = (steps) => steps.map(({ title }) => title);

test('the path begins with good steps in every stage, and nothing of them is written until they are touched', async () => {
  const { alice, bob } = await couple();
  assert.deepEqual([...new Set(alice.steps.all().map(({ stage }) => stage))], stages().map(({ id }) => id));
  assert.deepEqual(alice.steps.all(), bob.steps.all());
  assert.deepEqual([alice.steps.isOurs(), alice.ownSteps.isOurs()], [true, false]);
  assert.equal(alice.vault.all('part').length, 0);
  assert.equal(new Set(defaultSteps(true).map(({ id }) => id)).size, defaultSteps(true).length);
  assert.ok(defaultSteps(true).concat(defaultSteps(false)).every(({ id, order }) => id.length === 22 && isPlace(order)));
  assert.ok(worries().every(({ label, step }) => label && step));
});

test('a joint step is done when both have ticked it, each sees both ticks, and neither sees when', async () => {
  const { alice, bob } = await couple();
  const id = idOf(alice, 'Try one session');
  await alice.steps.tick(id, true);
  await share(alice, bob);
  assert.deepEqual([bob.steps.get(id).ticks, bob.steps.get(id).isDone], [{ me: false, partner: true }, false]);
  await bob.steps.tick(id, true);
  await share(bob, alice);
  assert.deepEqual([alice.steps.get(id).ticks, alice.steps.get(id).isDone], [{ me: true, partner: true }, true]);
  const written = JSON.stringify(alice.shared.ours.get(id).values);
  assert.doesNotMatch(written, /20\d\d-|\d{12}/);
  await bob.steps.tick(id, false);
  await share(bob, alice);
  assert.equal(alice.steps.get(id).isDone, false);
});

test('either can open a done step again', async () => {
  const { alice, bob } = await couple();
  const id = idOf(alice, 'Try one session');
  for (const phone of [alice, bob]) await phone.steps.tick(id, true);
  await share(alice, bob, alice);
  await alice.steps.reopen(id);
  await share(alice, bob);
  assert.deepEqual(bob.steps.get(id).ticks, { me: false, partner: false });
  const own = await alice.ownSteps.create({ title: 'alone', stage: 'try' });
  await alice.ownSteps.tick(own, true);
  await alice.ownSteps.reopen(own);
  assert.equal(alice.ownSteps.get(own).isDone, false);
});

test('a step may be one person’s or either’s', async () => {
  const { alice, bob } = await couple();
  const theirs = await alice.steps.create({ title: 'Bob rings them', stage: 'look', kind: 'one', whose: 'partner' });
  const mine = await alice.steps.create({ title: 'I ring them', stage: 'look', kind: 'one', whose: 'me' });
  const either = await alice.steps.create({ title: 'Whoever comes to it', stage: 'look', kind: 'either' });
  for (const id of [theirs, mine, either]) await alice.steps.tick(id, true);
  await share(alice, bob);
  assert.deepEqual([theirs, mine, either].map((id) => bob.steps.get(id).isDone), [false, true, true]);
  assert.deepEqual([theirs, mine, either].map((id) => bob.steps.get(id).whose), ['me', 'partner', null]);
  await alice.steps.edit(mine, { kind: 'joint', whose: null });
  assert.equal(alice.steps.get(mine).whose, null);
  await bob.steps.tick(theirs, true);
  assert.equal(bob.steps.get(theirs).isDone, true);
});

test('“not now” is a good ending, and ticking or opening again takes it back', async () => {
  const { alice } = await couple();
  const id = idOf(alice, 'Try one session');
  await alice.steps.setNotNow(id, true);
  assert.deepEqual([alice.steps.get(id).isNotNow, alice.steps.get(id).isTrial], [true, true]);
  await alice.steps.setNotNow(id, false);
  assert.equal(alice.steps.get(id).isNotNow, false);
  await alice.steps.setNotNow(id, true);
  await alice.steps.tick(id, true);
  assert.equal(alice.steps.get(id).isNotNow, false);
});

test('a step that was let go is gone for both, also one that nobody had touched, and can be brought back', async () => {
  const { alice, bob } = await couple();
  const before = titles(bob.steps.all());
  const id = idOf(bob, 'Find a calm hour to talk');
  const undo = await bob.steps.letGo(id);
  await share(bob, alice);
  for (const phone of [alice, bob]) assert.equal(phone.steps.get(id), null);
  await undo();
  await share(bob, alice);
  for (const phone of [alice, bob]) assert.deepEqual(titles(phone.steps.all()), before);
  const own = await alice.steps.create({ title: CANARY, stage: 'talk' });
  const back = await alice.steps.letGo(own);
  await back();
  assert.equal(alice.steps.get(own).title, CANARY);
});

test('a step needs words, and its words are bounded', async () => {
  const { alice } = await couple();
  await assert.rejects(alice.steps.create({ title: '  ', stage: 'talk' }), { code: 'no-title' });
  const id = await alice.steps.create({ title: ` ${'x'.repeat(500)}`, stage: 'talk' });
  assert.equal(alice.steps.get(id).title.length, TITLE_MAX);
  await alice.steps.edit(id, { dueOn: '2026-12-24' });
  assert.equal(alice.steps.get(id).dueOn, '2026-12-24');
  await alice.steps.edit(id, { title: 'short', stage: 'look' });
  assert.equal(alice.steps.inStage('look').at(-1).title, 'short', 'it stands last where it came');
});

test('steps are moved, archived and found again', async () => {
  const { alice, bob } = await couple();
  const ids = [];
  for (const title of ['a', 'b', 'c']) ids.push(await alice.steps.create({ title, stage: 'back' }));
  const names = () => titles(alice.steps.inStage('back')).filter((title) => title.length === 1);
  await alice.steps.move(ids[2], 0);
  assert.deepEqual([names(), alice.steps.inStage('back')[0].title], [['c', 'a', 'b'], 'c']);
  await alice.steps.move(ids[2], 4);
  assert.deepEqual(names(), ['a', 'b', 'c']);
  await alice.steps.setArchived(ids[1], true);
  assert.deepEqual([names(), titles(alice.steps.archived())], [['a', 'c'], ['b']]);
  await alice.steps.setArchived(ids[1], false);
  await share(alice, bob);
  assert.deepEqual(titles(bob.steps.inStage('back')), titles(alice.steps.inStage('back')));
});

test('two steps that were put into one place at the same time can still be parted', async () => {
  const { alice, bob } = await couple();
  const ids = [];
  for (const title of ['a', 'b', 'c']) ids.push(await alice.steps.create({ title, stage: 'try' }));
  await share(alice, bob);
  await alice.steps.move(ids[1], 0);
  await bob.steps.move(ids[2], 0);
  await share(alice, bob, alice);
  const shown = titles(alice.steps.inStage('try'));
  assert.deepEqual(titles(bob.steps.inStage('try')), shown);
  await alice.steps.move(ids[0], 1);
  assert.equal(alice.steps.inStage('try')[1].title, 'a');
  assert.deepEqual(titles(alice.steps.inStage('try')).filter((title) => title !== 'a'), shown.filter((title) => title !== 'a'));
});

test('the next step is the first where I can do something', async () => {
  const { alice, bob } = await couple();
  const first = alice.steps.all()[0];
  assert.equal(alice.steps.next().id, first.id);
  await alice.steps.tick(first.id, true);
  assert.notEqual(alice.steps.next().id, first.id);
  for (const step of alice.ownSteps.all()) await alice.ownSteps.setArchived(step.id, true);
  assert.equal(alice.ownSteps.next(), null);
  assert.ok(bob);
});

test('both changed the words of a step: both are shown', async () => {
  const { alice, bob } = await couple();
  const id = idOf(alice, 'Try one session');
  await alice.steps.edit(id, { title: 'Try one in May' });
  await bob.steps.edit(id, { title: 'Try one in June' });
  await share(alice, bob, alice);
  const step = alice.steps.get(id);
  assert.deepEqual([step.title, ...step.alsoTitled].sort(), ['Try one in June', 'Try one in May']);
});

test('what a changed app wrote into a step is read as what it should be, or as nothing', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: { x: 1 }, stage: 'nowhere', kind: 'forced', who: 7, dueOn: '2026-02-31', order: 'A!', archived: 'yes', notNow: 1, [`ticked:${alice.shared.ours.scope().me}`]: 'true' });
  await share(alice, bob);
  const step = bob.steps.get(id);
  assert.deepEqual(step, {
    id, title: '', alsoTitled: [], stage: 'understand', kind: 'joint', whose: null, dueOn: null, order: 'n', ticks: { me: false, partner: false },
    isDone: false, isNotNow: false, isTrial: false, isArchived: false,
  });
});

test('alone and locked there are no steps of ours', async () => {
  const { alice } = await couple();
  await alice.account.lock();
  assert.deepEqual([alice.steps.all(), alice.steps.next(), alice.ownSteps.all()], [[], null, []]);
});

test('notes are each by whoever wrote them, in the order in which they came', async () => {
  const { alice, bob } = await couple();
  const on = idOf(alice, 'Try one session');
  await alice.notes.add(on, ' first ');
  await share(alice, bob);
  const second = await bob.notes.add(on, 'second');
  await bob.shared.ours.add('note', { on, text: 5, place: 'x' });
  await bob.shared.ours.add('note', { on, text: 'again', place: 2 });
  await share(bob, alice);
  assert.deepEqual(alice.notes.on(on).map(({ text, isMine }) => [text, isMine]).filter(([text]) => text !== 'again'), [['', false], ['first', true], ['second', false]]);
  await bob.notes.change(second, 'other');
  const undo = await bob.notes.letGo(second);
  assert.equal(bob.notes.on(on).length, 3);
  await undo();
  assert.ok(bob.notes.on(on).some(({ text }) => text === 'other'));
});

test('there is always room between two places', () => {
  let seed = 7;
  const random = () => ((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff);
  const list = [];
  for (let n = 0; n < 500; n += 1) {
    const at = Math.floor(random() * (list.length + 1));
    const [before, after] = [list[at - 1] ?? '', list[at] ?? null];
    const place = placeBetween(before, after);
    assert.ok(isPlace(place) && before < place && (after === null || place < after), `${before} ${place} ${after}`);
    list.splice(at, 0, place);
  }
  for (let n = 0, first = null, last = ''; n < 200; n += 1) {
    [first, last] = [placeBetween('', first), placeBetween(last, null)];
    assert.ok(isPlace(first) && isPlace(last));
  }
  for (const wrong of [null, '', 'a', 'A', 'na', 'n'.repeat(500)]) assert.equal(isPlace(wrong), false);
});

test('plain values are what they should be', () => {
  assert.deepEqual([textOf('abc', 2), textOf(5, 2)], ['ab', '']);
  assert.deepEqual(['2028-02-29', '2027-02-29', '2026-13-01', 5].map(dayOf), ['2028-02-29', null, null, null]);
  assert.deepEqual([oneOf('b', ['a', 'b'], 'a'), oneOf('c', ['a'], 'a')], ['b', 'a']);
  assert.deepEqual([stageOf('look'), stageOf(3)], ['look', 'understand']);
});

test('a stage of which everything was let go takes a new step', async () => {
  const { alice } = await couple();
  for (const { id } of alice.steps.inStage('try')) await alice.steps.letGo(id);
  await alice.steps.create({ title: 'first again', stage: 'try' });
  assert.deepEqual(titles(alice.steps.inStage('try')), ['first again']);
});
