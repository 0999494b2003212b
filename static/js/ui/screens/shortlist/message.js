/** A polite message to copy or to mail, in the language of whoever gets it. The app sends nothing. */
import { currentLocale, t } from "../../../core/i18n.js";
import { mailLink } from "../../../domain/shortlist/links.js";
import { messageLanguageOf, messageLanguages, writeMessage } from "../../../domain/shortlist/messages.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { TextField } from "../../components/field.js";
import { Checkbox } from "../../components/switch.js";
import { Missing } from "../parts/missing.js";
import { useShortlist } from "./use-shortlist.js";

/** @param {{ params: { id: string, list?: import("./use-shortlist.js").ListName } }} props */
export function MessageScreen({ params: { id, list } }) {
  const { shortlist } = useShortlist(list);
  const card = shortlist.get(id);
  if (!card) return html`<${Missing} title=${t("Card")} place="path" words=${t("This card is not on the list any more.")} />`;
  return html`<${Message} values=${card.values} />`;
}

/** @param {{ values: import("../../../domain/shortlist/card-fields.js").CardValues }} props */
function Message({ values }) {
  const [language, setLanguage] = useState(messageLanguageOf(currentLocale()));
  const [wish, setWish] = useState({ therapist: values.name, names: "", times: "", asksVideo: false, asksFee: true });
  const [isCopied, setCopied] = useState(false);
  const change = (/** @type {Partial<typeof wish>} */ part) => (setCopied(false), setWish({ ...wish, ...part }));
  const { subject, body } = writeMessage(language, wish);
  const mail = mailLink(values.email, subject, body);
  const copy = async () => (await navigator.clipboard.writeText(body), setCopied(true));
  return html`<${Screen} title=${t("Message")}>
    <div class="stack stack--loose">
      <${ChipChoice} legend=${t("In which language")} value=${language} options=${messageLanguages()} onChange=${(/** @type {any} */ to) => (setCopied(false), setLanguage(to))} />
      <${TextField} optional label=${t("What you sign with")} hint=${t("First names are enough.")} value=${wish.names} maxLength=${100} onInput=${(/** @type {string} */ names) => change({ names })} />
      <${TextField} optional label=${t("Times that suit you")} value=${wish.times} maxLength=${200} onInput=${(/** @type {string} */ times) => change({ times })} />
      <div><${Checkbox} label=${t("Ask for a session by video")} checked=${wish.asksVideo} onChange=${(/** @type {boolean} */ asksVideo) => change({ asksVideo })} />
        <${Checkbox} label=${t("Ask what it costs")} checked=${wish.asksFee} onChange=${(/** @type {boolean} */ asksFee) => change({ asksFee })} /></div>
      <section class="message" aria-label=${t("The message")} lang=${language}><p class="message__text">${body}</p></section>
      <p class="note" role="status">${isCopied ? t("It is copied.") : t("The app sends nothing by itself. What you copy or mail leaves it.")}</p>
      <${ButtonRow}><${Button} kind="primary" icon="copy" onPress=${() => void copy()}>${t("Copy the message")}<//>
        ${mail && html`<${Button} icon="share" onPress=${() => open(mail)}>${t("Write it as an e-mail")}<//>`}<//>
    </div>
  <//>`;
}

/** @param {string} link */
function open(link) {
  const way = document.createElement("a");
  way.href = link;
  way.click();
}
