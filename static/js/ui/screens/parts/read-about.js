/** The way to a page of "Good to know". */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { toPage } from "../good-to-know/list.js";

/** @param {{ page: string }} props its id in couplebridge/pages */
export function ReadAbout({ page }) {
  const router = useRouter();
  return html`<p><${Button} kind="quiet" icon="book" onPress=${() => router.go(...toPage(page))}>${t("Read about it")}<//></p>`;
}
