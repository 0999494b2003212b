/** The language of the app on this phone, changed at once. Also before one is in: whoever cannot read the screen finds their own name for it. */
import { t } from "../../../core/i18n.js";
import { nameOfLanguage } from "../../../core/languages.js";
import { useAttempt } from "../../attempt.js";
import { FieldError } from "../../components/field.js";
import { RadioList } from "../../components/radio-list.js";
import { PlainScreen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useEffect, useRef, useState } from "../../view.js";

/** Drawn anew in another language, the focus goes back to the answer that was just given. */
let isJustChosen = false;

export function LanguageScreen() {
  const { app, whenReady } = useShell();
  const [isThere, setThere] = useState(Boolean(app));
  useEffect(() => void whenReady.then(() => setThere(true)), []);
  return html`<${PlainScreen} title=${t("Language")}>
    ${isThere ? html`<${Choice} />` : html`<p class="note" role="status">${t("One moment")}</p>`}
  <//>`;
}

function Choice() {
  const { language } = useShell().app;
  const choice = useObservable(language.choice);
  // What was pressed is marked at once; its words may take a moment.
  const [pressed, setPressed] = useState(/** @type {string | null} */ (null));
  const form = useRef(/** @type {HTMLElement | null} */ (null));
  const { run, problem } = useAttempt(async (/** @type {string} */ code) => {
    isJustChosen = true;
    setPressed(code);
    await language.choose(code).catch((cause) => {
      isJustChosen = false;
      setPressed(null);
      throw cause;
    });
  });
  useEffect(() => {
    if (isJustChosen) /** @type {HTMLElement | null | undefined} */ (form.current?.querySelector("input:checked"))?.focus({ preventScroll: true });
    isJustChosen = false;
  }, []);
  return html`<div class="stack" ref=${form}>
    <${RadioList} legend=${t("Language")} hideLegend value=${pressed ?? choice} onChange=${(/** @type {string} */ code) => void run(code)} options=${[
      { value: "", label: t("As the phone") },
      ...language.offered.map((code) => ({ value: code, label: html`<span lang=${code} dir="auto">${nameOfLanguage(code)}</span>` })),
    ]} />
    <${FieldError} text=${problem} />
    <p class="note">${t("It is kept on this phone only. What you wrote stays as you wrote it.")}</p>
  </div>`;
}
