/** A moment that was agreed on, for the phone's own calendar: neutral words, an hour long, the same entry on both phones. */
import { t } from '../../core/i18n.js';
import { calendarFile } from '../calendar-file.js';

const HOUR_MS = 60 * 60_000;

/** @param {{ id: string, picked: number, place: string }} moment @param {number} nowMs @returns {string} the whole file */
export const momentCalendar = ({ id, picked, place }, nowMs) => calendarFile({ uid: id, title: t('Time for us'), place, when: { fromMs: picked, untilMs: picked + HOUR_MS } }, nowMs);
