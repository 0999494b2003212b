/**
 * The browser libraries that are kept in static/js/vendor: which packages go into which file.
 * @type {ReadonlyArray<{entry: string, packages: readonly string[], use: string}>}
 */
export const libraries = [
  {
    entry: "preact-htm-signals",
    packages: ["preact", "htm", "@preact/signals", "@preact/signals-core"],
    use: "components, templates and signals; imported by ui/view.js only",
  },
  { entry: "hpke", packages: ["hpke"], use: "HPKE (RFC 9180) over WebCrypto; imported by crypto/primitives.js only" },
  { entry: "hash-wasm-argon2", packages: ["hash-wasm"], use: "Argon2id, WebAssembly inlined, for the passphrase worker" },
  { entry: "noble-argon2", packages: ["@noble/hashes"], use: "Argon2id where WebAssembly is missing (slower)" },
  { entry: "lean-qr", packages: ["lean-qr"], use: "makes QR codes" },
  { entry: "jsqr", packages: ["jsqr"], use: "reads QR codes where BarcodeDetector is missing; loaded when asked" },
  { entry: "papaparse", packages: ["papaparse"], use: "reads and writes CSV; loaded when a list is imported or exported" },
  { entry: "libphonenumber", packages: ["libphonenumber-js"], use: "writes a phone number as its country does; loaded when a card is open" },
];

/** Packages whose version stands in the name of the file; signals-core comes with signals. */
export const silentPackages = ["@preact/signals-core"];

/** The oldest browsers served (docs/protocol.md, "floor"). */
export const browserFloor = ["safari16.4", "chrome111", "firefox115"];
