/** Every component in its states, under the strict policy: ?page=<name>. */
import { html, render } from "../../static/js/ui/view.js";
import { PAGES } from "./pages.js";

const wanted = new URLSearchParams(location.search);
if (wanted.get("dir")) document.documentElement.dir = wanted.get("dir") ?? "ltr";
const Page = PAGES[/** @type {keyof typeof PAGES} */ (wanted.get("page") ?? "today")];
render(html`<${Page} />`, document.body);
document.documentElement.dataset.ready = "true";
