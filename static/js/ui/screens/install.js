/** Keeping the app on the home screen: one press where the browser can, the steps where it cannot. */
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { Button, ButtonRow } from "../components/button.js";
import { Screen } from "../screen.js";
import { useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html } from "../view.js";
import { HomePicture, ListPicture, SharePicture } from "./install/pictures.js";

export function InstallScreen() {
  const { app } = useShell();
  const way = useObservable(app.install.way);
  const isInstalled = useObservable(app.install.isInstalled);
  return html`<${Screen} title=${t("Home screen")}>
    <div class="stack">
      ${isInstalled ? html`<p class="lead">${t("Bridge is on your home screen. You can open it from there.")}</p>` : html`
        <p class="lead">${t("It is called Bridge there, with a plain picture. It opens without a network, and the phone does not clear it away when it is not used for a while.")}</p>
        <${WayThere} way=${way} />`}
      <p class="note">${t("An icon can be seen by whoever holds your phone. You need not do this.")}</p>
    </div>
  <//>`;
}

/** @param {{ way: import("../../install.js").InstallWay }} props */
function WayThere({ way }) {
  if (way === "prompt") return html`<${Ask} />`;
  if (way === "ios") return html`<${IphoneSteps} />`;
  if (way === "android") return html`<p>${t("Open the menu of the browser (the three dots) and choose “Install” or “Add to Home screen”.")}</p>`;
  if (way === "dock") return html`<p>${t("In Safari’s menu, choose “File” and “Add to Dock”. Open Bridge from there and sign in once: it keeps its own things apart from Safari.")}</p>`;
  return html`<p>${t("This browser has not said that it can. Look in its menu for “Install” or “Add to Home screen”. Where there is neither, a bookmark does as well.")}</p>`;
}

function Ask() {
  const { app } = useShell();
  const { run, isBusy, problem } = useAttempt(() => app.install.prompt());
  return html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void run()}>${t("Put it there")}<//><//>
    ${problem && html`<p class="note" role="alert">${problem}</p>`}`;
}

function IphoneSteps() {
  const steps = [
    { Picture: SharePicture, words: t("Press the sign for sharing. In Safari it is at the bottom; if you do not see it, press the three dots first.") },
    { Picture: ListPicture, words: t("Go down the list and choose “Add to Home Screen”.") },
    { Picture: HomePicture, words: t("Press “Add”. Open Bridge from there and sign in once: Safari and the home screen do not share what they keep.") },
  ];
  return html`<ol class="install-steps">
    ${steps.map(({ Picture, words }) => html`<li class="install-steps__step"><${Picture} /><p class="install-steps__words">${words}</p></li>`)}
  </ol>`;
}
