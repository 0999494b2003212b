/** The way of one entry over the bridge. */
import { t } from "../../../core/i18n.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";

/** @param {{ entry: import("../../../domain/entries.js").Entry }} props the way over the bridge, or why there is none now; none at all for a safety note */
export function Offering({ entry: { id, fields } }) {
  const { bridge, pairing } = useApp();
  const router = useRouter();
  const outgoing = useObservable(bridge.outgoing);
  const { kind } = useObservable(pairing.state);
  if (fields.kind === "rulers") return null;
  if (fields.kind === "safety") return html`<p class="note">${t("This is a safety note. It stays with you and cannot be offered.")}</p>`;
  const underWay = outgoing.find(({ entryId }) => entryId === id);
  if (underWay) return html`<${Card} icon="bridge" title=${t("This page is on the bridge")} tone="accent" meta=${underWay.says}
    onPress=${() => router.go("outgoing", { id: underWay.id })} />`;
  if (kind !== "paired") return null;
  const { ok, why } = bridge.canOffer(id);
  return html`
    <${Button} icon="bridge" wide disabled=${!ok} onPress=${() => router.go("offer", { entry: id })}>${t("Offer this over the bridge")}<//>
    ${!ok && html`<p class="note">${why}</p>`}`;
}
