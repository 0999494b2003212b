/** How to reach a therapist: text, which leads somewhere only when it is pressed. */
import { t } from "../../../core/i18n.js";
import { mailLink, mapLink, readWeb, telLink } from "../../../domain/shortlist/links.js";
import { html, useEffect, useState } from "../../view.js";
import { List, ListRow } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";

/** @param {{ values: import("../../../domain/shortlist/card-fields.js").CardValues }} props */
export function Reach({ values }) {
  const written = useWrittenPhone(values.phone);
  const place = [values.street, [values.postcode, values.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const ways = [
    { text: written, detail: t("Call"), icon: /** @type {const} */ ("phone"), link: telLink(values.phone) },
    { text: values.email, detail: t("Write an e-mail"), icon: /** @type {const} */ ("share"), link: mailLink(values.email) },
    { text: values.web, detail: t("Open the web page in your browser"), icon: /** @type {const} */ ("forward"), link: values.web ? readWeb(values.web) : null },
    { text: place, detail: t("Look at it on a map, in your browser"), icon: /** @type {const} */ ("search"), link: mapLink(values) },
  ].filter(({ text }) => text);
  if (ways.length === 0) return html`<p class="note">${t("There is no way to reach them on this card yet.")}</p>`;
  return html`<${List} label=${t("How to reach them")}>${ways.map(({ text, detail, icon, link }) => html`<${ListRow} key=${detail} title=${harmless(text)} detail=${link ? detail : undefined}
    icon=${icon} onPress=${link ? () => follow(link) : undefined} />`)}<//>`;
}

/** As its country writes it, once the tables for that are here. @param {string} phone @returns {string} */
function useWrittenPhone(phone) {
  const [phones, setPhones] = useState(/** @type {typeof import("../../../domain/shortlist/phones.js") | null} */ (null));
  useEffect(() => void import("../../../domain/shortlist/phones.js").then(setPhones), []);
  return phones ? phones.formatPhone(phone, navigator.language) : phone;
}

/** Out of the app, without saying where from. @param {string} link */
function follow(link) {
  const way = document.createElement("a");
  [way.href, way.rel, way.referrerPolicy] = [link, "noopener noreferrer", "no-referrer"];
  if (link.startsWith("https:")) way.target = "_blank";
  way.click();
}
