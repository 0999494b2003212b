/** "Is this right for us?": the same for everybody, without signing in, offline; asks nothing, stores nothing. */
import { t } from "../../core/i18n.js";
import { HelpLines } from "../help-lines.js";
import { PlainScreen } from "../screen.js";
import { useShell } from "../shell.js";
import { Button } from "../components/button.js";
import { html } from "../view.js";

export function SafetyScreen() {
  const { router } = useShell();
  return html`<${PlainScreen} title=${t("Is this right for us?")}>
    <div class="prose">
      <p class="lead">${t("This page is the same for everybody. Opening it leaves no trace in the app.")}</p>
      <h2>${t("When it fits")}</h2>
      <p>${t("It is for two people who can disagree without fear. One of you may want to talk more than the other. Both may say not now, at any time.")}</p>
      <h2>${t("When it does not")}</h2>
      <p>${t("Talking as a couple is not advised where one of you is afraid of the other. Openness can then be turned against the one who was open, and this app cannot prevent that.")}</p>
      <p>${t("You may be afraid if you often weigh your words to avoid anger, if your phone, money or friends are watched over, or if you have been hurt or threatened. None of that is your fault.")}</p>
      <p>${t("Help for you alone exists. You need not be sure, and you need not have decided anything to call.")}</p>
      <h2>${t("People to talk to")}</h2>
      <p>${t("Calls stay in the list of calls on your phone, and may stand on the bill. A phone that nobody else sees is safer.")}</p>
      <${HelpLines} />
      <h2>${t("How to leave")}</h2>
      <ul>
        <li>${t("Hide now, at the top of every screen, empties the screen at once. Three taps on the title do the same, and so does pressing Shift three times.")}</li>
        <li>${t("Leaving the bridge takes effect at once. It needs only your own passphrase, no reason, and nobody's yes. Nothing is sent to announce it.")}</li>
        <li>${t("You can delete your account the same way. What you opened to the other stays with them.")}</li>
      </ul>
      <h2>${t("What this app cannot hide")}</h2>
      <ul>
        <li>${t("That it is there: its icon, the browser's history, and the list of apps that were open.")}</li>
        <li>${t("What somebody sees over your shoulder, or makes you show.")}</li>
        <li>${t("Programs on your phone that watch it. If you think there are some, use another phone for what must stay yours.")}</li>
        <li>${t("That something was cleared: emptying everything at once can look odd to someone who looks.")}</li>
      </ul>
      <p><${Button} kind="quiet" onPress=${() => router.go("security")}>${t("What else this app cannot do")}<//></p>
    </div>
  <//>`;
}
