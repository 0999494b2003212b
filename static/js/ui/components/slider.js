/** A number from 0 to 10 that may stay unset: the thumb is hollow until somebody touches it. */
import { formatNumber, t } from "../../core/i18n.js";
import { classes, html, useId } from "../view.js";
import { Button } from "./button.js";

const MIDDLE = 5;

/**
 * @param {{ label: string, hint: string, least: string, most: string, max?: number, value: number | null, onChange: (value: number | null) => void }} props
 *   least, most: what the two ends mean
 */
export function Slider({ label, hint, least, most, max = 10, value, onChange }) {
  const id = useId();
  const words = value === null ? t("Not set") : t("{value} of {max}", { value: formatNumber(value), max: formatNumber(max) });
  const read = (/** @type {any} */ event) => onChange(Number(event.currentTarget.value));
  return html`<div class="slider">
    <div class="slider__head"><label class="slider__label" for=${id}>${label}</label>
      <output class=${classes("slider__value", value === null && "slider__value--unset")} for=${id}>${words}</output></div>
    <p class="slider__hint" id=${`${id}-hint`}>${hint}</p>
    <input id=${id} class=${classes("slider__range", value === null && "slider__range--unset")} type="range" min="0" max=${max} step="1"
      value=${value ?? MIDDLE} aria-valuetext=${words} aria-describedby=${`${id}-hint`} onInput=${read}
      onPointerUp=${(/** @type {any} */ event) => value === null && read(event)} />
    <div class="slider__ends"><span>${least}</span>
      ${value !== null && html`<${Button} kind="quiet" onPress=${() => onChange(null)}>${t("Leave it open")}<span class="visually-hidden">${` ${label}`}</span><//>`}
      <span>${most}</span></div>
  </div>`;
}
