/**
 * Keeps the phone's keyboard, autofill and spelling services out of private
 * words (attack P7), and never replaces what somebody is typing.
 */
import { useLayoutEffect, useRef } from "../view.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextElement */

const OPT_OUT = {
  autocomplete: "off",
  autocorrect: "off",
  spellcheck: "false",
  writingsuggestions: "false",
  "data-gramm": "false",
  "data-1p-ignore": "",
  "data-lpignore": "true",
};

/**
 * Attributes, not properties: browsers disagree on which of these is a boolean property.
 * @param {Element} element
 */
export function optOutOfHelpers(element) {
  for (const [name, value] of Object.entries(OPT_OUT)) element.setAttribute(name, value);
}

/**
 * Shows `value` in the element, except while the person is in it: then what
 * they typed wins. (Give the field another `key` to start it afresh.)
 * @param {string} value
 * @param {boolean} isPrivate
 * @returns {{ current: TextElement | null }} to hand to the element as its ref
 */
export function useTypedText(value, isPrivate) {
  const element = /** @type {{ current: TextElement | null }} */ (useRef(null));
  useLayoutEffect(() => {
    if (element.current && isPrivate) optOutOfHelpers(element.current);
  }, [isPrivate]);
  useLayoutEffect(() => {
    const field = element.current;
    if (!field || field.value === value) return;
    if (field.ownerDocument.activeElement === field && field.value !== "") return;
    field.value = value;
  }, [value]);
  return element;
}
