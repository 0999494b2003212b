/** The first screen: what this is in one sentence, and the ways in. */
import { t } from "../../core/i18n.js";
import { Button, ButtonRow } from "../components/button.js";
import { PlainScreen, useShell } from "../shell.js";
import { html } from "../view.js";

export function WelcomeScreen() {
  const { router, link } = useShell();
  const isInvited = link.value?.kind === "join";
  return html`<${PlainScreen} kind="welcome" title="" hasBack=${false}>
    <div class="hero hero--small" role="presentation"></div>
    <div class="welcome">
      <h1 class="welcome__title" data-screen-title tabindex="-1">${isInvited ? t("You have an invitation") : t("Yours alone, until you both say yes")}</h1>
      <p class="welcome__lead">${isInvited
        ? t("First make a place of your own. Joining shows your partner nothing of what you write.")
        : t("Write down what weighs on you. Nobody else can read it. When you are both ready, one thing at a time can cross the bridge.")}</p>
      <${ButtonRow}>
        <${Button} kind="primary" wide onPress=${() => router.go("create")}>${isInvited ? t("Make my account") : t("Start on my own")}<//>
        <${Button} wide onPress=${() => router.go("sign-in")}>${t("I have an account")}<//>
        ${!isInvited && html`<${Button} wide onPress=${() => router.go("have-link")}>${t("I have a link")}<//>`}
      <//>
      <div class="welcome__links">
        <${Button} kind="quiet" icon="info" onPress=${() => router.go("safety")}>${t("Is this right for us?")}<//>
        <${Button} kind="quiet" icon="book" onPress=${() => router.go("good-to-know")}>${t("Good to know")}<//>
        <${Button} kind="quiet" icon="lock" onPress=${() => router.go("security")}>${t("What this app cannot do")}<//>
        <${Button} kind="quiet" icon="globe" onPress=${() => router.go("language")}>${t("Language")}<//>
      </div>
    </div>
  <//>`;
}
