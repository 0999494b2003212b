import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import {
  currentLocale, formatDateTime, formatList, formatNumber, formatRelativeDay, formatTime, isolate, setCatalogue, t, tn,
} from "../../../static/js/core/i18n.js";

afterEach(() => setCatalogue({}, "en"));

test("an unknown text is its own translation", () => {
  assert.equal(t("Write something"), "Write something");
});

test("a known text is translated and its places are filled", () => {
  setCatalogue({ "Step {a} of {b}": "Schritt {a} von {b}" }, "de");
  assert.equal(t("Step {a} of {b}", { a: 1000, b: "zwei" }), "Schritt 1.000 von zwei");
  assert.equal(currentLocale(), "de");
});

test("a name is fenced off and cannot bring direction controls of its own", () => {
  assert.equal(t("Hello {name}", { name: "\u202eevil\u2069" }), "Hello \u2068evil\u2069");
  assert.equal(isolate("Noor"), "\u2068Noor\u2069");
});

test("a place without a value stays visible", () => {
  assert.equal(t("Hello {who}"), "Hello {who}");
});

test("plurals follow English without a catalogue", () => {
  assert.equal(tn("{n} day", "{n} days", 1), "1 day");
  assert.equal(tn("{n} day", "{n} days", 1200), "1,200 days");
});

test("plurals follow the rules of the language in use", () => {
  setCatalogue({ "{n} day": { one: "{n} dzień", few: "{n} dni", other: "{n} dnia" } }, "pl");
  assert.equal(tn("{n} day", "{n} days", 3), "3 dni");
  assert.equal(tn("{n} day", "{n} days", 1.5), "1,5 dnia");
  setCatalogue({ "{n} day": { few: "{n} dni" } }, "pl");
  assert.equal(tn("{n} day", "{n} days", 1.5), "1,5 days");
});

test("near days have words and far days have dates", () => {
  const now = new Date(2026, 10, 23, 9).getTime();
  assert.equal(formatRelativeDay(new Date(2026, 10, 22, 23).getTime(), now), "yesterday");
  assert.equal(formatRelativeDay(new Date(2026, 10, 23, 1).getTime(), now), "today");
  assert.equal(formatRelativeDay(new Date(2026, 9, 1).getTime(), now), "Oct 1, 2026");
});

test("numbers and times are written as the language writes them", () => {
  setCatalogue({}, "de");
  const at = new Date(2026, 4, 3, 18, 30).getTime();
  assert.equal(formatNumber(0.5), "0,5");
  assert.equal(formatTime(at), "18:30");
  assert.equal(formatDateTime(at), "03.05.2026, 18:30");
});

test("a list has the commas of its language", () => {
  assert.equal(formatList(["hurt", "sad", "tired"]), "hurt, sad, tired");
  setCatalogue({}, "ar");
  assert.equal(formatList(["a", "b"]).includes(","), false);
});
