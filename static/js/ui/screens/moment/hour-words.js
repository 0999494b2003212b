/** An hour in words, with its zone always beside it; where it was proposed in another one, that hour as well. */
import { formatDate, t } from "../../../core/i18n.js";
import { localIn, zoneHere } from "../../../domain/moment/zones.js";
import { html } from "../../view.js";
import { harmless } from "../parts/person-words.js";

const HOUR = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZoneName: "short" });

/** @param {number} atMs @returns {string} */
export const hourWords = (atMs) => formatDate(atMs, HOUR);

/** @param {string} zone IANA @returns {string} such as "New York" */
export const zoneWords = (zone) => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");

/** @param {number} atMs @param {string | null} zone of whoever proposed it @returns {string | null} null: it is the same hour here */
export function thereWords(atMs, zone) {
  if (zone === null || localIn(atMs, zone) === localIn(atMs, zoneHere())) return null;
  return t("{hour} in {zone}", { hour: formatDate(atMs, { ...HOUR, timeZoneName: undefined, timeZone: zone }), zone: zoneWords(zone) });
}

/** @param {{ atMs: number, zone: string | null, place: string }} props */
export function HourAndPlace({ atMs, zone, place }) {
  const there = thereWords(atMs, zone);
  return html`<div class="moment-hour">
    <p class="moment-hour__when">${hourWords(atMs)}</p>
    ${there && html`<p class="note">${there}</p>`}
    <${Place} place=${place} />
  </div>`;
}

/** @param {{ place: string }} props in its writer's own words */
export function Place({ place }) {
  if (place.trim() === "") return null;
  return html`<p class="own-text own-text--normal" dir="auto">${harmless(place)}</p>`;
}
