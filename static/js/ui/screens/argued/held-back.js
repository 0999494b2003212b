/** What would go out now and is held back, because we just argued: said where it would have been sent. */
import { t } from "../../../core/i18n.js";
import { untilWords } from "../../../domain/argued.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Banner } from "../../components/banner.js";

/** @param {string} purpose of the draft in which it is typed */
export function useHeld(purpose) {
  const { argued } = useApp();
  const { router, announce } = useShell();
  useObservable(argued.version);
  const { isBusy, run } = useAttempt();
  return {
    untilMs: argued.untilMs(),
    isBusy,
    async keep() {
      if (!(await run(() => argued.hold(purpose)))) return;
      announce(t("It is kept. Nothing was sent."));
      router.back("bridge");
    },
  };
}

/** @param {{ untilMs: number }} props */
export function HeldBack({ untilMs }) {
  const { argued } = useApp();
  return html`<${Banner} icon="pause" action=${{ label: t("End it now"), onPress: () => void argued.end() }}>
    ${t("You said that you just argued. What you offer is held until {day}, and stays as you leave it. Only you see this.", { day: untilWords(untilMs) })}<//>`;
}
