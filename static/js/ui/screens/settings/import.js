/** Bringing a journal in: choose a file, look at what would be added and what not, add it, and take it back if one likes. */
import { t } from "../../../core/i18n.js";
import { createImporter } from "../../../domain/importing/importer.js";
import { useAttempt } from "../../attempt.js";
import { useShell } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html, useMemo, useRef, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Progress } from "../../components/stoppable-progress.js";
import { useStopping } from "../../use-stopping.js";
import { Problem } from "../parts/problem.js";
import { bringsAny, ImportReport, takenWords } from "./import-report.js";

/** @typedef {import("../../../domain/importing/plan.js").Plan} Plan */
/** @typedef {import("../../../domain/importing/importer.js").Added} Done */

export function ImportScreen() {
  const { app } = useShell();
  const importer = useMemo(() => createImporter({ vault: app.vault, own: app.shared.own, attachments: app.media.attachments, photos: app.media.photos }), [app]);
  const [plan, setPlan] = useState(/** @type {Plan | null} */ (null));
  const [done, setDone] = useState(/** @type {Done | null} */ (null));
  const leave = () => (setDone(null), setPlan(null));
  return html`<${Screen} title=${t("Bring in")}>
    <div class="stack stack--loose">
      ${done ? html`<${WhatWasDone} done=${done} onLeave=${leave} />`
        : plan ? html`<${Preview} plan=${plan} importer=${importer} onDone=${setDone} onLeave=${leave} />` : html`<${Choosing} importer=${importer} onPlan=${setPlan} />`}
    </div>
  <//>`;
}

/** @param {{ importer: import("../../../domain/importing/importer.js").Importer, onPlan: (plan: Plan) => void }} props */
function Choosing({ importer, onPlan }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const { share, begin, end, stop } = useStopping();
  const { problem, run } = useAttempt();
  const read = async (/** @type {File | undefined} */ file) => {
    if (!file) return;
    const how = begin();
    await run(async () => onPlan(await importer.plan(file, how)));
    end();
    if (input.current) input.current.value = "";
  };
  return html`<p class="lead">${t("Pages from an earlier copy, or from another journal, can come in here. You see first what would be added.")}</p>
    <section class="stack"><h2>${t("What can come in")}</h2>
      <ul class="plain-list">
        <li>${t("A copy that this app made: “Data for programs” (JSON). Photos and voice notes come with their pages. What is here already is not doubled.")}</li>
        <li>${t("The JSON export of Day One, as the .zip that it makes or the .json in it. Its words, tags and days become pages.")}</li>
      </ul>
      <p class="note">${t("The file is read on this phone and sent nowhere. It stays where it is: delete it yourself if nobody else should find it.")}</p>
    </section>
    <label class="button button--primary file-button"><span>${t("Choose a file")}</span>
      <input ref=${input} class="visually-hidden" type="file" accept=".json,.zip,application/json,application/zip" disabled=${share !== null}
        onChange=${(/** @type {any} */ event) => void read(event.currentTarget.files?.[0])} /></label>
    ${share !== null && html`<${Progress} label=${t("Reading the file")} share=${share} onStop=${stop} />`}
    <${Problem} text=${problem} />`;
}

/** @param {{ plan: Plan, importer: import("../../../domain/importing/importer.js").Importer, onDone: (done: Done) => void, onLeave: () => void }} props */
function Preview({ plan, importer, onDone, onLeave }) {
  const { announce } = useShell();
  const { share, begin, end, stop } = useStopping();
  const { problem, run } = useAttempt();
  const add = async () => {
    const how = begin();
    await run(async () => {
      const added = await importer.add(plan, how);
      announce(t("It is all here now."));
      onDone(added);
    });
    end();
  };
  const isNothing = !bringsAny(plan);
  return html`<section class="stack"><h2>${isNothing ? t("Nothing to add") : t("What would be added")}</h2>
      ${isNothing ? html`<p>${plan.already > 0 ? t("All of it is here already.") : t("There is nothing in this file that can come in.")}</p>` : html`<ul class="plain-list">${takenWords(plan).map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
    </section>
    <${ImportReport} plan=${plan} />
    ${share !== null && html`<${Progress} label=${t("Adding it")} share=${share} onStop=${stop} />`}
    <${Problem} text=${problem} />
    <${ButtonRow}>${!isNothing && html`<${Button} kind="primary" busy=${share !== null} onPress=${() => void add()}>${t("Add it")}<//>`}
      <${Button} disabled=${share !== null} onPress=${onLeave}>${isNothing ? t("Another file") : t("Leave it")}<//><//>`;
}

/** @param {{ done: Done, onLeave: () => void }} props */
function WhatWasDone({ done: { plan, undo }, onLeave }) {
  const { toasts, router } = useShell();
  const { isBusy, problem, run } = useAttempt();
  const takeBack = async () => {
    if (!(await run(undo))) return;
    toasts.show({ text: t("It is all taken away again.") });
    onLeave();
  };
  return html`<section class="stack"><h2>${t("It is all here now.")}</h2>
      <ul class="plain-list">${takenWords(plan).map((line) => html`<li key=${line}>${line}</li>`)}</ul>
      <p class="note">${t("Until you leave this screen you can take all of it back. What you change in it before then goes too.")}</p>
    </section>
    <${ImportReport} plan=${plan} />
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" onPress=${() => router.go("mine")}>${t("Look at it")}<//>
      <${Button} icon="undo" busy=${isBusy} onPress=${() => void takeBack()}>${t("Take it all back")}<//><//>`;
}
