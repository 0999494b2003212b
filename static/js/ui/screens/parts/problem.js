/** What did not work, said where it was tried. */
import { html, useEffect, useRef } from "../../view.js";
import { Banner } from "../../components/banner.js";

/** @param {{ text: string | null | undefined, action?: { label: string, onPress: () => void } }} props */
export function Problem({ text, action }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  // The button that was pressed may stand far from here: a refusal below the edge of a small screen looks like nothing happened.
  useEffect(() => place.current?.scrollIntoView({ block: "center" }), [text]);
  return text ? html`<div ref=${place}><${Banner} kind="danger" action=${action}>${text}<//></div>` : null;
}
