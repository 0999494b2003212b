/** Speaking: how long, how loud, and two ways to end it. Every way out of the screen keeps what was spoken. */
import { t } from "../../../core/i18n.js";
import { wordsFor } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { useApp, useBeforeLock, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useEffect, useRef, useState } from "../../view.js";
import { Problem } from "../parts/problem.js";
import { clockTime } from "./words.js";

/** @typedef {ReturnType<import("../../../domain/attachments/recordings.js").Recordings["begin"]>} Spoken */
/** @typedef {{ running: import("../../../recorder.js").Running, spoken: Spoken, begunMs: number }} Going */

export const MOST_SECONDS = 600;
const LOOK_MS = 200;

/** @param {{ entry: string | null, ensure: () => Promise<string>, onEnd: () => void }} props */
export function Recording({ entry, ensure, onEnd }) {
  const { state, seconds, level, problem, keep, discard } = useRecording({ entry, ensure, onEnd });
  const mayGoDark = useObservable(useApp().media.awake.isRefused);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  // What ends it must not stand below the edge of a small screen.
  useEffect(() => place.current?.scrollIntoView({ block: "center" }), []);
  if (state === "failed") return html`<div class="stack"><${Problem} text=${problem} /><div><${Button} kind="quiet" onPress=${onEnd}>${t("Close")}<//></div></div>`;
  return html`<div class="recording" ref=${place} role="group" aria-label=${t("Voice note")}>
    <p class="recording__state" role="status">${stateWords(state)}</p>
    <p class="recording__time"><span aria-hidden="true">${clockTime(seconds)}</span><span class="visually-hidden">${t("{time} of {most} at most", { time: clockTime(seconds), most: clockTime(MOST_SECONDS) })}</span></p>
    ${mayGoDark && html`<p class="note" role="status">${t("Please keep the screen on while you speak: if it goes dark, the voice note ends there. What you said is kept.")}</p>`}
    <meter class="recording__level" min="0" max="1" value=${level} aria-label=${t("How loud it is")}></meter>
    <${ButtonRow}>
      <${Button} kind="primary" icon="check" disabled=${state === "asking"} busy=${state === "keeping"} onPress=${() => void keep()}>${t("Stop and keep it")}<//>
      <${Button} kind="quiet" disabled=${state === "keeping"} onPress=${() => void discard()}>${t("Throw it away")}<//>
    <//>
  </div>`;
}

/** @param {string} state */
function stateWords(state) {
  if (state === "asking") return t("Your phone asks for the microphone.");
  return state === "keeping" ? t("Keeping it") : t("Recording. Speak now.");
}

/** @param {{ entry: string | null, ensure: () => Promise<string>, onEnd: () => void }} props */
function useRecording({ entry, ensure, onEnd }) {
  const { media: { recorder, recordings, attachments, awake }, lockTimer } = useApp();
  const { toasts } = useShell();
  const [state, setState] = useState(/** @type {"asking" | "recording" | "keeping" | "failed"} */ ("asking"));
  const [seconds, setSeconds] = useState(0);
  const [level, setLevel] = useState(0);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const going = useRef(/** @type {Going | null} */ (null));
  const isLeft = useRef(false);

  /** @param {unknown} cause */
  const fail = (cause) => {
    const words = wordsFor(cause);
    awake.release();
    if (isLeft.current) return toasts.show({ text: words });
    setProblem(words);
    setState("failed");
  };

  async function begin() {
    /** @type {Spoken | null} */
    let spoken = null;
    try {
      const running = await recorder.start({
        onStart: (media) => void (spoken = recordings.begin({ media, entry })),
        onPiece: (bytes) => spoken?.piece(bytes),
        onCut: () => void keep(),
      });
      going.current = { running, spoken: /** @type {Spoken} */ (/** @type {unknown} */ (spoken)), begunMs: performance.now() };
      if (isLeft.current) return void discard();
      setState("recording");
    } catch (cause) {
      fail(cause);
    }
  }

  /** @returns {Promise<{ spoken: Spoken, seconds: number } | null>} null: it has ended already */
  async function stop() {
    const now = going.current;
    going.current = null;
    awake.release();
    if (!now) return null;
    if (!isLeft.current) setState("keeping");
    const spokenFor = (performance.now() - now.begunMs) / 1_000;
    await now.running.stop();
    return { spoken: now.spoken, seconds: Math.min(MOST_SECONDS, Math.max(1, Math.round(spokenFor))) };
  }

  async function keep() {
    try {
      const ended = await stop();
      if (!ended) return;
      ended.spoken.on(await ensure());
      await ended.spoken.keep(ended.seconds);
      if (!isLeft.current) onEnd();
    } catch (cause) {
      fail(cause);
    }
  }

  /** On a page that is there it can come back; without one there is nothing it could come back to. */
  async function discard() {
    try {
      const ended = await stop();
      if (!ended) return onEnd();
      if (!entry) await ended.spoken.drop();
      else await keepAside(ended);
      if (!isLeft.current) onEnd();
    } catch (cause) {
      fail(cause);
    }
  }

  /** @param {{ spoken: Spoken, seconds: number }} ended */
  async function keepAside({ spoken, seconds: length }) {
    const id = await spoken.keep(length);
    if (!id) return;
    await attachments.remove(id);
    toasts.show({ text: t("The voice note is off this page."), onUndo: () => void attachments.putBack(id) });
  }

  useEffect(() => {
    // Still in the press, which some browsers want to see.
    awake.hold();
    void begin();
    const looking = setInterval(() => {
      if (!going.current) return;
      const now = (performance.now() - going.current.begunMs) / 1_000;
      lockTimer.activity(); // whoever speaks is here
      setSeconds(now);
      setLevel(going.current.running.level());
      if (now >= MOST_SECONDS) void keep();
    }, LOOK_MS);
    return () => {
      isLeft.current = true;
      clearInterval(looking);
      void keep();
    };
  }, []);
  useBeforeLock(keep);

  return { state, seconds, level, problem, keep, discard };
}
