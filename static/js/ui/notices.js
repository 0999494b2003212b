/**
 * The calm line above a place: a sign-in, a stopped sync, what is not on the server yet, a new release, the offer to install.
 * One at a time, so that with large text it leaves room for the place itself.
 */
import { t, tn } from "../core/i18n.js";
import { Banner } from "./components/banner.js";
import { OvertakenLine, UpdateLine } from "./update-line.js";
import { useShell } from "./shell.js";
import { useObservable } from "./use-observable.js";
import { html, useEffect } from "./view.js";

/**
 * A page in which nothing works any more says so. Else the sign-in comes first: a line that cannot be closed would keep it from its reader (safety.md, P8).
 * @param {{ app: import("./app-types.js").App, place: import("./components/tab-bar.js").Place }} props
 */
export function Notices({ app, place }) {
  const notices = [useOvertakenNotice(app), useDeviceNotice(), usePasskeyNotice(), useTooOldNotice(app), useHeldBackNotice(app), useSyncNotice(app), useUpdateNotice(app), useInstallNotice(app, place)];
  return notices.find((notice) => notice !== null) ?? null;
}

/**
 * Closed for this unlock; the next one starts anew.
 * @param {string} name
 */
function useClosing(name) {
  const { closedNotices } = useShell();
  return {
    isClosed: closedNotices.value.includes(name),
    close: () => void (closedNotices.value = [...closedNotices.value, name]),
  };
}

/** @param {import("./app-types.js").App} app */
function useOvertakenNotice(app) {
  return useObservable(app.storage.isOvertaken) ? html`<${OvertakenLine} app=${app} />` : null;
}

function useDeviceNotice() {
  const { newDevices, router } = useShell();
  const { isClosed, close } = useClosing("device");
  if (newDevices.value.length === 0 || isClosed) return null;
  return html`<${Banner} kind="warn" icon="phone" onDismiss=${close}
    action=${{ label: t("Look"), onPress: () => router.go("settings-devices") }}>${t("A new phone or browser signed in to your account.")}<//>`;
}

function usePasskeyNotice() {
  const { newPasskeys, router } = useShell();
  const { isClosed, close } = useClosing("passkey");
  if (newPasskeys.value === 0 || isClosed) return null;
  return html`<${Banner} kind="warn" icon="touch" onDismiss=${close}
    action=${{ label: t("Look"), onPress: () => router.go("settings-passkeys") }}>${t("A new passkey opens your account.")}<//>`;
}

/** @param {import("./app-types.js").App} app */
function useHeldBackNotice(app) {
  const { isClosed, close } = useClosing("held-back");
  if (!useObservable(app.lastWords.isHeldBack) || isClosed) return null;
  return html`<${Banner} kind="warn" onDismiss=${close}>${t("Some of the last words you typed before it locked are not back in their place: this device may be full. They are kept here, sealed, and tried again each time you unlock.")}<//>`;
}

/** @param {import("./app-types.js").App} app */
function useSyncNotice(app) {
  const { router } = useShell();
  const { state, unsent, problem } = useObservable(app.sync.status);
  const action = { label: t("What this means"), onPress: () => router.go("sync-state") };
  if (state === "stopped") return html`<${Banner} kind="danger" action=${action}>${t("Keeping up with the server has stopped. What you wrote is on this phone.")}<//>`;
  if (state !== "offline" || (unsent === 0 && !problem)) return null;
  // Whatever stands in the way: what has not left this phone is said as well.
  const waiting = unsent > 0 && tn("Not on the server yet: {n} change. It is saved on this phone.", "Not on the server yet: {n} changes. They are saved on this phone.", unsent);
  return html`<${Banner} icon="cloud-off" action=${action}>${[problem, waiting].filter(Boolean).join(" ")}<//>`;
}

/** @param {import("./app-types.js").App} app */
function useUpdateNotice(app) {
  const { isClosed, close } = useClosing("update");
  if (!useObservable(app.updates.isWaiting) || isClosed) return null;
  return html`<${UpdateLine} app=${app} onDismiss=${close} />`;
}

/** @param {import("./app-types.js").App} app before the sync, which would only say that it is refused */
function useTooOldNotice(app) {
  return useObservable(app.updates.isTooOld) ? html`<${UpdateLine} app=${app} />` : null;
}

/** Once, after the first entry. @param {import("./app-types.js").App} app @param {import("./components/tab-bar.js").Place} place */
function useInstallNotice({ installOffer }, place) {
  const { router } = useShell();
  const isStanding = useObservable(installOffer.isDue) && place === "today";
  useEffect(() => void (isStanding && installOffer.shown()), [isStanding]);
  if (!isStanding) return null;
  return html`<${Banner} icon="phone" onDismiss=${installOffer.answered}
    action=${{ label: t("Show me how"), onPress: () => (installOffer.answered(), router.go("install")) }}>${t("You can keep Bridge on your home screen. It opens faster there, also without a network.")}<//>`;
}
