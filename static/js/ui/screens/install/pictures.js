/** The steps on an iPhone, drawn: where the sign is, which line of the list, and how it looks afterwards. The words beside them say the same. */
import { html } from "../../view.js";

const SHARE = "M0 -9v12M-4 -5.5 0 -9.5 4 -5.5M-4 -2H-6.5V8.5H6.5V-2H4";
const PLUS = "M-6.5 -6.5H6.5V6.5H-6.5ZM0 -3.5v7M-3.5 0h7";
const BRIDGE = "M-9.5 4A9.5 9.5 0 0 1 9.5 4H5A5 5 0 0 0 -5 4ZM-3.5 7.5h7";
/** What else is in Safari's bar, left and right of the sign. */
const BESIDE = [[48, "M3 -6 -3 0 3 6"], [84, "M-3 -6 3 0 -3 6"], [156, "M0 -5C-2 -7 -6 -7 -8 -6V6C-6 5 -2 5 0 7 2 5 6 5 8 6V-6C6 -7 2 -7 0 -5V7"], [192, "M-6 -3H3V6H-6ZM-3 -3V-6H6V3H3"]];

/** @param {{ children: import("../../view.js").Children }} props */
function Picture({ children }) {
  return html`<svg class="install-picture" viewBox="0 0 240 120" aria-hidden="true" focusable="false">${children}</svg>`;
}

/** The lower end of the phone, with Safari's bar. */
export function SharePicture() {
  return html`<${Picture}>
    <path class="install-picture__phone" d="M20 0V92a20 20 0 0 0 20 20H200a20 20 0 0 0 20 -20V0" />
    <path class="install-picture__words" d="M44 16h92M44 30h140M44 44h68" />
    <path class="install-picture__edge" d="M20 60H220" />
    ${BESIDE.map(([x, d]) => html`<path class="install-picture__sign" transform=${`translate(${x} 84)`} d=${d} />`)}
    <circle class="install-picture__ring" cx="120" cy="84" r="19" />
    <path class="install-picture__sign install-picture__sign--meant" transform="translate(120 84)" d=${SHARE} />
  <//>`;
}

/** The list that opens; the line that is meant. */
export function ListPicture() {
  return html`<${Picture}>
    <path class="install-picture__phone" d="M20 120V24a16 16 0 0 1 16 -16H204a16 16 0 0 1 16 16V120" />
    <path class="install-picture__words" d="M44 28h76M44 104h58" />
    <path class="install-picture__edge" d="M36 44H204M36 86H204" />
    <rect class="install-picture__ring" x="30" y="46" width="180" height="38" rx="10" />
    <path class="install-picture__words install-picture__words--meant" d="M46 65h100" />
    <path class="install-picture__sign install-picture__sign--meant" transform="translate(188 65)" d=${PLUS} />
    <path class="install-picture__sign" transform="translate(188 28)" d="M-5 -6H5V6L0 2 -5 6Z" />
    <path class="install-picture__sign" transform="translate(188 104)" d="M-4 4 5 -5M-6 6l1 -3 2 2Z" />
  <//>`;
}

/** The home screen with one more icon on it. */
export function HomePicture() {
  const places = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({ x: 50 + (n % 4) * 38, y: 14 + Math.floor(n / 4) * 48, isOurs: n === 5 }));
  return html`<${Picture}>
    <path class="install-picture__phone" d="M20 -4H220V124H20Z" />
    ${places.map(({ x, y, isOurs }) => html`<g transform=${`translate(${x} ${y})`}>
      <rect class=${isOurs ? "install-picture__icon" : "install-picture__tile"} width="28" height="28" rx="8" />
      ${isOurs && html`<path class="install-picture__on-icon" transform="translate(14 14)" d=${BRIDGE} />`}
      <path class=${isOurs ? "install-picture__words install-picture__words--meant" : "install-picture__words"} d="M5 37h18" />
    </g>`)}
  <//>`;
}
