/** Putting photos and voice notes on a page, giving them words, and taking them off again. */
import { t, tn } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button } from "../../components/button.js";
import { Icon } from "../../components/icon.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useId, useState } from "../../view.js";
import { Problem } from "../parts/problem.js";
import { AttachedRow } from "./attached-row.js";
import { Recording } from "./recording.js";

/** @param {{ id: string | null, ensure: () => Promise<string> }} props id: of the page, null before it is made; ensure: makes it */
export function Attaching({ id, ensure }) {
  const { media: { attachments, recorder }, vault } = useApp();
  useObservable(vault.version);
  const title = useId();
  const [isRecording, setRecording] = useState(false);
  const picking = usePicking(ensure);
  const speak = () => {
    picking.clear();
    setRecording(true);
  };
  const [list, removed] = id ? [attachments.of(id), attachments.removedOf(id)] : [[], []];
  return html`<section class="attaching stack" aria-labelledby=${title}>
    <div><h2 class="section-title" id=${title}>${t("Photos and voice notes")}</h2>
      <p class="note">${t("Only for you. They never cross the bridge.")}</p></div>
    ${list.map((one) => html`<${AttachedRow} key=${one.id} attachment=${one} />`)}
    <${Problem} text=${picking.problem} />
    ${isRecording ? html`<${Recording} entry=${id} ensure=${ensure} onEnd=${() => setRecording(false)} />` : html`<div class="attaching__ways">
      <${PickPhotos} picking=${picking} />
      ${recorder.isThere() && html`<${Button} icon="mic" onPress=${speak}>${t("Speak")}<//>`}
    </div>`}
    ${removed.length > 0 && html`<div><${Button} kind="quiet" icon="undo" onPress=${() => void bringBack(attachments, removed)}>${tn("Bring back the one taken off", "Bring back the {n} taken off", removed.length)}<//></div>`}
  </section>`;
}

/** @param {import("../../../domain/attachments/attachments.js").Attachments} attachments @param {import("../../../domain/attachments/fields.js").Attachment[]} removed */
async function bringBack(attachments, removed) {
  for (const { id } of removed) await attachments.putBack(id);
}

/** @param {() => Promise<string>} ensure */
function usePicking(ensure) {
  const { media: { attachments, photos } } = useApp();
  const { run, isBusy, problem, clear } = useAttempt();
  const [left, setLeft] = useState(0);
  /** @param {File[]} files one after the other: several at once are more than a small phone can hold */
  const pick = (files) => run(async () => {
    try {
      for (const [at, file] of files.entries()) {
        setLeft(files.length - at);
        const photo = await photos.prepare(file);
        await attachments.add(await ensure(), photo);
      }
    } finally {
      setLeft(0);
    }
  });
  return { pick, isBusy, left, problem, clear };
}

/** @param {{ picking: ReturnType<typeof usePicking> }} props the phone itself asks: a picture that is there, or the camera */
function PickPhotos({ picking: { pick, isBusy, left } }) {
  const read = (/** @type {any} */ event) => {
    const input = event.currentTarget;
    const files = [...(input.files ?? [])];
    input.value = ""; // the same picture can be picked again
    if (files.length > 0) void pick(files);
  };
  return html`<label class="button button--plain file-button"><${Icon} name="camera" />
    <span>${isBusy ? tn("One photo is getting ready", "{n} photos are getting ready", left) : t("Add a photo")}</span>
    <input class="visually-hidden" type="file" accept="image/*" multiple disabled=${isBusy} onChange=${read} /></label>`;
}
