/** The way to a page of "Good to know". */
import { t } from "../../../core/i18n.js";
import { SCREENS } from "../../screens.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";

const PAGE = "good-to-know-page";

/** @param {{ page: string }} props its id in couplebridge/pages; nothing in an app without these pages */
export function ReadAbout({ page }) {
  const router = useRouter();
  if (!(PAGE in SCREENS)) return null;
  return html`<div><${Button} icon="book" onPress=${() => router.go(PAGE, { id: page })}>${t("Read about it")}<//></div>`;
}
