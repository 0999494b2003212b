"""Unlocking a phone with years on it: with the passphrase, with a passkey, and where it stays unlocked."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from playwright.sync_api import CDPSession, Page

from scripts.bench.filling import ENTRIES
from scripts.bench.slow_phone import PASSPHRASE, SEARCH, TO_PAGES, UNLOCK, Press, Timed, is_slowed, presses

ROUNDS = 5
TOUCH: Press = ("Unlock with my passkey", "h1", "Today")
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "hasPrf": True, "automaticPresenceSimulation": True,
}  # fmt: skip
# where nothing is pressed: from the beginning of the page to its first screen
FIRST_SCREEN = """
new MutationObserver((_, observer) => {
  if (![...document.querySelectorAll('h1')].some((title) => title.textContent === 'Today')) return;
  observer.disconnect();
  requestAnimationFrame(() => { __seen.today = performance.now(); });
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


def times(page: Page, devtools: CDPSession) -> Iterator[Timed]:
    """Each the middle of a few; the page is unlocked at the end, and slowed."""
    rounds = [_by_passphrase(page, devtools) for _ in range(ROUNDS)]
    first, pages, searchable, longest = (statistics.median(each) for each in zip(*rounds, strict=True))
    yield ("unlock with a passphrase, to the first screen", first, None)
    yield ("unlock with a passphrase, to the first screenful of Mine", pages, 1_600)
    yield (f"{ENTRIES:,} entries all searchable, after that", searchable, 1_500)
    yield ("longest task meanwhile", longest, 50)
    yield ("stays unlocked: from a reload to the first screen", _where_it_stays_unlocked(page, devtools), 400)
    yield ("unlock with a passkey, to the first screen", _by_touch(page, devtools), 400)


def _by_passphrase(page: Page, devtools: CDPSession) -> tuple[float, float, float, float]:
    """Milliseconds to the first screen, to the first pages, from there until all can be searched; the longest task."""
    is_slowed(devtools, by=1)
    page.reload()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    is_slowed(devtools)
    page.evaluate("() => { __seen.longest = 0; }")
    first, pages = presses(page, UNLOCK, TO_PAGES)
    began_ms = page.evaluate("() => performance.now()")
    page.get_by_label(SEARCH).fill("number 00000")
    page.get_by_text("One page found").wait_for()
    searchable = float(page.evaluate("() => performance.now()") - began_ms)
    return first, pages, searchable, float(page.evaluate("() => __seen.longest"))


def _where_it_stays_unlocked(page: Page, devtools: CDPSession) -> float:
    """It is, for an hour; afterwards it is not any more."""
    is_slowed(devtools, by=1)
    _goes_to_setting(page, "When it locks")
    page.get_by_text("One hour without use").click()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    _press(page, "Turn it on")
    page.get_by_text("This phone stays unlocked for 1 hour").wait_for()
    page.add_init_script(FIRST_SCREEN)
    is_slowed(devtools)
    found = []
    for _ in range(ROUNDS):
        page.reload()
        page.wait_for_function("() => __seen.today > 0")
        found.append(float(page.evaluate("() => __seen.today")))
    is_slowed(devtools, by=1)
    _press(page, "Lock")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    presses(page, UNLOCK)
    return statistics.median(found)


def _by_touch(page: Page, devtools: CDPSession) -> float:
    """A finger that is there at once: what a person takes for the touch is not in it."""
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    _goes_to_setting(page, "Passkeys")
    page.get_by_label("What to call it", exact=True).fill("bench")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    _press(page, "Make a passkey")
    for step in (1, 2, 3):
        page.get_by_text(f"Step {step} of 3").wait_for()
        _press(page, "Ask my phone")
    page.get_by_text("On this phone, since").wait_for()
    found = []
    for _ in range(ROUNDS):
        is_slowed(devtools, by=1)
        page.reload()
        page.get_by_role("button", name=TOUCH[0], exact=True).wait_for()
        is_slowed(devtools)
        found += presses(page, TOUCH)
    return statistics.median(found)


def _goes_to_setting(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Today").click()
    _press(page, "Settings and good to know")
    _press(page, name)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
