/** Some pages, one below the other, each leading to where it is read. */
import { useApp, useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { WindowedList } from "../../components/list.js";
import { EntryRow } from "../mine/entry-row.js";
import { screenOf } from "../parts/entry-words.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */

/** @param {{ label: string, entries: Entry[] }} props */
export function EntryRows({ label, entries }) {
  const { clock } = useApp();
  const router = useRouter();
  return html`<${WindowedList} label=${label} items=${entries} guessPx=${104} keyOf=${(/** @type {Entry} */ { id }) => id}
    renderRow=${(/** @type {Entry} */ entry) => html`<${EntryRow} entry=${entry} nowMs=${clock.nowMs()} onPress=${() => router.go(...screenOf(entry))} />`} />`;
}
