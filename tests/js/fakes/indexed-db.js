/** IndexedDB made of memory: a factory is one browser profile, and outlives the page that opened it. */

import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../scripts/js/package.json', import.meta.url));
const { IDBFactory } = require('fake-indexeddb');

/** @returns {IDBFactory} an empty profile */
export const freshProfile = () => new IDBFactory();
