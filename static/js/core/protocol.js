/** Which protocol this app speaks: it says so with every request (protocol.md, Old and new clients). The same number stands in sw.js. */

export const PROTOCOL = 2;
