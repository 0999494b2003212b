/** Where I am signed in; my own list, seen by nobody else. */
import { formatRelativeDay, t } from "../../../core/i18n.js";
import { useAttempt, wordsFor } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { List, ListRow } from "../../components/list-rows.js";
import { Skeleton } from "../../components/skeleton.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useEffect, useState } from "../../view.js";
import { FieldError } from "../../components/field.js";

/** @typedef {import("../../../domain/account/changes.js").SessionInfo} SessionInfo */

export function DevicesScreen() {
  const { app, router, toasts, newDevices } = useShell();
  const [list, setList] = useState(/** @type {SessionInfo[] | null} */ (null));
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const [asked, setAsked] = useState(/** @type {SessionInfo | null} */ (null));
  const load = () => app.account.sessions().then((found) => (setList(found), setProblem(null)), (cause) => setProblem(wordsFor(cause)));
  useEffect(() => void load().then(() => seen()), []);

  /** They were shown; what could not be told to the server is told the next time. */
  async function seen() {
    if (newDevices.value.length === 0) return;
    newDevices.value = [];
    await app.account.acknowledgeSessions().catch(() => undefined);
  }
  const end = useAttempt(async () => {
    if (asked) await app.account.endSession(asked.id);
    setAsked(null);
    toasts.show({ text: t("Signed out there.") });
    await load();
  });
  return html`<${Screen} title=${t("Signed in on")}>
    <div class="stack">
      <p class="lead">${t("Phones and browsers that are signed in to your account. Only you see this list.")}</p>
      ${problem && html`<p role="alert">${problem}</p>`}
      ${!list && !problem && html`<${Skeleton} count=${2} />`}
      ${list && html`<${List} label=${t("Signed in on")}>${list.map((session) => html`<${ListRow} key=${session.id} icon="phone" title=${session.label} detail=${detailOf(session, app.clock.nowMs())}
        action=${session.current ? undefined : html`<${Button} kind="quiet" onPress=${() => setAsked(session)}>${t("End")}<//>`} />`)}<//>`}
      ${(list || problem) && html`<${ButtonRow}><${Button} icon="qr" onPress=${() => router.go("settings-add-device")}>${t("Add a phone")}<//><//>
      <p class="note">${t("Ending it there keeps that phone from sending and getting anything. What is already on it stays sealed behind its lock. If you think somebody knows your passphrase, change it too.")}</p>`}
    </div>
    <${Confirm} open=${asked !== null} title=${t("Sign out there?")} confirmLabel=${t("Sign out there")} busy=${end.isBusy} onConfirm=${() => void end.run()} onCancel=${() => setAsked(null)}>
      <p>${t("It will ask for the passphrase again before it can keep up. Nothing is lost.")}</p>
      <${FieldError} text=${end.problem} />
    <//>
  <//>`;
}

/** @param {SessionInfo} session @param {number} nowMs */
function detailOf({ current, since, new: isNew }, nowMs) {
  const day = formatRelativeDay(Date.parse(since), nowMs);
  if (current) return t("This one, since {day}", { day });
  return isNew ? t("New, since {day}", { day }) : t("Since {day}", { day });
}
