/** Places to write in: a label, a hint, an error, and the words themselves. */
import { t } from "../../core/i18n.js";
import { classes, html, useEffect, useId, useLayoutEffect, useRef } from "../view.js";
import { Icon } from "./icon.js";
import { useTypedText } from "./private-input.js";

/** @typedef {import("../view.js").Children} Children */
/**
 * @typedef {object} FieldProps
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [error] what happened and what to do
 * @property {boolean} [optional] says "optional" beside the label
 * @property {boolean} [hideLabel] only where a heading says the same
 */
/**
 * @typedef {object} TypingProps
 * @property {string} value
 * @property {(value: string) => void} onInput
 * @property {() => void} [onBlur]
 * @property {(key: KeyboardEvent) => void} [onKeyDown]
 * @property {boolean} [isPrivate] true unless the browser may help (sign-in name)
 * @property {"own" | "app" | "code"} [voice] own: serif, for what a person writes from the heart
 * @property {string} [placeholder]
 * @property {number} [maxLength]
 * @property {boolean} [required]
 * @property {string} [name]
 * @property {"done" | "go" | "next" | "search" | "send"} [enterKeyHint] what the key that ends the line says; a line that does not say is done with it
 * @property {boolean} [autofocus]
 */

/**
 * The frame round any input. `children` is a function that gets the ids to tie up.
 * @param {FieldProps & { children: (ids: { id: string, describedBy: string | undefined, invalid: "true" | undefined }) => Children }} props
 */
export function Field({ label, hint, error, optional, hideLabel, children }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return html`<div class=${classes("field", error && "field--wrong")}>
    <label class=${classes("field__label", hideLabel && "visually-hidden")} for=${id}>
      ${label}${optional && html` <span class="field__optional">${t("optional")}</span>`}
    </label>
    ${hint && html`<p class="field__hint" id=${`${id}-hint`}>${hint}</p>`}
    ${children({ id, describedBy: described, invalid: error ? "true" : undefined })}
    <${FieldError} id=${`${id}-error`} text=${error} />
  </div>`;
}

/**
 * What is wrong, brought into view when it appears: the button that was pressed may stand far from here.
 * @param {{ id?: string, text?: string | null }} props
 */
export function FieldError({ id, text }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (text) place.current?.scrollIntoView({ block: "nearest" });
  }, [text]);
  return html`<p ref=${place} class="field__error" id=${id} role="alert">
    ${text && html`<${Icon} name="warn" size="small" /><span>${text}</span>`}
  </p>`;
}

/**
 * One line.
 * @param {FieldProps & TypingProps & { type?: string, inputMode?: string, autocomplete?: string, autocapitalize?: string }} props
 */
export function TextField({ isPrivate = true, voice = "app", type = "text", enterKeyHint = "done", ...props }) {
  const element = useTypedText(props.value, isPrivate);
  return html`<${Field} ...${props}>${(/** @type {any} */ ids) => html`<input
    ref=${element}
    id=${ids.id}
    class=${`input input--${voice}`}
    type=${type}
    name=${props.name}
    inputmode=${props.inputMode}
    autocomplete=${isPrivate ? undefined : props.autocomplete}
    autocapitalize=${props.autocapitalize}
    enterkeyhint=${enterKeyHint}
    placeholder=${props.placeholder}
    maxlength=${props.maxLength}
    required=${props.required}
    autofocus=${props.autofocus}
    dir="auto"
    aria-describedby=${ids.describedBy}
    aria-invalid=${ids.invalid}
    onInput=${(/** @type {any} */ event) => props.onInput(event.currentTarget.value)}
    onBlur=${props.onBlur}
    onKeyDown=${props.onKeyDown}
  />`}<//>`;
}

/**
 * Many lines; grows with what is written and never jumps.
 * @param {FieldProps & TypingProps & { rows?: number }} props rows: how tall it starts
 */
export function TextArea({ isPrivate = true, voice = "own", rows = 3, ...props }) {
  const element = useTypedText(props.value, isPrivate);
  useLayoutEffect(() => {
    if (element.current) growToFit(element.current);
  }, [props.value]);
  return html`<${Field} ...${props}>${(/** @type {any} */ ids) => html`<textarea
    ref=${element}
    id=${ids.id}
    class=${`input input--area input--${voice}`}
    name=${props.name}
    rows=${rows}
    enterkeyhint=${props.enterKeyHint}
    placeholder=${props.placeholder}
    maxlength=${props.maxLength}
    required=${props.required}
    autofocus=${props.autofocus}
    dir="auto"
    aria-describedby=${ids.describedBy}
    aria-invalid=${ids.invalid}
    onInput=${(/** @type {any} */ event) => props.onInput(event.currentTarget.value)}
    onBlur=${props.onBlur}
    onKeyDown=${props.onKeyDown}
  ></textarea>`}<//>`;
}

/**
 * Browsers that know `field-sizing` do this in CSS. For the others the height is
 * raised only, because lowering it first to measure makes the page jump.
 * @param {HTMLInputElement | HTMLTextAreaElement} area
 */
function growToFit(area) {
  if (CSS.supports("field-sizing", "content")) return;
  if (area.scrollHeight > area.clientHeight) {
    area.style.setProperty("block-size", `${area.scrollHeight + 2}px`);
  }
}
