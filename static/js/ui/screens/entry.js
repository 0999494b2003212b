/** One entry, to read; and what can be done with it. */
import { formatDate, t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { Card } from "../components/card.js";
import { Icon } from "../components/icon.js";
import { Menu } from "../components/menu.js";
import { EntryParts, EntryTags } from "./parts/entry-parts.js";
import { Missing } from "./parts/missing.js";
import { harmless } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";
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
    { label: t("Put in the bin"), icon: "bin", onPress: () => void toBin() },
  ];
  const actions = fields.binnedAt ? null : html`<${Menu} label=${t("More")} items=${items} />`;
  return html`<${Screen} title=${t("Page")} actions=${actions}>
    <div class="stack stack--loose">
      <${Problem} text=${problem} />
      <${Facts} entry=${entry} />
      <${EntryParts} fields=${fields} />
      <${OwnFacts} fields=${fields} />
      ${fields.binnedAt
        ? html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} icon="undo" onPress=${() => void unbin()}>${t("Take it out of the bin")}<//><//>`
        : html`<div class="stack stack--tight">
            <${Button} icon="write" wide onPress=${() => router.go("write", { id })}>${t("Change")}<//>
            <${Offering} entry=${entry} />
          </div>`}
    </div>
  <//>`;
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

/** @param {{ entry: Entry }} props the way over the bridge, or why there is none now; none at all for a safety note */
function Offering({ entry: { id, fields } }) {
  const { bridge, pairing } = useApp();
  const router = useRouter();
  const outgoing = useObservable(bridge.outgoing);
  const { kind } = useObservable(pairing.state);
  if (fields.kind === "safety") return html`<p class="note">${t("This is a safety note. It stays with you and cannot be offered.")}</p>`;
  const underWay = outgoing.find(({ entryId }) => entryId === id);
  if (underWay) return html`<${Card} icon="bridge" title=${t("This page is on the bridge")} tone="accent" meta=${underWay.says}
    onPress=${() => router.go("outgoing", { id: underWay.id })} />`;
  if (kind !== "paired") return null;
  const { ok, why } = bridge.canOffer(id);
  return html`
    <${Button} icon="bridge" wide disabled=${!ok} onPress=${() => router.go("offer", { entry: id })}>${t("Offer this over the bridge")}<//>
    ${!ok && html`<p class="note">${why}</p>`}`;
}

/** @param {string} id */
function useBin(id) {
  const { journal } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const action = useAttempt();
  const unbin = () => action.run(() => journal.unbin(id));
  const toBin = async () => {
    if (!(await action.run(() => journal.bin(id)))) return;
    toasts.show({ text: t("It is in the bin for 30 days."), onUndo: () => void journal.unbin(id) });
    router.back("mine");
  };
  return { ...action, toBin, unbin };
}
