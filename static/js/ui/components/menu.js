/** A few further things one can do, behind one button. */
import { html, useEffect, useId, useRef, useState } from "../view.js";
import { Icon } from "./icon.js";

/** @typedef {{ label: string, icon?: import("./icon.js").IconName, danger?: boolean, onPress: () => void }} MenuItem */

/** @param {{ label: string, items: MenuItem[], icon?: import("./icon.js").IconName }} props */
export function Menu({ label, items, icon = "more" }) {
  const [open, setOpen] = useState(false);
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const id = useId();
  useEffect(() => (open ? closeFromOutside(root.current, () => setOpen(false)) : undefined), [open]);
  useEffect(() => {
    if (!open) return;
    keepOnScreen(root.current?.querySelector(".menu__list") ?? null);
    rows(root.current)[0]?.focus();
  }, [open]);

  /** @param {() => void} [then] */
  const close = (then) => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
    then?.();
  };

  return html`<div class="menu" ref=${root}>
    <button type="button" class="icon-button icon-button--quiet" aria-label=${label} title=${label}
      aria-haspopup="menu" aria-expanded=${String(open)} aria-controls=${open ? id : undefined}
      onClick=${() => setOpen(!open)}><${Icon} name=${icon} /></button>
    ${open && html`<ul class="menu__list" role="menu" id=${id} aria-label=${label}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onMenuKey(event, root.current, () => close())}>
      ${items.map((item) => html`<li role="none" key=${item.label}>
        <button type="button" role="menuitem" tabindex="-1" class=${item.danger ? "menu__item menu__item--danger" : "menu__item"}
          onClick=${() => close(item.onPress)}>${item.icon && html`<${Icon} name=${item.icon} />`}<span>${item.label}</span></button>
      </li>`)}
    </ul>`}
  </div>`;
}

/**
 * @param {HTMLElement | null} root
 * @returns {HTMLElement[]}
 */
function rows(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("[role=menuitem]") ?? [])];
}

/** @param {Element | null} list opens to the other side where this one has no room */
function keepOnScreen(list) {
  if (!list) return;
  const { left, right } = list.getBoundingClientRect();
  if (left < 0 || right > window.innerWidth) list.classList.add("menu__list--flipped");
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement | null} root
 * @param {() => void} close
 */
function onMenuKey(event, root, close) {
  const all = rows(root);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  /** @type {Record<string, number>} */
  const targets = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 };
  if (event.key === "Escape" || event.key === "Tab") {
    event.stopPropagation();
    close();
  }
  if (!(event.key in targets)) return;
  event.preventDefault();
  all[targets[event.key]]?.focus();
}

/**
 * @param {HTMLElement | null} root
 * @param {() => void} close
 */
function closeFromOutside(root, close) {
  const listen = (/** @type {Event} */ event) => {
    if (!root?.contains(/** @type {globalThis.Node} */ (event.target))) close();
  };
  document.addEventListener("pointerdown", listen, true);
  return () => document.removeEventListener("pointerdown", listen, true);
}
