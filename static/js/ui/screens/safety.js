/**
 * "Is this right for us?": the same for everybody, without signing in, offline; asks nothing, stores nothing.
 * Its words are the page of that name (couplebridge/pages), as everybody can read it outside of the app too.
 */
import { t } from "../../core/i18n.js";
import { PlainScreen } from "../screen.js";
import { useShell } from "../shell.js";
import { Button } from "../components/button.js";
import { html } from "../view.js";
import { Blocks } from "./good-to-know/blocks.js";
import { AfterReading, SmallStep } from "./good-to-know/page.js";
import { LanguageChoice, OnShelf } from "./good-to-know/shelf.js";

/** @typedef {import("../../domain/good-to-know.js").Page} Page */
/** @typedef {import("../../domain/good-to-know.js").Shelf} Shelf */

export function SafetyScreen() {
  return html`<${PlainScreen} title=${t("Is this right for us?")}><div class="stack stack--loose">
    <${OnShelf}>${(/** @type {Shelf} */ shelf) => html`<${Words} shelf=${shelf} page=${/** @type {Page} */ (shelf.pages.find(({ id }) => id === "safety"))} />`}<//>
    <${LanguageChoice} /></div><//>`;
}

/** @param {{ shelf: Shelf, page: Page }} props */
function Words({ shelf, page }) {
  const { router } = useShell();
  return html`<div class="stack stack--loose">
    <div class="prose">
      <p class="lead">${page.summary}</p>
      <${Blocks} blocks=${page.blocks} pages=${shelf.pages} />
      <p><${Button} kind="quiet" onPress=${() => router.go("security")}>${t("What else this app cannot do")}<//></p>
    </div>
    <${SmallStep} words=${shelf.words} page=${page} />
    <${AfterReading} shelf=${shelf} page=${page} />
  </div>`;
}
