/** Reading a code with the camera, in place: asked for by a press, gone as soon as it is read, left or covered. */
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useShell } from "../shell.js";
import { html, useEffect, useRef, useState } from "../view.js";
import { Button, ButtonRow } from "./button.js";
import { FieldError } from "./field.js";

/**
 * @param {object} props
 * @param {(text: string) => boolean} props.accept whether a code is the kind that is meant
 * @param {(text: string) => void} props.onRead
 */
export function CodeScanner({ accept, onRead }) {
  const [isLooking, setLooking] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));
  /** @param {string} [words] */
  const end = (words) => {
    setLooking(false);
    setProblem(words);
  };
  if (isLooking) return html`<${Viewfinder} accept=${accept} onRead=${(/** @type {string} */ text) => (end(), onRead(text))} onEnd=${end} />`;
  return html`<div class="stack">
    <${ButtonRow}><${Button} icon="camera" onPress=${() => (setProblem(undefined), setLooking(true))}>${t("Scan with the camera")}<//><//>
    <${FieldError} text=${problem} />
  </div>`;
}

/** @param {{ accept: (text: string) => boolean, onRead: (text: string) => void, onEnd: (problem?: string) => void }} props */
function Viewfinder({ accept, onRead, onEnd }) {
  const { whenReady } = useShell();
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [isOther, setOther] = useState(false);
  const { run, problem } = useAttempt(async (/** @type {AbortSignal} */ signal) => {
    const { scanner } = await whenReady;
    const look = (/** @type {string} */ text) => {
      const isMeant = accept(text);
      setOther(!isMeant);
      return isMeant;
    };
    const text = await scanner.scan(/** @type {HTMLVideoElement} */ (video.current), { accept: look, signal });
    if (text !== null) onRead(text);
  });
  useEffect(() => {
    const leaving = new AbortController();
    // Covered, the camera sees nothing that the person looks at any more.
    const away = () => void (document.visibilityState === "hidden" && onEnd());
    document.addEventListener("visibilitychange", away, { signal: leaving.signal });
    void run(leaving.signal);
    return () => leaving.abort();
  }, []);
  useEffect(() => void (problem && onEnd(problem)), [problem]);
  return html`<div class="scanner">
    <div class="scanner__view"><video ref=${video} class="scanner__video" muted playsinline aria-label=${t("What the camera sees")}></video><div class="scanner__frame"></div></div>
    <p class="scanner__words" role="status">${isOther ? t("This code is not from this app. Look for the one on the other phone.") : t("Hold the code into the frame.")}</p>
    <${ButtonRow}><${Button} onPress=${() => onEnd()}>${t("Stop the camera")}<//><//>
  </div>`;
}
