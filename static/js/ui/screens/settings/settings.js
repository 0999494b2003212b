/** Settings and good to know: everything that is set rarely, behind one icon. */
import { t } from "../../../core/i18n.js";
import { List, ListRow } from "../../components/list-rows.js";
import { Switch } from "../../components/switch.js";
import { wordsFor } from "../../attempt.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";

/** @typedef {{ screen: string, icon: import("../../components/icon.js").IconName, title: string, detail?: string, danger?: boolean }} Row */

export function SettingsScreen() {
  const { app, router } = useShell();
  const { kind } = useObservable(app.pairing.state);
  return html`<${Screen} title=${t("Settings")}>
    <div class="settings">
      <${Group} title=${t("You and the lock")} rows=${[
        { screen: "settings-names", icon: "person", title: t("Names") },
        { screen: "language", icon: "globe", title: t("Language") },
        { screen: "settings-locking", icon: "lock", title: t("When it locks") },
        { screen: "settings-devices", icon: "phone", title: t("Signed in on") },
        { screen: "settings-add-device", icon: "qr", title: t("Add a phone") },
      ]} />
      <${Group} title=${t("Ways in")} rows=${[
        { screen: "settings-passphrase", icon: "key", title: t("Change the passphrase") },
        { screen: "settings-passkeys", icon: "touch", title: t("Passkeys") },
        { screen: "settings-kit", icon: "print", title: t("Show the recovery kit") },
        { screen: "settings-recovery", icon: "unlock", title: t("Recovery code") },
      ]} />
      <section class="settings__group"><h2 class="settings__title">${t("Quiet")}</h2><${List} label=${t("Quiet")}>
        <li class="list__item"><${Pause} /></li>
        <${ListRow} icon="write" title=${t("Gentle words")} onPress=${() => router.go("settings-gentle")} />
        <${ListRow} icon="history" title=${t("Looking back")} onPress=${() => router.go("settings-looking-back")} />
        <${ListRow} icon="bell" title=${t("A sign of something new")} onPress=${() => router.go("settings-signs")} />
      <//></section>
      <${Group} title=${t("Good to know")} rows=${[
        { screen: "good-to-know", icon: "book", title: t("Pages to read"), detail: t("What therapy is like, how to talk about it, and when it stays a no") },
        { screen: "safety", icon: "info", title: t("Is this right for us?") },
        { screen: "security", icon: "warn", title: t("What this app cannot do") },
        { screen: "install", icon: "plus", title: t("Home screen") },
        { screen: "settings-about", icon: "more", title: t("About this app") },
      ]} />
      <${Group} title=${t("Taking it with you, and leaving")} rows=${[
        { screen: "settings-export", icon: "download", title: t("Save a copy of everything") },
        { screen: "settings-import", icon: "upload", title: t("Bring a journal in") },
        ...(["paired", "stopped"].includes(kind) ? [/** @type {Row} */ ({ screen: "settings-leave", icon: "leave", title: t("Leave the bridge") })] : []),
        { screen: "settings-delete", icon: "bin", title: t("Delete my account"), danger: true },
      ]} />
    </div>
  <//>`;
}

/** @param {{ title: string, rows: Row[] }} props */
function Group({ title, rows }) {
  const { router } = useShell();
  return html`<section class="settings__group"><h2 class="settings__title">${title}</h2>
    <${List} label=${title}>${rows.map(({ screen, ...row }) => html`<${ListRow} key=${screen} ...${row} onPress=${() => router.go(screen)} />`)}<//>
  </section>`;
}

/** Looks like no activity to the other, because it is none. */
function Pause() {
  const { app, toasts } = useShell();
  const { paused } = useObservable(app.settings.value);
  return html`<${Switch} label=${t("Pause the bridge")} hint=${t("Nothing of the bridge shows up on Today. Your partner is not told.")} checked=${paused}
    onChange=${(/** @type {boolean} */ isOn) => void app.settings.save({ paused: isOn }).catch((problem) => toasts.show({ text: wordsFor(problem) }))} />`;
}
