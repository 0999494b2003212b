/** What hangs on a page, to look at and to listen to. */
import { t } from "../../../core/i18n.js";
import { useApp, useRouter } from "../../shell.js";
import { thumbnailBytes } from "../../../domain/attachments/fields.js";
import { html, useEffect, useMemo } from "../../view.js";
import { useBlobUrl } from "../../use-blob-url.js";
import { PersonText } from "../parts/person-words.js";
import { Arriving } from "./arriving.js";
import { useContent } from "./use-content.js";
import { Voice } from "./voice.js";
import { photoWords } from "./words.js";

/** @typedef {import("../../../domain/attachments/fields.js").Attachment} Attachment */

/** @param {{ entry: string }} props follows the vault by whoever draws it */
export function Attached({ entry }) {
  const { media: { attachments } } = useApp();
  const list = attachments.of(entry);
  if (list.length === 0) return null;
  return html`<section class="attached" aria-label=${t("Photos and voice notes")}>
    ${list.map((one) => html`<figure class="attached__one" key=${one.id}>
      ${one.kind === "photo" ? html`<${Photo} photo=${one} />` : html`<${Voice} voice=${one} />`}
      ${one.words.trim() && html`<figcaption><${PersonText} text=${one.words} /></figcaption>`}
    </figure>`)}
  </section>`;
}

/** @param {{ photo: Attachment }} props its shape stands from the beginning: nothing moves when it comes */
function Photo({ photo }) {
  const router = useRouter();
  return html`<button type="button" class="photo-button" onClick=${() => router.go("photo", { id: photo.id })}><${Picture} photo=${photo} /></button>`;
}

/** @param {{ photo: Attachment }} props the small one, until the whole one is here */
export function Picture({ photo }) {
  const { url, share, problem, load } = useContent(photo);
  const small = useBlobUrl(useMemo(() => thumbnailBytes(photo), [photo.thumbnail]), "image/jpeg");
  useEffect(() => void load(), [photo.id]);
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];
  return html`<span class="photo">
    ${url || small
      ? html`<img class=${url ? "photo__picture" : "photo__picture photo__picture--small"} src=${url ?? small} alt=${photoWords(photo)} width=${width} height=${height} draggable=${false} />`
      : html`<span class="photo__empty" role="img" aria-label=${photoWords(photo)}></span>`}
    <${Arriving} id=${photo.id} share=${share} problem=${problem} onAgain=${() => void load()} />
  </span>`;
}
