/**
 * The beginning: takes the link out of the address, shows the first screen and fetches the parts
 * behind it. Kept to what the first screen needs, because a phone on a slow network waits for it.
 */

import { mount } from './ui/app.js';
import { takeLink } from './ui/router.js';

/** Once the app was here its database is; a browser that cannot tell just waits for the parts. @returns {Promise<boolean>} */
async function isFirstVisit() {
  try {
    const databases = await indexedDB.databases?.();
    return databases ? databases.length === 0 : false;
  } catch {
    return false; // refused, as in some private windows: the parts say so in words
  }
}

const link = takeLink({ location, history });
const isFirst = await isFirstVisit();
const whenReady = import('./parts.js').then(({ startApp }) => startApp());
mount(/** @type {HTMLElement} */ (document.getElementById('app')), whenReady, { link, isFirstVisit: isFirst });
