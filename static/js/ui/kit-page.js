/** The recovery kit as a page of its own, to be kept outside of the app. Pure: text in, text out. */
import { qrPath } from "./components/qr.js";
import { t } from "../core/i18n.js";

/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text @returns {string} inert in HTML */
export const escapeText = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/**
 * @param {{ name: string, code: string, recovery: string | null, matrix: boolean[][] }} kit codes are secret
 * @returns {string} HTML without script and without anything fetched
 */
export function kitPage({ name, code, recovery, matrix }) {
  const side = matrix.length + 8;
  const line = (/** @type {string} */ title, /** @type {string} */ text) => `<h2>${escapeText(title)}</h2><p class="code"><bdi>${escapeText(text)}</bdi></p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>Bridge</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}.code{font:20px/1.6 monospace;overflow-wrap:anywhere}svg{width:14rem}</style></head><body>
<h1>${escapeText(t("Recovery kit"))}</h1>
${line(t("Sign-in name"), name)}
${line(t("Account code"), code)}
<p>${escapeText(t("Alone it opens nothing: the passphrase is needed too."))}</p>
${recovery ? `${line(t("Recovery code"), recovery)}<p>${escapeText(t("This code opens everything alone, without your passphrase. Keep it where nobody at home looks."))}</p>` : ""}
<svg viewBox="0 0 ${side} ${side}" role="img" aria-label="QR"><rect width="${side}" height="${side}" fill="#fff"/><path d="${qrPath(matrix)}"/></svg>
</body></html>
`;
}
