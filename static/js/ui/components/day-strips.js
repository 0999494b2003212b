/** Days along a line, one line for each thing: plain SVG, and beside it the same in words. */
import { html } from "../view.js";

const [WIDTH, HEIGHT, MARK] = [320, 16, 5];

/** @param {{ label: string, strips: { id: string, label: string, words: string, marks: number[] }[], from: string, to: string }} props marks: from 0 to 1; from, to: the days at the two ends, said once where they are one */
export function DayStrips({ label, strips, from, to }) {
  return html`<div class="strips">
    <ul class="strips__list" aria-label=${label}>${strips.map(({ id, label: name, words, marks }) => html`<li class="strip" key=${id}>
      <span class="strip__name">${name}</span><span class="strip__words">${words}</span>
      <svg class="strip__picture" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line class="chart__grid" x1="0" x2=${WIDTH} y1=${HEIGHT / 2} y2=${HEIGHT / 2} />
        ${marks.map((x) => html`<rect class="strip__mark" key=${x} x=${(x * (WIDTH - MARK)).toFixed(1)} y="1" width=${MARK} height=${HEIGHT - 2} rx="2" />`)}
      </svg></li>`)}</ul>
    <div class="strips__days"><span>${from}</span>${to !== from && html`<span>${to}</span>`}</div>
  </div>`;
}
