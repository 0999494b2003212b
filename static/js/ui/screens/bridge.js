/** The bridge: what is under way, in both directions, and how the two are linked. */
import { t } from "../../core/i18n.js";
import { useApp } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Skeleton } from "../components/skeleton.js";
import { Alone, Ended, Invited, Joining, Stopped } from "./bridge/unlinked.js";
import { Linked } from "./bridge/linked.js";
import { Problem } from "./parts/problem.js";

/** What stands here for each state of the pairing. @type {Record<import("../../domain/pairing.js").PairingState["kind"], any>} */
const PARTS = { alone: Alone, invited: Invited, joining: Joining, paired: Linked, ended: Ended, stopped: Stopped };

export function BridgeScreen() {
  const { pairing, bridge, vault } = useApp();
  const ready = useObservable(vault.ready);
  const state = useObservable(pairing.state);
  const problem = useObservable(bridge.problem);
  const pairingProblem = useObservable(pairing.problem);
  const Part = PARTS[state.kind];
  return html`<${Screen} place="bridge" title=${t("Bridge")}>
    <div class="crossing">
      <${Problem} text=${problem ?? pairingProblem} />
      ${ready ? html`<${Part} state=${state} />` : html`<${Skeleton} kind="card" count=${2} />`}
    </div>
  <//>`;
}
