/** The full stop: a key is not the one that was agreed on. Nothing crosses until it is left and joined anew. */
import { t } from "../../core/i18n.js";
import { Button, ButtonRow } from "../components/button.js";
import { Icon } from "../components/icon.js";
import { PlainScreen } from "../screen.js";
import { useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html } from "../view.js";
import { FreshPassphrase } from "../fresh-passphrase.js";

export function StoppedScreen() {
  const { app, lock } = useShell();
  const { why } = useObservable(app.pairing.state);
  if (why === "invitation") return html`<${InvitationStopped} />`;
  return html`<${PlainScreen} title=${t("The bridge has stopped")} hasBack=${false}>
    <div class="stack">
      <p class="plain-text plain-text--stop"><${Icon} name="warn" /><span>${t("The key that the server now shows for your partner is not the one you two agreed on.")}</span></p>
      <p>${t("This can mean that somebody tried to put themselves between you. It can also be a fault. The app cannot tell, so nothing crosses the bridge any more.")}</p>
      <p>${t("Nothing of yours was lost or shown. What was already open stays with each of you.")}</p>
      <h2>${t("What you can do")}</h2>
      <p>${t("Talk to your partner in person, not through the app. Then leave here, and make a new invitation when you are together.")}</p>
      <${FreshPassphrase} label=${t("Your passphrase, to leave the bridge")} submitLabel=${t("Leave the bridge")} danger onSubmit=${(/** @type {string} */ passphrase) => app.pairing.leave(passphrase)} />
      <${ButtonRow}><${Button} onPress=${() => void lock()}>${t("Lock")}<//><//>
    </div>
  <//>`;
}

/** An invitation that did not fit: nobody was linked, and a new one will do. */
function InvitationStopped() {
  const { app, router } = useShell();
  return html`<${PlainScreen} title=${t("The invitation has stopped")}>
    <div class="stack">
      <p class="plain-text">${t("What came back for the invitation does not fit it, so you were not linked with anybody.")}</p>
      <p>${t("Nothing of yours was lost or shown. Make a new invitation, best when you two are in one room.")}</p>
      <${ButtonRow}><${Button} kind="primary" onPress=${async () => {
        await app.pairing.cancel();
        router.back("bridge");
      }}>${t("Put this invitation away")}<//><//>
    </div>
  <//>`;
}
