/** What this app cannot protect anyone from, in plain words, where two people link. The same text for both. */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";

export function PlainWarning() {
  const router = useRouter();
  return html`<section class="plain-text">
    <h2>${t("Before you link")}</h2>
    <p>${t("This is not for a relationship in which one of you is afraid of the other. If you are unsure, look first at “Is this right for us?”.")}</p>
    <p>${t("What this app cannot protect you from:")}</p>
    <ul class="plain-text__list">
      <li>${t("Whoever runs the server could give you changed code one day. That may be one of you two.")}</li>
      <li>${t("Someone who holds your unlocked phone reads what you read.")}</li>
      <li>${t("Pictures of the screen, and what is told to others.")}</li>
      <li>${t("What has been read cannot be unread.")}</li>
    </ul>
    <div class="plain-text__links">
      <${Button} onPress=${() => router.go("safety")}>${t("Is this right for us?")}<//>
      <${Button} onPress=${() => router.go("security")}>${t("More about protection")}<//>
    </div>
  </section>`;
}
