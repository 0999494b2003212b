/** One photo or voice note while its page is written: small, with its words, and the way off. */
import { t } from "../../../core/i18n.js";
import { MAX_WORDS } from "../../../domain/attachments/fields.js";
import { wordsPurpose } from "../../../domain/attachments/attachments.js";
import { wordsFor } from "../../attempt.js";
import { IconButton } from "../../components/button.js";
import { TextArea, TextField } from "../../components/field.js";
import { Thumbnail } from "../../components/thumbnail.js";
import { useApp, useShell } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { html, useRef } from "../../view.js";
import { OnItsWay } from "./arriving.js";
import { Voice } from "./voice.js";

/** @param {{ attachment: import("../../../domain/attachments/fields.js").Attachment }} props */
export function AttachedRow({ attachment }) {
  const isPhoto = attachment.kind === "photo";
  const remove = useRemoving(attachment);
  return html`<div class="attached-row">
    ${isPhoto ? html`<${Thumbnail} of=${attachment} />` : html`<div class="attached-row__voice"><${Voice} voice=${attachment} /></div>`}
    <div class="attached-row__words"><${Words} attachment=${attachment} /></div>
    <${IconButton} icon="bin" label=${isPhoto ? t("Take this photo off the page") : t("Take this voice note off the page")} onPress=${remove} />
    ${isPhoto && html`<div class="attached-row__state"><${OnItsWay} id=${attachment.id} /></div>`}
  </div>`;
}

/** @param {import("../../../domain/attachments/fields.js").Attachment} attachment with a way back */
function useRemoving({ id, kind }) {
  const { media: { attachments } } = useApp();
  const { toasts } = useShell();
  return () => void attachments.remove(id).then(
    () => toasts.show({ text: kind === "photo" ? t("The photo is off this page.") : t("The voice note is off this page."), onUndo: () => void attachments.putBack(id) }),
    (problem) => toasts.show({ text: wordsFor(problem) }),
  );
}

/** Typed words are a draft until one leaves the field. @param {{ attachment: import("../../../domain/attachments/fields.js").Attachment }} props */
function Words({ attachment: { id, kind, words: kept } }) {
  const { media: { attachments } } = useApp();
  const { toasts } = useShell();
  const known = useRef(kept);
  const { words, change, sent } = useDraft(wordsPurpose(id), () => ({ words: known.current }));
  const keep = async () => {
    if (words.words === kept && !attachments.isTyped(id)) return;
    try {
      await attachments.describe(id, words.words);
      known.current = words.words;
      await sent(words);
    } catch (problem) {
      toasts.show({ text: wordsFor(problem) });
    }
  };
  // What was spoken may be long: it is not read through a slit of one line.
  const [Kind, label] = kind === "photo" ? [TextField, t("What is on it")] : [TextArea, t("What it says")];
  return html`<${Kind} label=${label} optional voice="own" rows=${2} maxLength=${MAX_WORDS}
    value=${words.words} onInput=${(/** @type {string} */ typed) => change({ words: typed })} onBlur=${() => void keep()} />`;
}
