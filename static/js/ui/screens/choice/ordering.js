/** My own order, which nobody else sees: dragged, or moved with the arrow keys; and what I set aside. */
import { formatList, t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { Segmented } from "../../components/segmented.js";
import { SortableList } from "../../components/sortable-list.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @param {{ view: import("../../../domain/choice/choice.js").ChoiceView }} props */
export function Ordering({ view: { id, order, setAsides, allowed } }) {
  const { choice, shortlist } = useApp();
  const { announce } = useShell();
  const [asks, setAsks] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  const nameOf = (/** @type {string} */ card) => harmless(shortlist.ours.get(card)?.values.name ?? "") || t("A card that is not on the list any more");
  const move = (/** @type {string} */ card, /** @type {number} */ to) => {
    const others = order.filter((each) => each !== card);
    return choice.arrange(id, [...others.slice(0, to), card, ...others.slice(to)], setAsides);
  };
  const lock = async () => {
    if (await run(() => choice.lock(id))) setAsks(false);
  };
  const last = order.slice(order.length - setAsides).map(nameOf);
  return html`
    <p class="lead">${t("The one you would like best comes first. Only you see this.")}</p>
    <${SortableList} items=${order} keyOf=${(/** @type {string} */ card) => card} nameOf=${nameOf} label=${t("My order")} announce=${announce} onMove=${move} />
    <${Segmented} legend=${t("Set aside")} hideLegend=${false} hint=${t("What you set aside cannot come out. Nobody sees that you did.")} value=${String(setAsides)}
      onChange=${(/** @type {string} */ to) => void choice.arrange(id, order, Number(to))}
      options=${[{ value: "0", label: t("None") }, { value: "1", label: t("The last one") }, { value: "2", label: t("The last two") }].slice(0, allowed + 1)} />
    ${last.length > 0 && html`<p class="note" dir="auto">${t("Set aside: {name}", { name: formatList(last) })}</p>`}
    <${ButtonRow}><${Button} kind="primary" icon="lock" onPress=${() => setAsks(true)}>${t("Lock my order")}<//><//>
    <${Confirm} open=${asks} title=${t("Lock your order?")} confirmLabel=${t("Lock it")} busy=${isBusy} onConfirm=${() => void lock()} onCancel=${() => setAsks(false)}>
      <div class="stack"><p>${t("After this it cannot be changed. Either of you can still stop the choice.")}</p><${Problem} text=${problem} /></div><//>`;
}
