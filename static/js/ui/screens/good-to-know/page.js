/** One page of "Good to know": its words, the small step it leads to, what to read next, and where it comes from. */
import { t } from "../../../core/i18n.js";
import { Button } from "../../components/button.js";
import { PlainScreen } from "../../screen.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Blocks } from "./blocks.js";
import { Contents, PageRows } from "./list.js";
import { LanguageChoice, OnShelf } from "./shelf.js";

/** @typedef {import("../../../domain/good-to-know.js").Page} Page */
/** @typedef {import("../../../domain/good-to-know.js").Shelf} Shelf */

/** @param {{ params: { id?: string, number?: number } }} props number: as in its address outside of the app */
export function GoodToKnowPageScreen({ params: { id, number } }) {
  return html`<${PlainScreen} title=${t("Good to know")}><div class="stack stack--loose">
    <${OnShelf}>${(/** @type {Shelf} */ shelf) => {
      const page = shelf.pages.find((each) => each.id === id || each.number === number);
      return page ? html`<${Reading} shelf=${shelf} page=${page} />` : html`<${Contents} shelf=${shelf} lead=${shelf.words.absent} />`;
    }}<//>
    <${LanguageChoice} /></div><//>`;
}

/** @param {{ shelf: Shelf, page: Page }} props */
function Reading({ shelf, page }) {
  return html`<div class="stack stack--loose">
    <article class="prose">
      <h2 class="page-title">${page.title}</h2>
      <p class="lead">${page.summary}</p>
      <${Blocks} blocks=${page.blocks} pages=${shelf.pages} heading="h3" />
    </article>
    <${SmallStep} words=${shelf.words} page=${page} />
    <${AfterReading} shelf=${shelf} page=${page} />
  </div>`;
}

/** @param {{ shelf: Shelf, page: Page }} props */
export function AfterReading({ shelf, page }) {
  return html`<section class="stack stack--tight"><h2 class="section-title">${shelf.words.related}</h2>
      <${PageRows} label=${shelf.words.related} pages=${page.related.map((id) => shelf.pages.find((each) => each.id === id)).filter((each) => each !== undefined)} /></section>
    <section class="stack stack--tight"><h2 class="section-title">${shelf.words.sources}</h2>
      <ul class="reading-sources">${page.sources.map((source) => html`<li class="fine" lang="en" key=${source}>${source}</li>`)}</ul></section>`;
}

/** @param {{ words: Shelf["words"], page: Page }} props */
export function SmallStep({ words, page }) {
  const router = useRouter();
  const isIn = useObservable(useApp().account.state) === "unlocked";
  const take = () => router.go("step-edit", { list: page.path, stage: page.stage, words: page.step, from: page.id });
  return html`<section class="card card--accent reading-step"><div class="card__body">
    <h2 class="card__title">${words.step}</h2><p>${page.step}</p>
    ${isIn && page.path && html`<${Button} icon="steps" onPress=${take}>${words.make_step}<//>`}
  </div></section>`;
}
