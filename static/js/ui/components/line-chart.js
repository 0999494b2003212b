/**
 * Numbers from 0 to 10 over time, drawn as plain SVG, with words that say the same. Two lines differ by shape and not by
 * colour alone.
 */
import { formatNumber } from "../../core/i18n.js";
import { classes, html, useId } from "../view.js";

/** @typedef {{ x: number, value: number }} Point x: from 0 to 1 */
/** @typedef {{ kind: "mine" | "theirs", points: Point[] }} Line */

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [320, 112, 24, 8, 8, 8];
const MARKED_MOST = 60;
const MARK = 3.5;

/** @param {number} x */
const across = (x) => LEFT + x * (WIDTH - LEFT - RIGHT);
/** @param {number} value @param {number} max */
const down = (value, max) => TOP + (1 - value / max) * (HEIGHT - TOP - BOTTOM);

/**
 * @param {{ title: string, words: import("../view.js").Children, lines: Line[], from: string, to: string, max?: number }} props
 *   words: what the picture shows, for everybody; from, to: the days at its two ends, said once where they are one
 */
export function LineChart({ title, words, lines, from, to, max = 10 }) {
  const id = useId();
  return html`<figure class="chart" aria-labelledby=${`${id}-title`}>
    <h3 class="chart__title" id=${`${id}-title`}>${title}</h3>
    <svg class="chart__picture" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby=${`${id}-title`} aria-describedby=${`${id}-words`}>
      ${[0, max / 2, max].map((value) => html`<g key=${value}>
        <line class="chart__grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${down(value, max)} y2=${down(value, max)} />
        <text class="chart__number" x=${LEFT - 6} y=${down(value, max) + 3.5} text-anchor="end">${formatNumber(value)}</text></g>`)}
      ${lines.map((line) => html`<${Drawn} key=${line.kind} line=${line} max=${max} />`)}
    </svg>
    <div class="chart__days"><span>${from}</span>${to !== from && html`<span>${to}</span>`}</div>
    <figcaption class="chart__words" id=${`${id}-words`}>${words}</figcaption>
  </figure>`;
}

/** @param {{ line: Line, max: number }} props */
function Drawn({ line: { kind, points }, max }) {
  const places = points.map(({ x, value }) => [across(x), down(value, max)]);
  const isMarked = places.length <= MARKED_MOST;
  return html`<g class=${classes("chart__line", `chart__line--${kind}`)}>
    <polyline points=${places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
    ${isMarked && places.map(([x, y], at) => (kind === "mine"
      ? html`<circle key=${at} cx=${x} cy=${y} r=${MARK} />`
      : html`<rect key=${at} x=${x - MARK} y=${y - MARK} width=${2 * MARK} height=${2 * MARK} />`))}
  </g>`;
}

/** Which line is whose, in words and by shape. @param {{ lines: { kind: "mine" | "theirs", label: string }[] }} props */
export function ChartKey({ lines }) {
  return html`<ul class="chart-key">${lines.map(({ kind, label }) => html`<li key=${kind}>
    <svg class="chart-key__mark" viewBox="0 0 32 12" aria-hidden="true"><g class=${classes("chart__line", `chart__line--${kind}`)}><polyline points="0,6 32,6" />
      ${kind === "mine" ? html`<circle cx="16" cy="6" r=${MARK} />` : html`<rect x=${16 - MARK} y=${6 - MARK} width=${2 * MARK} height=${2 * MARK} />`}</g></svg><span>${label}</span></li>`)}</ul>`;
}
