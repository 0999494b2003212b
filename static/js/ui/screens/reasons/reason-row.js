/** One common reason in the list: my own mark, and the way to what helps. */
import { t } from "../../../core/i18n.js";
import { classes, html } from "../../view.js";
import { Icon } from "../../components/icon.js";

/** @param {{ title: string, isMarked: boolean, onMark: (isTrue: boolean) => void, onOpen: () => void }} props */
export function ReasonRow({ title, isMarked, onMark, onOpen }) {
  return html`<li class="list__item step">
    <button type="button" role="checkbox" class=${classes("tick", isMarked && "tick--done")} aria-checked=${String(isMarked)}
      aria-label=${t("True for me: {reason}", { reason: title })} onClick=${() => onMark(!isMarked)}>
      <span class="tick__box">${isMarked && html`<${Icon} name="check" size="small" />`}</span></button>
    <button type="button" class="row__hit step__words" onClick=${onOpen}>
      <span class="row__words"><span class="row__title">${title}</span></span><${Icon} name="forward" size="small" />
    </button>
  </li>`;
}
