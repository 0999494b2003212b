/** Listening: a button, how far one is, and a place to go to. Silent as soon as the page is put away; then each press begins anew. */
import { t } from "../../core/i18n.js";
import { html, useCallback, useEffect, useRef, useState } from "../view.js";
import { IconButton } from "./button.js";
import { silence, whileInSight } from "./in-sight.js";

/**
 * @param {{
 *   label: string, seconds: number, url: string | null, onWanted: () => void, timeWords: (seconds: number) => string, onUnplayable: () => void,
 * }} props url: null until it is there; onWanted: somebody wants to hear it
 */
export function Player({ label, seconds, url, onWanted, timeWords, onUnplayable }) {
  const audio = useRef(/** @type {HTMLAudioElement | null} */ (null));
  // A lock or another screen takes the element away, and with it what the lock screen of the phone could start.
  const hold = useCallback((/** @type {HTMLAudioElement | null} */ element) => {
    if (audio.current && audio.current !== element) silence(audio.current);
    audio.current = element;
  }, []);
  const [isPlaying, setPlaying] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const [at, setAt] = useState(0);
  const isInSight = useInSight(audio, () => {
    setPlaying(false);
    // What arrives behind the cover waits for another press.
    setWanted(false);
  });

  useEffect(() => {
    if (audio.current && at > 0) audio.current.currentTime = at;
  }, [url, isInSight]);
  useEffect(() => {
    if (!url || !isWanted) return;
    setWanted(false);
    // A browser that has forgotten the press by now: the next one plays it.
    audio.current?.play().catch(() => setPlaying(false));
  }, [url, isWanted]);

  const press = () => {
    if (isPlaying) return audio.current?.pause();
    // Put away while it begins: nothing is wrong with it.
    if (url) return void audio.current?.play().catch((problem) => problem.name !== "AbortError" && onUnplayable());
    setWanted(true);
    onWanted();
  };
  const go = (/** @type {any} */ event) => {
    const to = Number(event.currentTarget.value);
    setAt(to);
    if (audio.current && url) audio.current.currentTime = to;
  };
  // One whose source went says zero on its way out.
  const goesOn = (/** @type {any} */ { currentTarget }) => currentTarget.hasAttribute("src") && setAt(currentTarget.currentTime);

  return html`<div class="player" role="group" aria-label=${label}>
    <${IconButton} tone="plain" icon=${isPlaying ? "pause" : "play"} label=${isPlaying ? t("Pause") : t("Listen")} onPress=${press} />
    <input class="player__place" type="range" min="0" max=${Math.max(1, seconds)} step="0.1" value=${Math.min(at, Math.max(1, seconds))} aria-label=${t("Where you are in it")}
      aria-valuetext=${t("{at} of {all}", { at: timeWords(at), all: timeWords(seconds) })} onInput=${go} />
    <span class="player__time" aria-hidden="true">${timeWords(isPlaying || at > 0 ? at : seconds)}</span>
    ${url && isInSight !== null && html`<audio key=${isInSight} ref=${hold} src=${url} preload="auto" onPlay=${() => setPlaying(true)} onPause=${() => setPlaying(false)} onError=${onUnplayable}
      onTimeUpdate=${goesOn} onEnded=${() => setAt(0)}></audio>`}
  </div>`;
}

/**
 * @param {{ current: HTMLAudioElement | null }} audio
 * @param {() => void} onAway
 * @returns {number | null} another number each time the page is shown again, null while it is not
 */
function useInSight(audio, onAway) {
  const [showing, setShowing] = useState(/** @type {{ is: boolean, turn: number }} */ ({ is: true, turn: 0 }));
  useEffect(() => whileInSight({ document, window }, {
    onAway() {
      // Not by the drawing that follows: a page that is put away may draw nothing more.
      if (audio.current) silence(audio.current);
      setShowing(({ turn }) => ({ is: false, turn: turn + 1 }));
      onAway();
    },
    onBack: () => setShowing(({ turn }) => ({ is: true, turn })),
  }), []);
  return showing.is ? showing.turn : null;
}
