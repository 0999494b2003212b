/** Two devices of one account over a network that drops, doubles and delays: bounded, and with fixed seeds. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { createFakeServer } from '../fakes/server.js';
import { openPhone } from '../fakes/phone.js';
import { seeded } from '../support/seeded.js';

const FAULTS = [null, null, null, 'before', 'after', 'twice'];
const FIELDS = ['happened', 'felt', 'longing'];

/** Every text that a person was told is saved must be in the record or in its history. */
function textsOf(phone) {
  const texts = new Set();
  for (const type of ['entry', 'version']) {
    for (const { fields } of phone.vault.all(type)) for (const name of FIELDS) texts.add((type === 'entry' ? fields : fields.fields)[name]);
  }
  return texts;
}

const contentOf = (phone) => phone.vault.all('entry').map(({ id, fields, revision }) => [id, revision, JSON.stringify(Object.entries(fields).sort())]).sort();

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`they converge and lose no words (seed ${seed})`, async () => {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const server = createFakeServer();
    const phones = [await openPhone({ server })];
    const { accountCode } = await phones[0].register('alice');
    phones.push(await openPhone({ server }));
    await phones[1].signIn('alice', accountCode);
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await phones[0].vault.put({ type: 'entry', happened: '', felt: '', longing: '' }));
    await phones[0].sync.now();
    await phones[1].sync.now();
    for (const phone of phones) phone.link.fault = () => pick(FAULTS);
    /** device → "id field" → the last text written there: later words of the same hand replace earlier ones */
    const written = [new Map(), new Map()];
    const running = [];
    for (let step = 0; step < 30; step += 1) {
      const who = random() < 0.5 ? 0 : 1;
      if (random() < 0.6) {
        const [id, field, text] = [pick(ids), pick(FIELDS), `seed ${seed} step ${step} by ${who}`];
        await phones[who].vault.patch(id, { [field]: text });
        written[who].set(`${id} ${field}`, text);
      } else running.push(phones[who].sync.now());
      // Delay: only sometimes is the network waited for.
      if (random() < 0.4) await Promise.all(running.splice(0));
      if (random() < 0.1) phones[who] = await killed(phones[who]);
    }
    await Promise.all(running);
    for (const phone of phones) phone.link.fault = () => null;
    for (let n = 0; n < 4; n += 1) for (const phone of phones) await phone.sync.now();
    for (const phone of phones) assert.deepEqual(phone.sync.status.value, { state: 'idle', unsent: 0, problem: null });
    assert.deepEqual(contentOf(phones[0]), contentOf(phones[1]));
    for (const phone of phones) {
      const texts = textsOf(phone);
      for (const text of lastWords(written)) assert.ok(texts.has(text), text);
    }
  });
}

/** The other hand may have replaced words after it had read them; only words nobody read over must be there. */
function lastWords([one, two]) {
  const latest = new Map();
  for (const words of [one, two]) {
    for (const [place, text] of words) {
      const before = latest.get(place);
      if (!before || stepOf(text) > stepOf(before)) latest.set(place, text);
    }
  }
  return latest.values();
}

const stepOf = (text) => Number(text.split(' ')[3]);

async function killed(phone) {
  await phone.account.lock();
  const after = await phone.reopen();
  await after.unlock();
  return after;
}
