/** Asked once for each offer, and gone at one tap: to write for seven minutes before it is sent. */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";

/** @param {{ topic: string | null, onSettled: () => void }} props */
export function SevenMinutesFirst({ topic, onSettled }) {
  const router = useRouter();
  const write = () => {
    onSettled();
    router.go("seven-minutes", { topic });
  };
  const actions = html`<${Button} onPress=${write}>${t("Write it")}<//><${Button} kind="quiet" onPress=${onSettled}>${t("Skip")}<//>`;
  return html`<${Card} tone="soft" title=${t("Seven minutes first?")} actions=${actions}>
    <p>${t("A page for you alone: what happened, as a kind, neutral third person would see it.")}</p><//>`;
}
