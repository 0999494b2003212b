/**
 * The one motif: an arch between two banks, and a light that stands where the
 * words stand. It moves only while something crosses, and not at all where the
 * phone asks for stillness.
 */
import { html } from "../view.js";

/** @typedef {"still" | "offered" | "ready" | "crossing" | "opened"} CrossingState */

/**
 * @param {{ state: CrossingState, from?: "here" | "there", label?: string }} props
 *   from: whose bank the light starts on (here is on the left, or the right in right-to-left);
 *   label: only where no words beside it say the same
 */
export function BridgeScene({ state, from = "here", label }) {
  return html`<svg class=${`bridge-scene bridge-scene--${state} bridge-scene--from-${from}`} viewBox="0 0 320 120"
    role=${label ? "img" : undefined} aria-label=${label} aria-hidden=${label ? undefined : "true"} focusable="false">
    <circle class="bridge-scene__sun" cx="160" cy="93" r="26" />
    <path class="bridge-scene__hill" d="M0 72C34 52 70 58 94 74c14 9 24 16 38 20H0ZM320 66c-36-16-68-8-92 8-14 10-24 16-38 20h130Z" />
    <path class="bridge-scene__water" d="M40 93h240v27H40Z" />
    <path class="bridge-scene__ripple" d="M142 101h36M150 108h20M104 105h18M200 110h24" />
    <path class="bridge-scene__arch" d="M44 90C92 26 228 26 276 90l-12 3C222 36 98 36 56 93Z" />
    <path class="bridge-scene__bank" d="M0 74c28-3 50 2 64 13 10 8 14 18 17 33H0ZM320 74c-28-3-50 2-64 13-10 8-14 18-17 33h81Z" />
    <circle class="bridge-scene__glow" r="11" />
    <circle class="bridge-scene__light" r="4.5" />
  </svg>`;
}
