/** The last look: who opens it, exactly what is seen now, and what is seen once it is open. */
import { t } from "../../../core/i18n.js";
import { editVoids, noSecondKnock, restsAfterwards, withdrawLeavesNothing } from "../../../domain/bridge/words.js";
import { html } from "../../view.js";
import { RadioList } from "../../components/radio-list.js";
import { CoverWords } from "../parts/cover-words.js";
import { OfferedWords } from "../parts/offer-words.js";
import { contentOf } from "./wish.js";

/** @param {import("./wish.js").StepProps} props */
export function LastLook({ wish, fields, change, isEdit }) {
  const content = contentOf(wish, fields);
  return html`<div class="stack stack--loose">
    ${isEdit ? html`<p class="note">${editVoids()}</p>` : html`<${RadioList} legend=${t("When your partner says they are ready")} value=${wish.release}
      onChange=${(/** @type {import("./wish.js").Release} */ release) => change({ release })} options=${[
        { value: "ask", label: t("Ask me once more"), hint: t("It opens only after you said yes a second time.") },
        { value: "at-once", label: t("Open it at once"), hint: t("This phone opens it by itself when it is next unlocked.") },
      ]} />`}
    <section class="offer-preview"><h2 class="section-title">${t("Your partner sees this at once")}</h2>
      <p>${t("You have something to tell them.")}</p><${CoverWords} cover=${wish.cover} tier=${content.tier} /></section>
    <section class="offer-preview"><h2 class="section-title">${t("And this once it is open, and nothing more")}</h2>
      <${OfferedWords} offered=${content} level=${3} /></section>
    <ul class="quiet-list note"><li>${noSecondKnock()}</li><li>${withdrawLeavesNothing()}</li><li>${restsAfterwards()}</li></ul>
  </div>`;
}
