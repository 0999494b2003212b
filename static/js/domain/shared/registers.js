/**
 * The registers of a shared thing: what each field holds, joined without a server that could decide (protocol.md, "Parts").
 * Owns the rule of joining: whatever order parts arrive in, both phones read the same; and what was written at the same
 * time on the other side is kept beside the value that stands, not lost. An order comes from counters, never from clocks.
 */
import { toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { same } from '../../core/same.js';

/** @typedef {[dot: string, at: number, value: any, over: string[]]} Entry dot: a random name of this writing; at: a counter; over: the dots that it replaced */
/** @typedef {Record<string, Entry[]>} Registers field → what was written in it and not replaced; usually one */
/** @typedef {{ v: 1, type: 'part', space: string, of: string, thing: string, n: number, registers: Registers }} Part n: grows with every change */

const DOT_BYTES = 8;
/** Of what was replaced long ago only this much is remembered; what is forgotten can at worst be shown once more. */
const OVER_MOST = 32;
const AT_MOST = Number.MAX_SAFE_INTEGER - 1;

/** @param {Entry[]} entries @returns {Entry[]} those that no other replaces, each once, in one order for everybody */
export function standing(entries) {
  const over = new Set(entries.flatMap((entry) => entry[3]));
  const byDot = new Map(entries.filter(([dot]) => !over.has(dot)).map((entry) => [entry[0], entry]));
  return [...byDot.values()].sort(newestFirst);
}

/** @param {Entry} a @param {Entry} b */
const newestFirst = (a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1);

/** @param {Registers} a @param {Registers} b @returns {Registers} */
export function joinRegisters(a, b) {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, standing([...(a[name] ?? []), ...(b[name] ?? [])])]));
}

/**
 * Two states of one person's part, from two of their devices.
 * @param {any} mine Part
 * @param {any} theirs Part
 * @returns {any} Part: a new state, unless it says just what `theirs` says
 */
export function joinParts(mine, theirs) {
  const registers = joinRegisters(mine.registers, theirs.registers);
  const isTheirs = same(registers, joinRegisters(theirs.registers, {}));
  return isTheirs ? theirs : { ...theirs, registers, n: Math.max(mine.n, theirs.n) + 1 };
}

/** @param {Entry[]} entries standing @returns {{ value: any, also: any[] }} also: what was written at the same time elsewhere */
export function readRegister([first, ...others]) {
  if (!first) return { value: undefined, also: [] };
  const also = others.map(([, , value]) => value).filter((value) => !same(value, first[2]));
  return { value: first[2], also: also.filter((value, at) => also.findIndex((earlier) => same(earlier, value)) === at) };
}

/**
 * @param {Entry[]} there every entry of this field that lies in a part of either, replaced or not
 * @param {any} value JSON
 * @returns {Entry} it replaces all of them
 */
export function writeEntry(there, value) {
  const over = [...new Set([...there.map(([dot]) => dot), ...there.flatMap((entry) => entry[3])])].slice(0, OVER_MOST);
  const at = Math.min(AT_MOST, Math.max(0, ...there.map((entry) => entry[1])) + 1);
  return [toBase64url(random16().slice(0, DOT_BYTES)), at, value, over];
}

/**
 * @param {unknown} value what somebody's part says its registers are
 * @returns {Registers | null} null: not registers
 */
export function parseRegisters(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.values(value).every((entries) => Array.isArray(entries) && entries.every(isEntry)) ? /** @type {Registers} */ (value) : null;
}

/** @param {any} entry */
function isEntry(entry) {
  if (!Array.isArray(entry) || entry.length !== 4) return false;
  const [dot, at, , over] = entry;
  const isCounted = Number.isSafeInteger(at) && at >= 1;
  return typeof dot === 'string' && isCounted && Array.isArray(over) && over.length <= OVER_MOST && over.every((each) => typeof each === 'string');
}
