/** One voice note: to listen to, with its words and what keeps it from being heard. */
import { t } from "../../../core/i18n.js";
import { Button } from "../../components/button.js";
import { Player } from "../../components/player.js";
import { useApp } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Arriving } from "./arriving.js";
import { useContent } from "./use-content.js";
import { clockTime } from "./words.js";

const ENDINGS = { "audio/mp4": "m4a", "audio/webm": "webm", "audio/ogg": "ogg" };

/** @param {{ voice: import("../../../domain/attachments/fields.js").Attachment }} props */
export function Voice({ voice }) {
  const { files } = useApp();
  const { url, content, share, problem, load } = useContent(voice);
  const [isUnplayable, setUnplayable] = useState(false);
  const ending = ENDINGS[/** @type {keyof typeof ENDINGS} */ (voice.media)] ?? "bin";
  return html`<div class="voice">
    <${Player} label=${t("Voice note")} seconds=${voice.seconds ?? 0} url=${url} timeWords=${clockTime} onWanted=${() => void load()} onUnplayable=${() => setUnplayable(true)} />
    <${Arriving} id=${voice.id} share=${share} problem=${problem} onAgain=${() => void load()} />
    ${isUnplayable && content && html`<p class="note" role="alert">${t("This phone cannot play this recording. You can save it and listen to it elsewhere.")}
      <${Button} kind="quiet" icon="download" onPress=${() => void files.save(content, `voice-note.${ending}`, voice.media)}>${t("Save it")}<//></p>`}
  </div>`;
}
