/** The words of a page: headings, paragraphs, lists, links to other pages, and the people to talk to. */
import { HelpLines } from "../../help-lines.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { toPage } from "./list.js";

/** @typedef {import("../../../domain/good-to-know.js").Block} Block */
/** @typedef {import("../../../domain/good-to-know.js").Page} Page */
/** @typedef {import("../../../domain/good-to-know.js").Part} Part */

/** @param {{ blocks: Block[], pages: Page[], heading?: "h2" | "h3" }} props pages: all of the shelf; heading: below which other it stands */
export function Blocks({ blocks, pages, heading = "h2" }) {
  return blocks.map((block, index) => html`<${OneBlock} key=${index} block=${block} pages=${pages} heading=${heading} />`);
}

/** @param {{ block: Block, pages: Page[], heading: string }} props */
function OneBlock({ block, pages, heading }) {
  if (block.kind === "help-lines") return html`<${HelpLines} />`;
  if ("items" in block) return html`<${block.kind}>${block.items.map((item, index) => html`<li key=${index}><${Words} parts=${item} pages=${pages} /></li>`)}<//>`;
  return html`<${block.kind === "h2" ? heading : "p"}><${Words} parts=${block.words} pages=${pages} /><//>`;
}

/** @param {{ parts: Part[], pages: Page[] }} props */
function Words({ parts, pages }) {
  return parts.map((part) => (typeof part === "string" ? part : html`<${ToPage} page=${pages.find(({ id }) => id === part.page)} words=${part.words} />`));
}

/** A link that wraps like the words around it. It is followed inside the app, so that the address stays as it is. @param {{ page: Page, words: string }} props */
function ToPage({ page, words }) {
  const router = useRouter();
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    router.go(...toPage(page.id));
  };
  return html`<a href=${`/read/${page.number}`} onClick=${follow}>${words}</a>`;
}
