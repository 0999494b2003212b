/** Earlier versions of one entry, and the way back to one of them. */
import { formatDateTime, t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { EmptyState } from "../components/empty-state.js";
import { List, ListRow } from "../components/list-rows.js";
import { Sheet } from "../components/sheet.js";
import { EntryParts, EntryTags } from "./parts/entry-parts.js";
import { entryTitle } from "./parts/entry-words.js";
import { Missing } from "./parts/missing.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/entries.js").Entry} Version its fields: of, at, fields */

/** @param {{ params: { id: string } }} props */
export function HistoryScreen({ params: { id } }) {
  const { journal, vault } = useApp();
  useObservable(vault.version);
  const [chosen, setChosen] = useState(/** @type {Version | null} */ (null));
  if (!journal.entry(id)) return html`<${Missing} title=${t("Versions")} />`;
  const versions = journal.versions(id);
  return html`<${Screen} title=${t("Versions")}>
    ${versions.length === 0 ? html`<${NoVersions} />` : html`<div class="stack">
      <p class="note">${t("Before a page is changed, what it said is kept here. Nobody but you sees it.")}</p>
      <${List} label=${t("Earlier versions")}>${versions.map((version) => html`<${VersionRow} key=${version.id} version=${version} onPress=${() => setChosen(version)} />`)}<//>
    </div>`}
    <${OneVersion} id=${id} version=${chosen} onClose=${() => setChosen(null)} />
  <//>`;
}

/** @param {{ version: Version, onPress: () => void }} props */
function VersionRow({ version: { fields }, onPress }) {
  const { text, own } = entryTitle(fields.fields);
  return html`<${ListRow} icon="history" own=${own} title=${text} detail=${t("Until {when}", { when: formatDateTime(Date.parse(fields.at)) })} onPress=${onPress} />`;
}

function NoVersions() {
  return html`<${EmptyState} icon="history" title=${t("No earlier versions yet")}>
    <p>${t("When you change this page another day, what it says now is kept here, and you can bring it back.")}</p>
  <//>`;
}

/** @param {{ id: string, version: Version | null, onClose: () => void }} props */
function OneVersion({ id, version, onClose }) {
  const { journal } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  if (!version) return null;
  const restore = async () => {
    if (!(await run(() => journal.restoreVersion(id, version.id)))) return;
    onClose();
    announce(t("This version is back. What it replaced is kept among the earlier ones."));
    router.back("mine");
  };
  const actions = html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void restore()}>${t("Bring this back")}<//>
    <${Button} onPress=${onClose}>${t("Leave it")}<//><//>`;
  return html`<${Sheet} open title=${formatDateTime(Date.parse(version.fields.at))} onClose=${onClose} actions=${actions}>
    <div class="stack"><${Problem} text=${problem} /><${EntryTags} topic=${version.fields.fields.topic} fields=${version.fields.fields} /><${EntryParts} fields=${version.fields.fields} /></div>
  <//>`;
}
