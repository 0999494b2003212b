/**
 * The places beside the pages, as small tiles, so that the newest pages stand above the fold on a small phone. The same for
 * everybody, whatever is in them.
 */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Icon } from "../../components/icon.js";

/** @returns {{ screen: string, icon: import("../../components/icon.js").IconName, title: string }[]} */
const places = () => [
  { screen: "check-ins", icon: "sun", title: t("Check-in") },
  { screen: "calendar", icon: "calendar", title: t("Calendar") },
  { screen: "reasons", icon: "info", title: t("What holds me back") },
  { screen: "needs", icon: "person", title: t("What I need") },
];

export function OwnPlaces() {
  const router = useRouter();
  return html`<ul class="places" aria-label=${t("More of mine")}>${places().map(({ screen, icon, title }) => html`<li key=${screen}>
    <button type="button" class="place" onClick=${() => router.go(screen)}><${Icon} name=${icon} /><span>${title}</span></button></li>`)}</ul>`;
}
