/** One photo, as large as the screen; to keep elsewhere, or to take off its page. */
import { formatDate, t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { Button, ButtonRow } from "../components/button.js";
import { Menu } from "../components/menu.js";
import { Screen } from "../screen.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html } from "../view.js";
import { Picture } from "./media/attached.js";
import { Missing } from "./parts/missing.js";
import { PersonText } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";

/** @param {{ params: { id: string } }} props */
export function PhotoScreen({ params: { id } }) {
  const { media, vault } = useApp();
  useObservable(vault.version);
  const photo = media.attachments.get(id);
  if (!photo || photo.removedAt) return html`<${Missing} title=${t("Photo")} />`;
  return html`<${OnePhoto} photo=${photo} />`;
}

/** @param {{ photo: import("../../domain/attachments/fields.js").Attachment }} props */
function OnePhoto({ photo }) {
  const { app: { media, files }, toasts } = useShell();
  const router = useRouter();
  const { run, isBusy, problem } = useAttempt();
  const save = () => run(async () => files.save(await media.reading.read(photo.id), "photo.jpg", photo.media));
  const remove = () => run(async () => {
    await media.attachments.remove(photo.id);
    toasts.show({ text: t("The photo is off this page."), onUndo: () => void media.attachments.putBack(photo.id) });
    router.back("mine");
  });
  const more = html`<${Menu} label=${t("More")} items=${[{ label: t("Take it off this page"), icon: "bin", onPress: () => void remove() }]} />`;
  return html`<${Screen} title=${t("Photo")} actions=${more}>
    <div class="stack stack--loose">
      <${Problem} text=${problem} />
      <${Picture} photo=${photo} />
      ${photo.words.trim() && html`<${PersonText} text=${photo.words} />`}
      <p class="note">${t("Kept on {day}. Only you can see it.", { day: formatDate(Date.parse(photo.at), { dateStyle: "full" }) })}</p>
      <${ButtonRow}><${Button} icon="download" busy=${isBusy} onPress=${() => void save()}>${t("Save to this phone")}<//><//>
    </div>
  <//>`;
}
