/** One line about a newer release, and the one tap that takes it. What is being typed is on the disk before the page is loaded anew, or it is not loaded anew. */
import { t } from "../core/i18n.js";
import { TypedUnsavedError } from "../domain/errors.js";
import { useAttempt } from "./attempt.js";
import { Banner } from "./components/banner.js";
import { useShell } from "./shell.js";
import { useObservable } from "./use-observable.js";
import { html } from "./view.js";

/** @param {{ app: import("./app-types.js").App, onDismiss?: () => void }} props */
export function UpdateLine({ app, onDismiss }) {
  const { lock, saveAll } = useShell();
  const isTooOld = useObservable(app.updates.isTooOld);
  const { run, isBusy, problem } = useAttempt(async () => {
    await app.updates.prepare();
    // Nothing may be asked of the old worker while it steps back, so the lock is fetched before (net/updates.js). It shows without as well.
    await import("./screens/lock.js").catch(() => undefined);
    if (!(await saveAll())) throw new TypedUnsavedError();
    await lock();
    // Typed in between, and refused by the disk: only this page still has it, and its next unlock tries again.
    if (await app.lastWords.isKept()) app.updates.apply();
  });
  const words = isTooOld
    ? t("This version of the app is too old for the server. Nothing is lost: what you wrote waits on this phone. Load the new version to go on.")
    : t("A newer version is ready. You will be asked for your passphrase again.");
  return html`<${Banner} kind=${isTooOld ? "warn" : "info"} icon="refresh" onDismiss=${isTooOld ? undefined : onDismiss}
    action=${{ label: isBusy ? t("One moment") : isTooOld ? t("Load the new version") : t("Use it now"), onPress: () => void run() }}>${[words, problem].filter(Boolean).join(" ")}<//>`;
}

/** A newer page in another tab changed the shape of what is kept here, so this one reads and writes nothing any more. @param {{ app: import("./app-types.js").App }} props */
export function OvertakenLine({ app }) {
  const { saveAll } = useShell();
  const { run, isBusy, problem } = useAttempt(async () => {
    // Told once what is not saved, whoever presses again has copied it, or does not want it.
    if (!problem && !(await saveAll())) throw new TypedUnsavedError();
    app.updates.apply();
  });
  return html`<${Banner} kind="warn" icon="refresh" action=${{ label: isBusy ? t("One moment") : t("Open it anew"), onPress: () => void run() }}>${[t("Bridge was updated in another tab. Nothing can be saved in this one any more: please open it anew."), problem].filter(Boolean).join(" ")}<//>`;
}

/** On the screens before one is in, where nothing but what makes this page useless stands in the way. @param {{ app: import("./app-types.js").App }} props */
export function TooOldLine({ app }) {
  const isTooOld = useObservable(app.updates.isTooOld);
  if (useObservable(app.storage.isOvertaken)) return html`<${OvertakenLine} app=${app} />`;
  return isTooOld ? html`<${UpdateLine} app=${app} />` : null;
}
