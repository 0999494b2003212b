/** What the echo does, and what it cannot hide: said before anybody relies on it (consent.md, "Echo"). */
import { t } from "../../../core/i18n.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";

export function EchoLimitsScreen() {
  return html`<${Screen} title=${t("Its limits")}>
    <div class="prose">
      <p class="lead">${t("Some things are hard to bring up first. Here nobody has to be first.")}</p>
      <h2>${t("How it goes")}</h2>
      <p>${t("When the hour comes, your last choice is taken. In the week after it your two phones compare, by themselves, whenever they are unlocked. A week later, at the same hour, you both see what you both marked. It stays for four weeks.")}</p>
      <p>${t("Every phone sends the same each week, whether you marked five topics, one or none. Neither your partner nor the server can tell these apart.")}</p>
      <p>${t("What you marked is shown to nobody, also not to you: no screen and no saved copy tells it. So nobody can ask you to prove it. You can change it at any time before the hour.")}</p>
      <h2>${t("When nothing comes")}</h2>
      <p>${t("That says nothing about the other. They may not have marked it, may have paused, or may not have been here. And about one match in four is held back for a week, by chance, so that “I marked it and nothing came” has a harmless cause.")}</p>
      <h2>${t("What it cannot hide")}</h2>
      <ul class="quiet-list">
        <li>${t("Over many weeks chance wears off. If you mark a topic for two months and nothing comes, your partner has most likely not marked it. Pause it, or choose afresh, if you do not want to think about that.")}</li>
        <li>${t("A match shows that both of you marked it. Someone who marks a topic only to find out about you shows you their own mark with it.")}</li>
        <li>${t("A changed app could try five topics a week, and no more. It could also lie, or keep the last message to itself, so that only one of you sees a match.")}</li>
        <li>${t("A changed app, and whoever runs the server, could tell that your phone was unlocked at some time in a week.")}</li>
        <li>${t("Someone who holds your unlocked phone with a changed app could read your choice there. And someone beside you can see what you tap: choose when you are alone, and change it later if you must.")}</li>
      </ul>
      <p>${t("The method is well known and was tested for this app. Nobody has proved it.")}</p>
    </div>
  <//>`;
}
