/** How an entry is named in a list: by its first words, or by what was chosen where nothing was written. */
import { currentLocale, formatList, formatRelativeDay, t } from "../../../core/i18n.js";
import { feelingLabel } from "../../../domain/feelings.js";
import { partNames } from "../../../domain/part-names.js";
import { topicLabel } from "../../../domain/topics.js";
import { harmless } from "./person-words.js";

/** @typedef {Record<string, any>} Fields */

const TITLE_CHARACTERS = 160;

/**
 * @param {Fields} fields
 * @param {string[]} [attached] what hangs on it, in words
 * @returns {{ text: string, own: boolean }} own: the person's words, not ours
 */
export function entryTitle(fields, attached = []) {
  const written = Object.keys(partNames(fields.kind)).map((name) => String(fields[name] ?? "").trim()).find((text) => text !== "");
  if (written) return { text: firstLine(written), own: true };
  const chosen = formatList([...feelingWords(fields), topicLabel(fields.topic) ?? ""].filter(Boolean));
  return { text: chosen ? chosen[0].toLocaleUpperCase(currentLocale()) + chosen.slice(1) : attached[0] ?? t("A page without words yet"), own: false };
}

/** @param {Fields} fields @returns {string[]} of the feelings that this version knows */
export function feelingWords(fields) {
  return (fields.feelings ?? []).map(feelingLabel).filter(Boolean);
}

/** @param {Fields} fields @param {number} nowMs @returns {string} the day it is about, in words */
export function entryDay(fields, nowMs) {
  return formatRelativeDay(Date.parse(fields.createdAt), nowMs);
}

/** @param {string} text */
function firstLine(text) {
  const line = harmless(text).split("\n", 1)[0];
  const characters = [...line];
  return characters.length > TITLE_CHARACTERS ? `${characters.slice(0, TITLE_CHARACTERS).join("")}…` : line;
}

/** @param {Fields} fields @returns {string | null} the name of its own place, for what does not stand among the pages */
export function placeWords({ kind }) {
  if (kind === "reason") return t("What holds me back");
  if (kind === "need") return t("What I need");
  return kind === "rulers" ? t("Two rulers") : null;
}

/** @param {import("../../../domain/entries.js").Entry} entry @returns {[screen: string, params: Record<string, any>]} where it is read */
export function screenOf({ id, fields }) {
  return fields.kind === "rulers" ? ["rulers", {}] : ["entry", { id }];
}
