/** One reason: whether it is true for me, my own words, what to read, a small step, and the way over the bridge. */
import { t } from "../../../core/i18n.js";
import { pageFor, reasonOf } from "../../../domain/reasons.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Menu } from "../../components/menu.js";
import { Switch } from "../../components/switch.js";
import { TextArea } from "../../components/field.js";
import { Missing } from "../parts/missing.js";
import { Offering } from "../parts/offering.js";
import { Problem } from "../parts/problem.js";
import { ReadAbout } from "../parts/read-about.js";
import { useBin } from "../parts/use-bin.js";
import { SavedLine } from "../write/saved-line.js";
import { useWriting } from "../write/use-writing.js";
import { SmallStep } from "./small-step.js";
import { useMarking } from "./use-marking.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */

/** @param {{ params: { reason?: string, id?: string } }} props reason: a common one, marked or not; id: of the entry of one that is marked */
export function ReasonScreen({ params }) {
  const { reasons, journal, vault } = useApp();
  useObservable(vault.version);
  const marking = useMarking();
  const entry = params.id ? journal.entry(params.id) : reasons.marked(params.reason ?? "");
  const common = reasonOf(params.reason ?? entry?.fields.reason);
  if (!common && (!entry || entry.fields.binnedAt)) return html`<${Missing} title=${t("Reason")} />`;
  const isMarked = entry !== null && !entry.fields.binnedAt;
  return html`<${Screen} title=${t("Reason")} actions=${isMarked && html`<${More} id=${entry.id} />`}>
    <div class="stack stack--loose">
      ${common && html`<h2>${common.label}</h2>
        <${Switch} label=${t("This is true for me")} hint=${t("Only you see this.")} checked=${isMarked} onChange=${(/** @type {boolean} */ isTrue) => void marking.mark(common.id, isTrue)} />`}
      <${Problem} text=${marking.problem} />
      <${ReadAbout} page=${pageFor(common?.id)} />
      ${common && html`<${SmallStep} title=${common.step} />`}
      ${isMarked && html`<${OwnWords} key=${entry.id} id=${entry.id} /><${Offering} entry=${entry} />`}
    </div>
  <//>`;
}

/** @param {{ id: string }} props */
function OwnWords({ id }) {
  const writing = useWriting(id);
  /** @param {string} name */
  const text = (name) => ({ value: writing.fields[name], onInput: (/** @type {string} */ value) => writing.change({ [name]: value }) });
  return html`<section class="stack">
    <${TextArea} label=${t("In my own words")} rows=${3} ...${text("happened")} />
    <${TextArea} label=${t("What would make it easier")} hint=${t("Something that you, your partner or a therapist could do.")} optional rows=${2} ...${text("longing")} />
    <${Problem} text=${writing.textProblem} />
    <${SavedLine} state=${writing.state} problem=${writing.saveProblem} onRetry=${() => void writing.retry()} />
  </section>`;
}

/** @param {{ id: string }} props */
function More({ id }) {
  const router = useRouter();
  const { toBin } = useBin(id);
  return html`<${Menu} label=${t("More")} items=${[
    { label: t("Earlier versions"), icon: "history", onPress: () => router.go("history", { id }) },
    { label: t("Put in the bin"), icon: "bin", onPress: () => void toBin() },
  ]} />`;
}
