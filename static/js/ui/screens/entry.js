/** One entry, to read; and what can be done with it. */
import { formatDate, t } from "../../core/i18n.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { Icon } from "../components/icon.js";
import { Menu } from "../components/menu.js";
import { Attached } from "./media/attached.js";
import { EntryParts, EntryTags } from "./parts/entry-parts.js";
import { Missing } from "./parts/missing.js";
import { Offering } from "./parts/offering.js";
import { harmless } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";
import { StillSaid } from "./parts/still-said.js";
import { useBin } from "./parts/use-bin.js";
import { safeAnswers, weight } from "./write/fields.js";

/** @typedef {import("../../domain/entries.js").Entry} Entry */

/** @param {{ params: { id: string } }} props */
export function EntryScreen({ params: { id } }) {
  const { journal, vault } = useApp();
  useObservable(vault.version);
  const entry = journal.entry(id);
  if (!entry) return html`<${Missing} title=${t("Page")} />`;
  return html`<${OneEntry} entry=${entry} />`;
}

/** @param {{ entry: Entry }} props */
function OneEntry({ entry }) {
  const { id, fields } = entry;
  const router = useRouter();
  const { isBusy, problem, toBin, unbin } = useBin(id);
  const items = [
    { label: t("Earlier versions"), icon: "history", onPress: () => router.go("history", { id }) },
    { label: t("Save as PDF"), icon: "download", onPress: () => router.go("entry-pdf", { id }) },
    { label: t("Put in the bin"), icon: "bin", onPress: () => void toBin() },
  ];
  const actions = fields.binnedAt ? null : html`<${Menu} label=${t("More")} items=${items} />`;
  return html`<${Screen} title=${titleOf(fields)} actions=${actions}>
    <div class="stack stack--loose">
      <${Problem} text=${problem} />
      <${Facts} entry=${entry} />
      <${EntryParts} fields=${fields} />
      <${Attached} entry=${id} />
      <${StillSaid} fields=${fields} />
      <${OwnFacts} fields=${fields} />
      ${fields.binnedAt
        ? html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} icon="undo" onPress=${() => void unbin()}>${t("Take it out of the bin")}<//><//>`
        : html`<div class="stack stack--tight">
            <${Button} icon="write" wide onPress=${() => router.go(...writtenIn(entry))}>${t("Change")}<//>
            <${Offering} entry=${entry} />
          </div>`}
    </div>
  <//>`;
}

/** @param {Record<string, any>} fields @returns {string} short: it shares its line with Hide now */
function titleOf({ kind }) {
  if (kind === "reason") return t("Reason");
  return kind === "need" ? t("Need") : t("Page");
}

/** @param {Entry} entry @returns {[screen: string, params: Record<string, any>]} where it is changed */
function writtenIn({ id, fields }) {
  if (fields.kind === "rulers") return ["rulers", {}];
  return [{ reason: "reason", need: "need-write" }[/** @type {string} */ (fields.kind)] ?? "write", { id }];
}

/** @param {{ entry: Entry }} props when, about what, and where it is kept */
function Facts({ entry: { fields, unsent } }) {
  return html`<div class="entry__facts">
    <p class="note">${formatDate(Date.parse(fields.createdAt), { dateStyle: "full" })}</p>
    <${EntryTags} topic=${fields.topic} fields=${fields}>
      ${fields.kind === "safety" && html`<span class="tag"><${Icon} name="lock" size="small" />${t("Only ever for me")}</span>`}
      ${fields.tags.map((/** @type {string} */ tag) => html`<span class="tag" key=${tag}><bdi>${harmless(tag)}</bdi></span>`)}
      ${unsent && html`<span class="tag"><${Icon} name="phone" size="small" />${t("Not on the server yet")}</span>`}
    <//>
  </div>`;
}

/** @param {{ fields: Record<string, any> }} props answers that only this person sees */
function OwnFacts({ fields }) {
  const size = weight(fields.size);
  const safe = safeAnswers().find(({ value }) => value === fields.safeToRaise)?.label;
  const day = fields.happenedOn && formatDate(Date.parse(`${fields.happenedOn}T12:00`));
  const lines = [
    day && t("It happened on {day}.", { day }),
    size && size,
    safe && t("Does it feel safe to talk about? {answer}.", { answer: safe }),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  return html`<ul class="entry__own-facts note">${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`;
}
