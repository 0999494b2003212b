/** Listening: a button, how far one is, and a place to go to. */
import { t } from "../../core/i18n.js";
import { html, useEffect, useRef, useState } from "../view.js";
import { IconButton } from "./button.js";

/**
 * @param {{
 *   label: string, seconds: number, url: string | null, onWanted: () => void, timeWords: (seconds: number) => string, onUnplayable: () => void,
 * }} props url: null until it is there; onWanted: somebody wants to hear it
 */
export function Player({ label, seconds, url, onWanted, timeWords, onUnplayable }) {
  const audio = useRef(/** @type {HTMLAudioElement | null} */ (null));
  const [isPlaying, setPlaying] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const [at, setAt] = useState(0);

  useEffect(() => {
    if (!url || !isWanted) return;
    setWanted(false);
    // A browser that has forgotten the press by now: the next one plays it.
    if (audio.current && at > 0) audio.current.currentTime = at;
    audio.current?.play().catch(() => setPlaying(false));
  }, [url, isWanted]);
  useEffect(() => () => audio.current?.pause(), []);

  const press = () => {
    if (isPlaying) return audio.current?.pause();
    if (url) return void audio.current?.play().catch(onUnplayable);
    setWanted(true);
    onWanted();
  };
  const go = (/** @type {any} */ event) => {
    const to = Number(event.currentTarget.value);
    setAt(to);
    if (audio.current && url) audio.current.currentTime = to;
  };

  return html`<div class="player" role="group" aria-label=${label}>
    <${IconButton} tone="plain" icon=${isPlaying ? "pause" : "play"} label=${isPlaying ? t("Pause") : t("Listen")} onPress=${press} />
    <input class="player__place" type="range" min="0" max=${Math.max(1, seconds)} step="0.1" value=${Math.min(at, Math.max(1, seconds))} aria-label=${t("Where you are in it")}
      aria-valuetext=${t("{at} of {all}", { at: timeWords(at), all: timeWords(seconds) })} onInput=${go} />
    <span class="player__time" aria-hidden="true">${timeWords(isPlaying || at > 0 ? at : seconds)}</span>
    ${url && html`<audio ref=${audio} src=${url} preload="auto" onPlay=${() => setPlaying(true)} onPause=${() => setPlaying(false)} onError=${onUnplayable}
      onTimeUpdate=${(/** @type {any} */ event) => setAt(event.currentTarget.currentTime)} onEnded=${() => setAt(0)}></audio>`}
  </div>`;
}
