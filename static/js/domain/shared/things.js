/**
 * Things that grow by small changes: steps, cards, notes, log lines (docs/glossary.md). Those of the couple are joined from
 * what each of the two wrote; one's own are of one part only and never leave the vault. Owns reading and changing them.
 * A field `name:user` is personal: only its person sets it, and either may clear it.
 */
import { toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { observable } from '../../core/observable.js';
import { same } from '../../core/same.js';
import { joinRegisters, readRegister, standing, writeEntry } from './registers.js';

/** @typedef {import('./registers.js').Registers} Registers */
/** @typedef {import('./registers.js').Entry} Entry */
/** @typedef {Record<string, any>} Values */
/**
 * @typedef {object} Thing
 * @property {string} id base64url, 16 bytes
 * @property {string} of 'step', 'card' …
 * @property {Values} values
 * @property {Record<string, any[]>} also what was written in a field at the same time elsewhere
 * @property {Set<string>} writers user ids of those who have a part in it
 */
/** @typedef {{ space: string, me: string, partner: string | null }} Scope space: base64url, or OWN */
/** @typedef {import('./part-seal.js').OpenedPart} TheirPart */
/** @typedef {ReturnType<typeof createThings>} Things */

/** Stands for the space in the parts that are nobody else's. */
export const OWN = 'own';
const GONE = 'gone';

/**
 * @param {object} deps
 * @param {any} deps.vault
 * @param {() => Scope | null} deps.scope null: there is no such place now
 * @param {import('../../core/observable.js').Observable<ReadonlyMap<string, TheirPart>>} [deps.theirs] the partner's parts by thing
 */
export function createThings({ vault, scope, theirs = observable(/** @type {ReadonlyMap<string, TheirPart>} */ (new Map())) }) {
  const version = observable(0);
  /** @type {{ at: string, mine: unknown, theirs: unknown, things: Map<string, Thing> } | null} */
  let table = null;
  /** @type {WeakMap<Registers, { theirs: TheirPart | undefined, thing: Thing }>} */
  let joined = new WeakMap();
  const bump = () => version.update((n) => n + 1);
  vault.version.subscribe(bump);
  theirs.subscribe(bump);

  /** @returns {Map<string, Thing>} */
  function things() {
    const here = scope();
    if (!here) return new Map();
    const mine = vault.all('part');
    const isFresh = table && table.at === here.space && table.mine === mine && table.theirs === theirs.value;
    if (!isFresh) table = { at: here.space, mine, theirs: theirs.value, things: readAll(here, mine) };
    return /** @type {NonNullable<typeof table>} */ (table).things;
  }

  /** @param {Scope} here @param {readonly { fields: Record<string, any> }[]} mine */
  function readAll(here, mine) {
    /** @type {Map<string, Thing>} */
    const all = new Map();
    for (const { fields } of mine) {
      if (fields.space === here.space) all.set(fields.thing, readOne(here, fields.thing, fields, theirs.value.get(fields.thing)));
    }
    for (const [id, part] of theirs.value) if (!all.has(id)) all.set(id, readOne(here, id, null, part));
    return all;
  }

  /** @param {Scope} here @param {string} id @param {any} mine Part or null @param {TheirPart | undefined} their */
  function readOne(here, id, mine, their) {
    const key = mine?.registers ?? /** @type {TheirPart} */ (their).registers;
    const known = joined.get(key);
    if (known && known.theirs === their) return known.thing;
    const thing = join(here, id, mine, their);
    joined.set(key, { theirs: their, thing });
    return thing;
  }

  /** @param {string} id */
  const nameOf = (id) => `part:${/** @type {Scope} */ (scope()).space}:${id}`;

  /** @param {string} id @returns {Registers} */
  const mine = (id) => vault.singleton(nameOf(id)).get()?.registers ?? {};

  /** @param {string} id @param {string} of @param {(registers: Registers) => Registers} change */
  async function writePart(id, of, change) {
    const { space } = /** @type {Scope} */ (scope());
    await vault.singleton(nameOf(id)).change((/** @type {any} */ current) => {
      const registers = change(current?.registers ?? {});
      return { v: 1, type: 'part', space, of, thing: id, n: (current?.n ?? 0) + 1, registers };
    });
  }

  return {
    version,
    /** @returns {Scope | null} */
    scope,

    /** @returns {ReadonlyMap<string, Thing>} by id, also those that were let go; another one as soon as something of it is another, and no more than that */
    state: things,

    /** @param {string} of @returns {Thing[]} in no order, without those that were let go */
    list: (of) => [...things().values()].filter((thing) => thing.of === of && thing.values[GONE] !== true),

    /** @returns {Thing[]} of every kind, without those that were let go */
    everything: () => [...things().values()].filter(({ values }) => values[GONE] !== true),

    /** @param {string} id @returns {Thing | null} */
    get(id) {
      const thing = things().get(id);
      return thing && thing.values[GONE] !== true ? thing : null;
    },

    /** @param {string} id @returns {Registers} what I have written of it, as it is stored */
    mine,

    /** @param {string} id @returns {boolean} it was let go */
    isGone: (id) => things().get(id)?.values[GONE] === true,

    /** @param {string} of @param {Values} values @param {string} [id] @returns {Promise<string>} id; on disk */
    async add(of, values, id = toBase64url(random16())) {
      await this.change(id, of, values);
      return id;
    },

    /**
     * Many new ones in one step: all, or none.
     * @param {string} of @param {Values[]} all @param {{ onSealed?: (share: number) => void }} [options] onSealed may throw, to stop it
     */
    async addAll(of, all, options) {
      const { space } = /** @type {Scope} */ (scope());
      await vault.addAll(all.map((values) => {
        const thing = toBase64url(random16());
        const registers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [writeEntry([], value)]]));
        return { name: `part:${space}:${thing}`, fields: { v: 1, type: 'part', space, of, thing, n: 1, registers } };
      }), options);
    },

    /**
     * @param {string} id @param {string} of
     * @param {Values | ((mine: Registers) => Values)} values the fields to set; null clears one. Or made from what is stored of mine
     * @returns {Promise<void>} on disk
     */
    async change(id, of, values) {
      await write(id, of, values);
      await settle();
    },

    /**
     * For what this phone says by itself: nothing else goes out with it, and above all nothing of other things.
     * @param {string} id @param {string} of @param {Values} values @returns {Promise<void>} on disk
     */
    changeAlone: write,

    /**
     * What I last said there, also when the other wrote over it: a phone that speaks by itself must not be made to speak again.
     * @param {string} id @param {string} name @returns {any} undefined: nothing
     */
    said: (id, name) => readRegister(standing(mine(id)[name] ?? [])).value ?? undefined,

    /**
     * Let go, for both and for good: nothing of it stays but that it is gone, in the same words on both sides.
     * @param {string} id
     * @returns {Promise<() => Promise<void>>} the way back, for as long as somebody holds it
     */
    async letGo(id) {
      const { of, values } = /** @type {Thing} */ (things().get(id));
      await this.change(id, of, { [GONE]: true });
      const { me } = /** @type {Scope} */ (scope());
      const mine = Object.entries(values).filter(([name]) => [undefined, me].includes(personOf(name)));
      return () => this.change(id, of, { ...Object.fromEntries(mine), [GONE]: false });
    },

    forget() {
      [table, joined] = [null, new WeakMap()];
    },
  };

  /** @param {string} id @param {string} of @param {Values | ((mine: Registers) => Values)} values */
  async function write(id, of, values) {
    const { me, partner } = /** @type {Scope} */ (scope());
    const their = theirs.value.get(id)?.registers ?? {};
    await writePart(id, of, (mine) => {
      const wanted = typeof values === 'function' ? values(mine) : values;
      const written = Object.entries(wanted).filter(([name, value]) => isNews([...allowed(name, me, mine[name]), ...allowed(name, partner, their[name])], value));
      return { ...mine, ...Object.fromEntries(written.map(([name, value]) => [name, [writeEntry([...(mine[name] ?? []), ...(their[name] ?? [])], value)]])) };
    });
  }

  /**
   * What was let go leaves both parts, whoever was first; so nothing says who that was. Only together with something that
   * this person writes: by itself it would tell the other that the app was open here (consent.md, "Never").
   */
  async function settle() {
    for (const [id, thing] of things()) {
      if (thing.values[GONE] !== true) continue;
      const own = mine(id);
      const gone = standing([...(own[GONE] ?? []), ...(theirs.value.get(id)?.registers[GONE] ?? [])]).slice(0, 1);
      if (!same(own, { [GONE]: gone })) await writePart(id, thing.of, () => ({ [GONE]: gone }));
    }
  }
}

/** @param {Entry[]} there @param {any} value @returns {boolean} it does not stand there already */
function isNews(there, value) {
  const { value: stands, also } = readRegister(standing(there));
  return also.length > 0 || !same(stands ?? null, value ?? null);
}

/** @param {string} name @returns {string | undefined} the user id behind a personal field */
const personOf = (name) => name.split(':')[1];

/** @param {string} name @param {string | null} owner whose part it lies in @param {Entry[]} [entries] @returns {Entry[]} without what only another may say */
function allowed(name, owner, entries = []) {
  const person = personOf(name);
  return person === undefined || person === owner ? entries : entries.filter(([, , value]) => !value);
}

/** @param {Scope} here @param {string} id @param {any} mine Part or null @param {TheirPart | undefined} their @returns {Thing} */
function join({ me, partner }, id, mine, their) {
  /** @param {Registers} registers @param {string | null} owner @returns {Registers} */
  const own = (registers, owner) => Object.fromEntries(Object.entries(registers).map(([name, entries]) => [name, allowed(name, owner, entries)]));
  const registers = joinRegisters(own(mine?.registers ?? {}, me), own(their?.registers ?? {}, partner));
  /** @type {Values} */
  const values = {};
  /** @type {Record<string, any[]>} */
  const also = {};
  for (const [name, entries] of Object.entries(registers)) {
    const read = readRegister(entries);
    values[name] = read.value;
    if (read.also.length > 0) also[name] = read.also;
  }
  const writers = new Set([mine && me, their && partner].filter(Boolean));
  return { id, of: mine?.of ?? /** @type {TheirPart} */ (their).of, values, also, writers };
}
