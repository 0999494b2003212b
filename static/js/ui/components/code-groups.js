/** A long code in groups that an eye and a voice can keep. */
import { html } from "../view.js";

/**
 * @param {string} code
 * @param {number} groupLength characters
 * @returns {string[]}
 */
export function splitGroups(code, groupLength) {
  const bare = code.replace(/[\s-]/g, "");
  return bare.match(new RegExp(`.{1,${groupLength}}`, "gu")) ?? [];
}

/**
 * @param {{ code: string, groupLength?: number, label: string, numbered?: boolean }} props
 *   numbered: each group has its number beside it, for retyping "group 3"
 */
export function CodeGroups({ code, groupLength = 4, label, numbered }) {
  const groups = splitGroups(code, groupLength);
  return html`<ol class=${numbered ? "code-groups code-groups--numbered" : "code-groups"} aria-label=${label} dir="ltr">
    ${groups.map((group, index) => html`<li class="code-groups__group" key=${index}>
      ${numbered && html`<span class="code-groups__number">${index + 1}</span>`}<code>${group}</code>
    </li>`)}
  </ol>`;
}
