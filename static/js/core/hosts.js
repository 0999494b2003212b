/** What the name of a server says about what browsers allow there. */

const NUMERIC = /^[\d.]+$|:/;

/** @param {string} hostname as in location @returns {boolean} an address and no name: WebAuthn has no passkeys for it */
export const isNumericHost = (hostname) => NUMERIC.test(hostname);
