/** The bin: thirty days in which everything can come back. */
import { t } from "../../core/i18n.js";
import { BIN_DAYS } from "../../domain/journal.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { IconButton } from "../components/button.js";
import { Confirm } from "../components/confirm.js";
import { EmptyState } from "../components/empty-state.js";
import { List, ListRow } from "../components/list-rows.js";
import { Menu } from "../components/menu.js";
import { entryDay, entryTitle, placeWords } from "./parts/entry-words.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/entries.js").Entry} Entry */

export function BinScreen() {
  const { journal, vault } = useApp();
  const { toasts } = useShell();
  useObservable(vault.version);
  const { isBusy, problem, run } = useAttempt();
  const [leaving, setLeaving] = useState(/** @type {Entry | null} */ (null));
  const binned = journal.binned();

  /** @param {Entry} entry */
  const takeOut = async ({ id }) => {
    if (await run(() => journal.unbin(id))) toasts.show({ text: t("It is back among your pages."), onUndo: () => void journal.bin(id) });
  };
  const purge = async () => {
    if (leaving && (await run(() => journal.purge(leaving.id)))) setLeaving(null);
  };

  return html`<${Screen} title=${t("Bin")}>
    <div class="stack">
      <${Problem} text=${problem} />
      ${binned.length === 0 ? html`<${NothingBinned} />` : html`
        <p class="note">${t("A page stays here for {days} days and is gone after that, on every device of yours.", { days: BIN_DAYS })}</p>
        <${List} label=${t("Bin")}>${binned.map((entry) => html`<${BinnedRow} key=${entry.id} entry=${entry}
          onTakeOut=${() => void takeOut(entry)} onPurge=${() => setLeaving(entry)} />`)}<//>`}
    </div>
    <${Confirm} open=${leaving !== null} danger busy=${isBusy} title=${t("Delete this page for good?")} confirmLabel=${t("Delete it")}
      onConfirm=${() => void purge()} onCancel=${() => setLeaving(null)}>
      <p>${t("The page and its earlier versions go from all your devices. This cannot be undone. What was opened to your partner stays with you both.")}</p>
    <//>
  <//>`;
}

/** @param {{ entry: Entry, onTakeOut: () => void, onPurge: () => void }} props */
function BinnedRow({ entry, onTakeOut, onPurge }) {
  const { clock } = useApp();
  const router = useRouter();
  const { text, own } = entryTitle(entry.fields);
  const action = html`<${IconButton} icon="undo" label=${t("Take it out of the bin")} onPress=${onTakeOut} />
    <${Menu} label=${t("More")} items=${[{ label: t("Delete for good"), icon: "bin", danger: true, onPress: onPurge }]} />`;
  return html`<${ListRow} own=${own} title=${text} detail=${[placeWords(entry.fields), entryDay(entry.fields, clock.nowMs())].filter(Boolean).join(" · ")} action=${action}
    onPress=${() => router.go("entry", { id: entry.id })} />`;
}

function NothingBinned() {
  return html`<${EmptyState} icon="bin" title=${t("The bin is empty")}>
    <p>${t("What you throw away waits here for 30 days, so that nothing is lost by a slip.")}</p>
  <//>`;
}
