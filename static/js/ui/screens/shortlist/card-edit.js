/** A card: a name and one way to reach them first, in ten seconds; the rest folded, for later. */
import { t } from "../../../core/i18n.js";
import { CARD_FIELDS, CARD_GROUPS } from "../../../domain/shortlist/card-fields.js";
import { isBlank } from "../../../domain/shortlist/card-values.js";
import { useAttempt } from "../../attempt.js";
import { useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";
import { CardFieldInput } from "./card-field.js";
import { typedOf, valuesOf } from "./card-form.js";
import { useShortlist } from "./use-shortlist.js";

/** @typedef {import("./use-shortlist.js").Card} Card */

const FIRST = ["name", "phone", "email", "web"];

/** @param {{ params: { id?: string, list?: import("./use-shortlist.js").ListName } }} props */
export function CardEditScreen({ params }) {
  const { list, shortlist } = useShortlist(params.list);
  const [card] = useState(() => (params.id ? shortlist.get(params.id) : null));
  if (params.id && !card) return html`<${Missing} title=${t("Card")} place="path" words=${t("This card is not on the list any more.")} />`;
  return html`<${CardForm} card=${card} list=${list} shortlist=${shortlist} />`;
}

/** @param {{ card: Card | null, list: string, shortlist: import("../../../domain/shortlist/cards.js").Shortlist }} props */
function CardForm({ card, list, shortlist }) {
  const router = useRouter();
  const before = typedOf(card?.values ?? {});
  const { words, change, sent } = useDraft(card ? `card:${card.id}` : `card:new-${list}`, () => before);
  const { isBusy, problem, run } = useAttempt();
  const save = async () => {
    const values = valuesOf(words);
    const news = Object.fromEntries(Object.entries(values).filter(([name]) => JSON.stringify(words[name]) !== JSON.stringify(before[name])));
    if (!(await run(() => (card ? shortlist.change(card.id, news) : shortlist.create(news))))) return;
    await sent();
    router.back("path");
  };
  const field = (/** @type {string} */ name) => {
    const found = CARD_FIELDS.find((each) => each.name === name);
    return html`<${CardFieldInput} key=${name} field=${found} value=${words[name]} onChange=${(/** @type {any} */ value) => change({ [name]: value })} />`;
  };
  const groups = CARD_GROUPS.map(({ id, label }) => ({ id, label: label(), names: CARD_FIELDS.filter(({ group, name }) => group === id && !FIRST.includes(name)).map(({ name }) => name) }));
  return html`<${Screen} title=${card ? t("Change the card") : t("New card")}>
    <div class="stack stack--loose">
      <p class="note">${t("A name and one way to reach them is enough. Nothing is looked up on the internet for this card.")}</p>
      ${FIRST.map(field)}
      ${groups.map(({ id, label, names }) => html`<details class="more-fields" key=${id} open=${names.some((name) => !isBlank(before[name]))}><summary>${label}</summary><div class="stack">${names.map(field)}</div></details>`)}
      <${Problem} text=${problem} />
      <${ButtonRow} sticky><${Button} kind="primary" busy=${isBusy} disabled=${!words.name?.trim()} onPress=${() => void save()}>${t("Keep it")}<//><//>
    </div>
  <//>`;
}
