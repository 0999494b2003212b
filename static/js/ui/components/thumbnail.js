/** A small square picture; its words are said by what it stands in, or by itself. */
import { thumbnailBytes } from "../../domain/attachments/fields.js";
import { classes, html, useMemo } from "../view.js";
import { useBlobUrl } from "../use-blob-url.js";
import { Icon } from "./icon.js";

const MEDIA = "image/jpeg";

/** @param {{ of: import("../../domain/attachments/fields.js").Attachment, words?: string, size?: "normal" | "small" }} props words: empty where they stand beside it */
export function Thumbnail({ of, words = "", size = "normal" }) {
  const bytes = useMemo(() => thumbnailBytes(of), [of.thumbnail]);
  const url = useBlobUrl(bytes, MEDIA);
  return html`<span class=${classes("thumbnail", size === "small" && "thumbnail--small")}>
    ${url ? html`<img class="thumbnail__picture" src=${url} alt=${words} width="128" height="128" decoding="async" draggable=${false} />` : html`<${Icon} name="image" />`}
  </span>`;
}
