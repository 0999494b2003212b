/** Which of my pages: those on the topic first. */
import { t } from "../../../core/i18n.js";
import { OFFERABLE_KINDS } from "../../../domain/entries.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { EmptyState } from "../../components/empty-state.js";
import { SearchField } from "../../components/search-field.js";
import { EntryRow } from "../mine/entry-row.js";
import { entryTitle } from "../parts/entry-words.js";

const MANY = 6;
const SHOWN = 30;

/** @param {{ topic: string | null, chosen: string | null, onChoose: (entryId: string) => void }} props */
export function PickPage({ topic, onChoose }) {
  const { clock, journal, vault } = useApp();
  const router = useRouter();
  useObservable(vault.version);
  const [query, setQuery] = useState("");
  const pages = journal.entries().filter(({ fields }) => OFFERABLE_KINDS.includes(fields.kind));
  const onTopic = pages.filter(({ fields }) => fields.topic === topic);
  const others = pages.filter(({ fields }) => fields.topic !== topic);
  const found = [...onTopic, ...others].filter(({ fields }) => entryTitle(fields).text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));
  const write = html`<${Button} icon="write" onPress=${() => router.go("write", topic ? { topic } : {})}>${t("Write a new page")}<//>`;
  if (pages.length === 0) return html`<${EmptyState} icon="mine" title=${t("First, a page of your own")} action=${write}>
    <p>${t("Write down what you want to tell. Only you can read it, until both of you have said now.")}</p><//>`;
  return html`<div class="stack">
    <h2>${t("Which page of yours?")}</h2>
    ${pages.length > MANY && html`<${SearchField} label=${t("Find a page by its first words")} value=${query} onInput=${setQuery} found="" />`}
    ${found.length === 0 && html`<p class="note" role="status">${t("No page begins like this.")}</p>`}
    <div class="stack stack--tight">${found.slice(0, SHOWN).map((entry) => html`<${EntryRow} key=${entry.id} entry=${entry} nowMs=${clock.nowMs()} onPress=${() => onChoose(entry.id)} />`)}</div>
    ${write}
  </div>`;
}
