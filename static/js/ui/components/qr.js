/** A QR code as one path, dark on light in every theme because scanners need it so. */
import { html, useMemo } from "../view.js";

const QUIET_ZONE = 4;
/** As many keep its place free until it is made. */
const USUAL_MODULES = 45;

/**
 * @param {boolean[][]} matrix rows of dark (true) and light modules
 * @returns {string} an SVG path, runs of dark modules drawn as one bar
 */
export function qrPath(matrix) {
  const bars = [];
  for (const [y, row] of matrix.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x]) x += 1;
      bars.push(`M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${x - start}v1h${start - x}z`);
    }
  }
  return bars.join("");
}

/** @param {{ matrix: boolean[][] | null, label: string, caption?: string }} props matrix: null until it is made; label: what scanning it does */
export function QrCode({ matrix, label, caption }) {
  const path = useMemo(() => qrPath(matrix ?? []), [matrix]);
  const side = (matrix?.length ?? USUAL_MODULES) + 2 * QUIET_ZONE;
  return html`<figure class="qr">
    <svg class="qr__code" aria-busy=${matrix ? undefined : "true"} viewBox=${`0 0 ${side} ${side}`} role="img" aria-label=${label} shape-rendering="crispEdges">
      <rect class="qr__light" width=${side} height=${side} /><path class="qr__dark" d=${path} />
    </svg>
    ${caption && html`<figcaption class="qr__caption">${caption}</figcaption>`}
  </figure>`;
}
