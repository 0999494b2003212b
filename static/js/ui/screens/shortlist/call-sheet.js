/** Ten questions for the first call, with room for what they answer. Both see the answers, and side by side. */
import { t } from "../../../core/i18n.js";
import { CALL_FIELDS } from "../../../domain/shortlist/call-sheet.js";
import { TEXT_CHARS_MAX } from "../../../domain/shortlist/card-fields.js";
import { telLink } from "../../../domain/shortlist/links.js";
import { useAttempt } from "../../attempt.js";
import { useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { useDraft } from "../../use-draft.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { Missing } from "../parts/missing.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { useShortlist } from "./use-shortlist.js";

/** @param {{ params: { id: string, list?: import("./use-shortlist.js").ListName } }} props */
export function CallSheetScreen({ params: { id, list: wanted } }) {
  const { shortlist } = useShortlist(wanted);
  const card = shortlist.get(id);
  if (!card) return html`<${Missing} title=${t("Card")} place="path" words=${t("This card is not on the list any more.")} />`;
  return html`<${Sheet} card=${card} shortlist=${shortlist} />`;
}

/** @param {{ card: import("./use-shortlist.js").Card, shortlist: import("../../../domain/shortlist/cards.js").Shortlist }} props */
function Sheet({ card, shortlist }) {
  const router = useRouter();
  const before = Object.fromEntries(CALL_FIELDS.map(({ name }) => [name, card.values[name]]));
  const { words, change, sent } = useDraft(`call:${card.id}`, () => before);
  const { isBusy, problem, run } = useAttempt();
  const save = async () => {
    const news = Object.fromEntries(Object.entries(words).filter(([name, text]) => text !== before[name]));
    if (!(await run(() => shortlist.change(card.id, news)))) return;
    await sent();
    router.back("path");
  };
  return html`<${Screen} title=${t("First call")}>
    <div class="stack stack--loose">
      <p class="lead" dir="auto">${harmless(card.values.name)}${telLink(card.values.phone) && html`<br /><bdi>${harmless(card.values.phone)}</bdi>`}</p>
      <p class="note">${t("Ask what matters to you, and leave out the rest. You can say first that you are a couple and would like to try one session.")}</p>
      ${CALL_FIELDS.map(({ name, label }, at) => html`<${TextArea} key=${name} label=${`${at + 1}. ${label()}`} rows=${1} value=${words[name] ?? ""} maxLength=${TEXT_CHARS_MAX} onInput=${(/** @type {string} */ text) => change({ [name]: text })} />`)}
      <${Problem} text=${problem} />
      <${ButtonRow} sticky><${Button} kind="primary" busy=${isBusy} onPress=${() => void save()}>${t("Keep the answers")}<//><//>
    </div>
  <//>`;
}
