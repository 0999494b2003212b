/** Passkeys: the ways in by a touch, named by their owner; made here, taken away here. */
import { formatRelativeDay, t } from "../../../core/i18n.js";
import { wordsFor } from "../../attempt.js";
import { Button } from "../../components/button.js";
import { List, ListRow } from "../../components/list-rows.js";
import { Sheet } from "../../components/sheet.js";
import { Skeleton } from "../../components/skeleton.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useEffect, useState } from "../../view.js";
import { Problem } from "../parts/problem.js";
import { MakePasskey } from "./make-passkey.js";

/** @typedef {import("../../../domain/passkeys.js").PasskeyInfo} PasskeyInfo */

export function PasskeysScreen() {
  const { app, toasts, newPasskeys } = useShell();
  const [list, setList] = useState(/** @type {PasskeyInfo[] | null} */ (null));
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));
  const [canMake, setCanMake] = useState(/** @type {boolean | null} */ (null));
  const [asked, setAsked] = useState(/** @type {PasskeyInfo | null} */ (null));
  const load = () => app.passkeys.list().then((found) => (setList(found), setProblem(undefined)), (cause) => setProblem(wordsFor(cause)));
  useEffect(() => {
    void load().then(seen);
    void app.passkeys.canTouch().then(setCanMake);
  }, []);

  /** What is new was shown; what could not be told to the server is told the next time. */
  async function seen() {
    if (newPasskeys.value > 0 && (await app.passkeys.seen().catch(() => false))) newPasskeys.value = 0;
  }

  async function made() {
    toasts.show({ text: t("From now on a touch opens it.") });
    await load();
  }

  /** @param {import("../../../domain/account/ways-in.js").Shown} shown */
  async function remove(shown) {
    if (asked) await app.passkeys.remove(asked.credential, shown);
    setAsked(null);
    toasts.show({ text: t("This passkey opens nothing any more.") });
    await load();
  }

  const isHere = Boolean(list?.some((each) => each.isHere));
  return html`<${Screen} title=${t("Passkeys")}>
    <div class="stack">
      <p class="lead">${t("A passkey opens your account by a touch or a look. Your passphrase goes on working beside it.")}</p>
      <p class="plain-text">${t("Whoever can unlock this phone, by finger, face or number, can then open what you wrote. If that is your partner too, stay with the passphrase.")}</p>
      <${Problem} text=${problem} />
      ${!list && !problem && html`<${Skeleton} count=${1} />`}
      ${list && list.length > 0 && html`<${List} label=${t("Your passkeys")}>${list.map((each) => html`<${ListRow} key=${each.credential} icon="touch" title=${nameOf(each)} own=${each.name !== ""} detail=${detailOf(each, app.clock.nowMs())}
        action=${html`<${Button} kind="quiet" onPress=${() => setAsked(each)}>${t("Take away")}<//>`} />`)}<//>`}
      ${list && !isHere && canMake && html`<${MakePasskey} onMade=${made} onUnfit=${(/** @type {string} */ words) => (setProblem(words), setCanMake(false))} />`}
      ${canMake === false && !isHere && !problem && html`<p class="note">${t("This browser or phone has no passkeys that work here. Your passphrase does.")}</p>`}
    </div>
    <${Sheet} open=${asked !== null} title=${t("Take this passkey away?")} onClose=${() => setAsked(null)}>
      <div class="stack">
        <p>${t("It opens nothing any more, on no phone. You are signed out everywhere else; there the passphrase is asked for.")}</p>
        <${FreshPassphrase} submitLabel=${t("Take it away")} danger onSubmit=${remove} />
      </div>
    <//>
  <//>`;
}

/** @param {PasskeyInfo} passkey */
const nameOf = ({ name }) => name || t("A passkey without a name");

/** @param {PasskeyInfo} passkey @param {number} nowMs */
function detailOf({ at, isHere }, nowMs) {
  const day = at && formatRelativeDay(Date.parse(at), nowMs);
  if (isHere) return day ? t("On this phone, since {day}", { day }) : t("On this phone");
  return day ? t("Since {day}", { day }) : t("On another phone");
}
