/**
 * What of a file becomes a card, before anything is written: a plan with a report. Long files are read in small bites, and
 * can be stopped: then nothing was done.
 */
import { createBreather } from '../../core/breather.js';
import { DomainError } from '../errors.js';
import { t } from '../../core/i18n.js';
import { readCard, tidyCard } from './card-values.js';
import { folded } from './columns.js';
import { readNpi } from './npi.js';
import { valuesOfRow } from './rows.js';

/** @typedef {{ at: number, row: Record<string, string>, why?: string }} Row why: it was damaged already in the file */
/** @typedef {{ at: number, why: string }} NotTaken */
/** @typedef {{ taken: { at: number, values: Record<string, any> }[], notTaken: NotTaken[] }} Plan */

export const ROWS_MOST = 10_000;
export const FILE_BYTES_MOST = 20 << 20;

/** The person stopped it; nothing was written. */
export class ImportStoppedError extends DomainError {
  constructor() {
    super('import-stopped', t('Stopped. Nothing was added.'));
  }
}

/** A file that is too long. */
export class ImportTooLongError extends DomainError {
  constructor() {
    super('import-too-long', t('This file is too long: ten thousand rows and twenty megabytes at most. Nothing was added.'));
  }
}

/** By what two cards are the same person. @param {Record<string, any>} values @returns {string[]} */
function marksOf(values) {
  const { npi, email, phone, name, postcode } = readCard(values);
  const digits = phone.replaceAll(/\D/g, '').slice(-9);
  const number = readNpi(npi);
  return [number ? `n${number}` : '', email ? `e${email.toLowerCase()}` : '', digits.length > 5 ? `p${digits}` : '', postcode ? `a${folded(name)} ${folded(postcode)}` : ''].filter(Boolean);
}

/**
 * @param {Row[]} rows
 * @param {{ existing: Record<string, any>[], locale: string, signal?: AbortSignal, onProgress?: (share: number) => void, breathe?: () => Promise<void> }} options
 *   existing: values of the cards that are there; share: 0 … 1
 * @returns {Promise<Plan>}
 * @throws {ImportStoppedError | ImportTooLongError}
 */
export async function planImport(rows, { existing, locale, signal, onProgress = () => undefined, breathe = createBreather() }) {
  if (rows.length > ROWS_MOST) throw new ImportTooLongError();
  const seen = new Set(existing.flatMap(marksOf));
  /** @type {Plan} */
  const plan = { taken: [], notTaken: [] };
  for (const [n, { at, row, why: damage }] of rows.entries()) {
    if (signal?.aborted) throw new ImportStoppedError();
    const values = tidyCard(valuesOfRow(row, locale));
    const why = damage ?? whyNot(values, seen);
    if (why) plan.notTaken.push({ at, why });
    else plan.taken.push({ at, values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) });
    if (!damage) for (const mark of marksOf(values)) seen.add(mark);
    onProgress((n + 1) / rows.length);
    await breathe();
  }
  return plan;
}

/** @param {Record<string, any>} values @param {Set<string>} seen @returns {string | null} */
function whyNot(values, seen) {
  if (!values.name) return t('There is no name in it.');
  return marksOf(values).some((mark) => seen.has(mark)) ? t('This one is on the list already, or twice in the file.') : null;
}
