/** "We just argued": one tap, and only mine. For a day nothing of mine goes out of its own accord. */
import { t } from "../../../core/i18n.js";
import { untilWords } from "../../../domain/argued.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { entryTitle } from "../parts/entry-words.js";
import { Problem } from "../parts/problem.js";

/** Where there is nobody to offer to, there is nothing to hold back. */
export function JustArgued() {
  const { argued, pairing } = useApp();
  const { toasts } = useShell();
  useObservable(argued.version);
  const { kind } = useObservable(pairing.state);
  const { isBusy, problem, run } = useAttempt();
  /** @param {() => Promise<() => Promise<unknown>>} change @param {string} text */
  const withUndo = async (change, text) => {
    /** @type {(() => Promise<unknown>) | undefined} */
    let undo;
    if (await run(async () => void (undo = await change()))) toasts.show({ text, onUndo: () => void undo?.() });
  };
  if (kind !== "paired") return null;
  const untilMs = argued.untilMs();
  if (untilMs === null) return html`<div class="just-argued">
    <${Problem} text=${problem} />
    <${Button} kind="quiet" icon="pause" busy=${isBusy} onPress=${() => void withUndo(argued.begin, t("Your offers rest for a day."))}>${t("We just argued")}<//>
    <p class="note">${t("One tap holds back your own offers for a day. Only you see it.")}</p>
  </div>`;
  const end = html`<${Button} busy=${isBusy} onPress=${() => void withUndo(argued.end, t("Your offers rest no more."))}>${t("End it now")}<//>`;
  return html`<${Card} icon="pause" tone="soft" title=${t("Your offers rest until {day}", { day: untilWords(untilMs) })} actions=${end}>
    <${Problem} text=${problem} />
    <p>${t("What you offer until then is kept as you leave it. Your partner sees nothing of this.")}</p><//>`;
}

/** What was held, and waits for me to send it. */
export function HeldByMe() {
  const { argued } = useApp();
  useObservable(argued.version);
  const held = argued.held();
  const untilMs = argued.untilMs();
  if (held.length === 0) return null;
  const meta = untilMs === null ? t("It waits for you. Nothing was sent.") : t("Held until {day}", { day: untilWords(untilMs) });
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("Held by you")}</h2>
    ${held.map((purpose) => html`<${HeldCard} key=${purpose} purpose=${purpose} meta=${meta} />`)}
  </section>`;
}

/** @param {{ purpose: string, meta: string }} props */
function HeldCard({ purpose, meta }) {
  const { journal } = useApp();
  const router = useRouter();
  const [kind, id] = purpose.split(":");
  if (kind === "propose") return html`<${Card} level=${3} icon="calendar" title=${t("Times to talk")} meta=${meta} onPress=${() => router.go("moment-propose")} />`;
  if (kind === "edit") return html`<${Card} level=${3} icon="bridge" title=${t("An offer that you changed")} meta=${meta} onPress=${() => router.go("offer", { edit: id })} />`;
  const entry = journal.entry(id);
  if (!entry) return null;
  const { text, own } = entryTitle(entry.fields);
  return html`<${Card} level=${3} own=${own} title=${text} meta=${meta} onPress=${() => router.go("offer", { entry: id })} />`;
}
