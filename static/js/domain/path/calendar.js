/** A step with a day, for the phone's own calendar: one whole day, no alarm, no place, no person. */
import { calendarFile } from '../calendar-file.js';

/**
 * @param {{ id: string, title: string, dueOn: string, nowMs: number }} step id base64url; dueOn 'YYYY-MM-DD'
 * @returns {string} the whole file
 */
export const stepCalendar = ({ id, title, dueOn, nowMs }) => calendarFile({ uid: id, title, when: { day: dueOn } }, nowMs);
