/** The honest list, without a frame, so that the page on joining can show the same words. */
import { t } from "../core/i18n.js";
import { html } from "./view.js";

export function Limits() {
  return html`
    <p class="lead">${t("What you write is sealed on your phone before it is sent. The server keeps it and cannot read it. Some things no app can protect you from:")}</p>
    <h2>${t("Whoever serves this app")}</h2>
    <p>${t("The app comes from a server each time it is renewed. Whoever runs that server could send a changed one that tells your secrets. The marks of the true files are published, and you can compare them under Settings, About. That finds a change; it does not prevent it.")}</p>
    <h2>${t("A partner who runs the server")}</h2>
    <p>${t("It may be one of you two who runs it. They still cannot read what is sealed. But they could send you a changed app, see when your phone speaks with the server and how much it sends, or delete what is there.")}</p>
    <h2>${t("Your phone in other hands")}</h2>
    <p>${t("While it is unlocked, whoever holds your phone sees what you see. It locks when you are away for a while. Use a passphrase that is not your phone’s PIN.")}</p>
    <h2>${t("Pictures of the screen")}</h2>
    <p>${t("Anyone who may read something can photograph it or copy it down.")}</p>
    <h2>${t("What was read")}</h2>
    <p>${t("What has been read cannot be unread. Putting it away takes it off both screens, not out of a memory.")}</p>
    <h2>${t("Forgetting")}</h2>
    <p>${t("If you lose your passphrase and have no recovery code, nobody can open your account again, we included.")}</p>`;
}
