"""Languages: chosen at once, also before one is in and without a network. And every text of the main screens is from
the catalogues, with room for longer ones and for those that run from right to left (tests/support/pseudo.py)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import couple
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker, new_phone
from tests.support.eyes.layout import CUT_OFF
from tests.support.pseudo import ACCENTED, MIRRORED, make, pseudo

LOCALES = {ACCENTED: "fr-FR", MIRRORED: "ar-EG"}
# the digits in which each counts
DIGITS = {ACCENTED: "0123456789", MIRRORED: "٠١٢٣٤٥٦٧٨٩"}
SETTINGS = (
    "Names", "Language", "When it locks", "Signed in on", "Change the passphrase", "Passkeys", "Recovery code",
    "Gentle words", "A sign of something new", "About this app", "Save a copy of everything", "Delete my account",
)  # fmt: skip
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth + 1"
# Words of a person, codes, names of languages and libraries, and what Intl says of days are in no catalogue.
OUTSIDE = """() => {
  const skipped = '[lang]:not(html), code, noscript, script, style, svg, .marks, .link-text, .sign-shown__from';
  const names = 'Bridge Language Idioma Sprache Preact htm Signals MIT Apache-2.0 hpke hash-wasm noble-hashes'
    + ' lean-qr jsQR pseudo-fr pseudo-ar';
  const locale = document.documentElement.lang;
  const wordsOf = (text) => text.split(/[\\s\\p{P}\u2068\u2069]+/u);
  const intl = new Set(wordsOf(names));
  const days = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (let at = 0; at < 366; at += 6) {
    for (const style of ['long', 'short']) {
      for (const options of [{ month: style, day: 'numeric' }, { weekday: style, month: style }]) {
        for (const tag of [locale, ...navigator.languages]) {
          const day = Date.UTC(2026, 0, 1 + at, 12);
          const parts = new Intl.DateTimeFormat(tag, options).formatToParts(day);
          parts.flatMap(({ value }) => wordsOf(value)).forEach((word) => intl.add(word));
        }
      }
    }
  }
  for (let day = -6; day <= 6; day += 1) wordsOf(days.format(day, 'day')).forEach((word) => intl.add(word));
  const left = (text) => {
    let rest = text;
    for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/gu, ' ')];
    const words = wordsOf(rest).filter((word) => /\\p{L}{2}/u.test(word) && !intl.has(word));
    return words.join(' ');
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    const isSkipped = !parentElement || parentElement.closest(skipped);
    if (!isSkipped && left(data)) found.push(`${parentElement.className}: ${data}`);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-valuetext']) {
    for (const each of document.querySelectorAll(`[${name}]`)) {
      if (!each.closest(skipped) && left(each.getAttribute(name))) found.push(`${name}: ${each.getAttribute(name)}`);
    }
  }
  return found;
}"""


@pytest.fixture
def server(make_server: Callable[..., Server], tmp_path: Path) -> Server:
    return make_server(TRANSLATIONS=make(tmp_path / "translations"))


class Reader:
    """Somebody who reads the app in a language that nobody speaks, and looks at each screen."""

    def __init__(self, phone: Phone, language: str) -> None:
        self.phone, self.page, self.language = phone, phone.page, language
        self.say: Callable[[str], str] = partial(pseudo, language)
        self.wrong: list[str] = []

    def looks(self, name: str) -> None:
        """At the screen as it stands: texts, cuts, sideways."""
        # what is still being laid out has no width to be measured yet
        self.page.wait_for_timeout(150)
        pictures = os.environ.get("PSEUDO_PICTURES")
        if pictures:
            self.page.screenshot(path=f"{pictures}/{self.language}-{name}.png")
        self.wrong += [f"{name}: not from the catalogues: {each}" for each in self.page.evaluate(OUTSIDE)]
        self.wrong += [f"{name}: cut off: {each}" for each in self.page.evaluate(CUT_OFF)]
        if self.page.evaluate(SIDEWAYS):
            self.wrong.append(f"{name}: runs over the side")

    def press(self, *names: str, role: str = "button") -> None:
        """One after the other, by their English words."""
        for name in names:
            self.page.get_by_role(role, name=self.say(name), exact=True).first.click()  # type: ignore[arg-type]

    def begins_with(self, name: str) -> None:
        """Something whose words go on."""
        self.page.get_by_role("button", name=self.say(name)).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(self.say(label)).first.fill(text)

    def says(self, title: str) -> None:
        self.phone.says(self.say(title))


def begins(reader: Reader) -> None:
    """From the welcome to a place of one's own."""
    reader.phone.open()
    reader.looks("welcome")
    for button in (
        "I have a link",
        "I have an account",
        "Is this right for us?",
        "What this app cannot do",
        "Language",
    ):
        reader.press(button)
        reader.page.get_by_role("button", name=reader.say("Back"), exact=True).wait_for()
        reader.looks(button.split()[-1].strip("?"))
        reader.press("Back")
        reader.says("Yours alone, until you both say yes")
    reader.press("Start on my own")
    reader.looks("create-name")
    reader.fill("Sign-in name", f"pseudo-{reader.language}")
    reader.press("Go on")
    reader.fill("Passphrase", PASSPHRASE)
    reader.looks("create-passphrase")
    reader.press("Make my account")
    reader.says("Your recovery kit")
    reader.looks("kit")
    code = reader.phone.code(reader.say("Your account code")).split("-")
    reader.press("I have it. Go on")
    reader.says("Check your kit")
    reader.looks("kit-check")
    for number, group in enumerate(code, 1):
        label = reader.say("Group {group}").replace("{group}", DIGITS[reader.language][number])
        field = reader.page.get_by_label(label, exact=True)
        if field.count():
            field.fill(group)
    reader.press("Check it")
    reader.says("Today")


def goes_round(reader: Reader) -> None:
    """The four places, writing, and what is behind them."""
    reader.looks("today")
    reader.press("Write")
    reader.looks("write")
    reader.page.get_by_text(reader.say("A whole page"), exact=True).click()
    reader.looks("write-whole")
    reader.page.locator("textarea").first.fill("⟦zebra⟧")
    reader.press("Done")
    for place in ("Mine", "Bridge", "Path"):
        reader.page.get_by_role("navigation").get_by_role("button", name=reader.say(place), exact=True).click()
        reader.says(place)
        reader.looks(place.lower())
    reader.page.get_by_role("navigation").get_by_role("button", name=reader.say("Mine"), exact=True).click()
    for button in ("Check-in", "What holds me back", "What I need"):
        reader.begins_with(button)
        reader.page.get_by_role("button", name=reader.say("Back"), exact=True).wait_for()
        reader.looks(button.split()[-1])
        reader.press("Back")
        reader.says("Mine")
    reader.page.locator(".windowed-list .card__hit").last.click()
    reader.looks("entry")


def sets(reader: Reader) -> None:
    """Everything behind the one icon."""
    reader.page.get_by_role("navigation").get_by_role("button", name=reader.say("Today"), exact=True).click()
    reader.press("Settings and good to know")
    reader.says("Settings")
    reader.looks("settings")
    for row in SETTINGS:
        reader.begins_with(row)
        reader.page.get_by_role("button", name=reader.say("Back"), exact=True).wait_for()
        reader.looks(f"settings-{row.split()[-1]}")
        reader.press("Back")
        reader.says("Settings")


@pytest.mark.parametrize("language", [ACCENTED, MIRRORED])
def test_every_text_of_the_main_screens_is_in_the_catalogues_and_has_room(phone: PhoneMaker, language: str) -> None:
    reader = Reader(phone(locale=LOCALES[language]), language)
    begins(reader)
    expect(reader.page.locator("html")).to_have_attribute("dir", "rtl" if language == MIRRORED else "ltr")
    goes_round(reader)
    sets(reader)
    assert not reader.wrong, "\n".join(reader.wrong)


CANARY = "canary-language nobody else reads this"
KEPT = """async () => {
  const names = await caches.keys();
  const requests = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat();
  const paths = requests.map(({ url }) => url.split('/').slice(5).join('/'));
  return paths.filter((path) => /^(texts|pages)/.test(path)).sort();
}"""


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Server]:
    """The languages as they are."""
    server = Server(tmp_path / "real")
    server.start()
    yield server
    server.stop()


def chooses(phone: Phone, code: str) -> None:
    """On the screen for it, which is drawn anew: the answer has the focus again."""
    answer = phone.page.locator(f'input[type="radio"][value="{code}"]')
    answer.click()
    expect(answer).to_be_focused()
    expect(answer).to_be_checked()


def test_a_language_is_chosen_at_once_stays_without_a_network_and_nothing_typed_is_lost(
    browser: Browser, real: Server
) -> None:
    alice = new_phone(browser, real.url)
    alice.create_account("alice-languages")
    couple.writes(alice, CANARY)
    alice.press("Settings and good to know")
    alice.press("Language")
    alice.says("Language")
    chooses(alice, "de")
    alice.says("Sprache")
    html = alice.page.locator("html")
    expect(html).to_have_attribute("lang", "de")
    alice.until(f"() => ({KEPT})().then((kept) => String(kept) === 'pages/de.json,texts/de.json')")
    # what is asked for tells the language, and no more
    asked = {line.split()[1].split("/s/")[1].split("/", 1)[1] for line in alice.sent if "/texts/" in line}
    assert asked == {"texts/de.json"}
    alice.keeps_app()
    real.stop()
    alice.page.reload()
    alice.says("Gesperrt")
    expect(html).to_have_attribute("lang", "de")
    real.start()
    alice.page.reload()
    alice.says("Gesperrt")
    alice.fill("Kennwort", PASSPHRASE)
    alice.press("Entsperren")
    alice.says("Heute")
    alice.page.get_by_role("navigation").get_by_role("button", name="Meins", exact=True).click()
    alice.page.get_by_text(CANARY).first.wait_for()
    assert CANARY not in alice.storage()
    alice.press("Einstellungen und „Gut zu wissen“")
    alice.press("Sprache")
    chooses(alice, "")
    alice.says("Language")
    assert alice.page.evaluate("() => Object.keys(localStorage).length") == 0
    alice.context.close()


def test_a_phone_in_spanish_is_welcomed_in_spanish_and_a_guest_finds_another_language(
    browser: Browser, real: Server
) -> None:
    alice = new_phone(browser, real.url, locale="es-MX")
    alice.open()
    alice.page.get_by_role("button", name="Idioma", exact=True).click()
    expect(alice.page.locator("html")).to_have_attribute("lang", "es")
    chooses(alice, "en")
    alice.says("Language")
    expect(alice.page.locator("html")).to_have_attribute("lang", "en")
    alice.press("Back")
    alice.says("Yours alone")
    alice.context.close()
