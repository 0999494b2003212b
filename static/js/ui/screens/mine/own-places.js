/** The two places beside the pages: what holds me back, and what I need. The same for everybody, whatever is in them. */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { List, ListRow } from "../../components/list-rows.js";

export function OwnPlaces() {
  const router = useRouter();
  return html`<${List} label=${t("More of mine")}>
    <${ListRow} icon="info" title=${t("What holds me back")} detail=${t("Reasons, and a small step for each")} onPress=${() => router.go("reasons")} />
    <${ListRow} icon="person" title=${t("What I need")} detail=${t("Where my limits are, and what I will do")} onPress=${() => router.go("needs")} />
  <//>`;
}
