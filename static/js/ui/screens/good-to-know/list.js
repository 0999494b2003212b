/** "Good to know": all pages, the same for everybody, without signing in, offline; asks nothing, stores nothing. */
import { t } from "../../../core/i18n.js";
import { List, ListRow } from "../../components/list-rows.js";
import { PlainScreen } from "../../screen.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { LanguageChoice, OnShelf } from "./shelf.js";

/** @typedef {import("../../../domain/good-to-know.js").Shelf} Shelf */

export function GoodToKnowScreen() {
  return html`<${PlainScreen} title=${t("Good to know")}>
    <div class="stack stack--loose"><${OnShelf}>${(/** @type {Shelf} */ shelf) => html`<${Contents} shelf=${shelf} lead=${shelf.words.lead} />`}<//>
      <${LanguageChoice} /></div>
  <//>`;
}

/** @param {{ shelf: Shelf, lead: string }} props */
export function Contents({ shelf, lead }) {
  return html`<div class="stack stack--loose">
    <p class="lead">${lead}</p>
    ${Object.entries(shelf.words.groups).map(([group, title]) => html`<section class="stack stack--tight" key=${group}>
      <h2 class="section-title">${title}</h2>
      <${PageRows} label=${title} pages=${shelf.pages.filter((page) => page.group === group)} /></section>`)}
  </div>`;
}

/** @param {{ label: string, pages: import("../../../domain/good-to-know.js").Page[] }} props */
export function PageRows({ label, pages }) {
  const router = useRouter();
  return html`<${List} label=${label}>${pages.map(({ id, title, summary }) => html`<${ListRow} key=${id} title=${title} detail=${summary}
    onPress=${() => router.go(...toPage(id))} />`)}<//>`;
}

/** Where a page is shown: "Is this right for us?" has a screen of its own. @param {string} id @returns {[screen: string, params: Record<string, any>]} */
export const toPage = (id) => (id === "safety" ? ["safety", {}] : ["good-to-know-page", { id }]);
