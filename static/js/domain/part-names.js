/**
 * What the parts of an entry are called, by its kind (protocol.md, `entry`). A reason, a need and the rulers use the same
 * fields as a concern, so that they are searched, versioned and exported in one way; only their names differ.
 */
import { t } from '../core/i18n.js';

const ofConcern = () => ({
  happened: t('What happened'),
  felt: t('What I felt'),
  beneath: t('Beneath it'),
  longing: t('What I long for'),
  part: t('My own part'),
});

/** @type {Record<string, () => Record<string, string>>} */
const OF_KIND = {
  reason: () => ({ ...ofConcern(), happened: t('What holds me back'), longing: t('What would make it easier') }),
  need: () => ({ longing: t('What I need'), felt: t('I feel stuck because'), part: t('So I will'), happened: t('What happened'), beneath: t('Beneath it') }),
  rulers: () => ({ ...ofConcern(), happened: t('How much I would want it: why not lower'), felt: t('How able I feel: why not lower') }),
};

/** @param {string | undefined} kind of the entry @returns {Record<string, string>} field → its name, in the order in which they are read */
export const partNames = (kind) => (OF_KIND[kind ?? ''] ?? ofConcern)();
