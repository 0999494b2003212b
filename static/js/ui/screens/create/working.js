/** The seconds in which the key is worked out: what is going on, in words. */
import { t } from "../../../core/i18n.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { PlainScreen } from "../../screen.js";
import { html } from "../../view.js";

/** @param {{ stage: string }} props "stretching", "sealing" or "sending" */
export function Working({ stage }) {
  return html`<${PlainScreen} title=${t("Your account")} hasBack=${false}>
    <div class="stack">
      <${BridgeScene} state="still" />
      <p class="lead" role="status">${wordsFor(stage)}</p>
    </div>
  <//>`;
}

/** @param {string} stage */
function wordsFor(stage) {
  if (stage === "sending") return t("Nearly there. Your sealed account is on its way to the server.");
  return t("Your phone is making your key out of the passphrase. This takes a few seconds on purpose: whoever guesses has to wait as long for every guess.");
}
