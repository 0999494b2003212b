/** What holds me back: the common reasons to mark, own ones, and the way to the two rulers. */
import { t } from "../../../core/i18n.js";
import { commonReasons } from "../../../domain/reasons.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { List, ListRow } from "../../components/list-rows.js";
import { useDraft } from "../../use-draft.js";
import { TextArea } from "../../components/field.js";
import { entryTitle } from "../parts/entry-words.js";
import { Problem } from "../parts/problem.js";
import { ReasonRow } from "./reason-row.js";
import { useMarking } from "./use-marking.js";

const WORDS_CHARACTERS = 200;

export function ReasonsScreen() {
  const { reasons, vault } = useApp();
  const router = useRouter();
  useObservable(vault.version);
  const marking = useMarking();
  return html`<${Screen} title=${t("Reasons")}>
    <div class="stack stack--loose">
      <p class="lead">${t("Many people would rather not go to therapy, or not yet, and they have good reasons. Mark what is true for you. Only you see it.")}</p>
      <${Problem} text=${marking.problem} />
      <${List} label=${t("What may hold me back")}>${commonReasons().map(({ id, label }) => html`<${ReasonRow} key=${id} title=${label}
        isMarked=${reasons.marked(id) !== null} onMark=${(/** @type {boolean} */ isTrue) => void marking.mark(id, isTrue)} onOpen=${() => router.go("reason", { reason: id })} />`)}<//>
      <${OwnReasons} />
      <section class="stack stack--tight"><h2 class="section-title">${t("How it stands with me")}</h2>
        <${List} label=${t("How it stands with me")}><${ListRow} icon="settings" title=${t("Two rulers")} detail=${t("How much would I want this? How able do I feel?")} onPress=${() => router.go("rulers")} /><//></section>
    </div>
  <//>`;
}

/** In own words: none is the wrong one. */
function OwnReasons() {
  const { reasons } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const { words, change, sent } = useDraft("reason:new", () => ({ text: "" }));
  const own = reasons.own();
  const add = async () => {
    if (!(await run(() => reasons.addOwn(words.text)))) return;
    await sent(words);
    announce(t("It is marked."));
  };
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("In my own words")}</h2>
    ${own.length > 0 && html`<${List} label=${t("In my own words")}>${own.map((entry) => html`<${ListRow} key=${entry.id} own title=${entryTitle(entry.fields).text} onPress=${() => router.go("reason", { id: entry.id })} />`)}<//>`}
    <${TextArea} label=${t("Something else that holds me back")} optional rows=${2} maxLength=${WORDS_CHARACTERS} value=${words.text} onInput=${(/** @type {string} */ text) => change({ text })} />
    <${Problem} text=${problem} />
    ${words.text.trim() !== "" && html`<div><${Button} icon="plus" busy=${isBusy} onPress=${() => void add()}>${t("Add it")}<//></div>`}
  </section>`;
}
