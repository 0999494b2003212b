/** One line about a newer release, and the one tap that takes it. What is being typed is saved before the page is loaded anew. */
import { t } from "../core/i18n.js";
import { useAttempt } from "./attempt.js";
import { Banner } from "./components/banner.js";
import { useShell } from "./shell.js";
import { useObservable } from "./use-observable.js";
import { html } from "./view.js";

/** @param {{ app: import("./app-types.js").App, onDismiss?: () => void }} props */
export function UpdateLine({ app, onDismiss }) {
  const { lock } = useShell();
  const isTooOld = useObservable(app.updates.isTooOld);
  const { run, isBusy, problem } = useAttempt(async () => {
    await app.updates.prepare();
    // Nothing may be asked of the old worker while it steps back, so the lock is fetched before (net/updates.js). It shows without as well.
    await import("./screens/lock.js").catch(() => undefined);
    // Locks first, which saves what is being typed.
    await lock();
    app.updates.apply();
  });
  const words = isTooOld
    ? t("This version of the app is too old for the server. Nothing is lost: what you wrote waits on this phone. Load the new version to go on.")
    : t("A newer version is ready. You will be asked for your passphrase again.");
  return html`<${Banner} kind=${isTooOld ? "warn" : "info"} icon="refresh" onDismiss=${isTooOld ? undefined : onDismiss}
    action=${{ label: isBusy ? t("One moment") : isTooOld ? t("Load the new version") : t("Use it now"), onPress: () => void run() }}>${[words, problem].filter(Boolean).join(" ")}<//>`;
}

/** On the screens before one is in, where nothing but the too old stands in the way. @param {{ app: import("./app-types.js").App }} props */
export function TooOldLine({ app }) {
  return useObservable(app.updates.isTooOld) ? html`<${UpdateLine} app=${app} />` : null;
}
