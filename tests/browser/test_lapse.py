"""Fourteen days pass over an offer: it is gone from both phones, nothing is said to either, and the entry rests."""

from __future__ import annotations

import pytest

from couplebridge import clock
from couplebridge.services.sweep import sweep
from tests.browser.couple import goes_to, linked, looks_at_offer, offers, opens_page, writes
from tests.browser.hours import AHEAD, DAY_MS
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker

SECRET = "I wait for you to ask how my day was"
DAYS = 14
NOTHING = "Nothing is on the bridge"
ALWAYS_SAID = "One tap holds back your own offers for a day."
NEVER_SAID = ("lapse", "expired", "ended", "over", "answer", "declined", "not now", "in time", "days")


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    alice, bob = phone(), phone()
    for each in (alice, bob):
        each.page.add_init_script(AHEAD)
    return linked(alice, bob)


def two_weeks_pass(monkeypatch: pytest.MonkeyPatch, server: Server, phones: tuple[Phone, Phone]) -> None:
    """For the server, which sweeps as it does every hour, and for both phones, which lay in a drawer."""
    ahead_ms, now_ms = DAYS * DAY_MS + 60_000, clock.now_ms
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms() + ahead_ms)
    with server.app.app_context():
        sweep()
    for each in phones:
        each.page.evaluate("(aheadMs) => sessionStorage.setItem('aheadMs', aheadMs)", ahead_ms)
        each.page.reload()
        each.says("Locked")
        each.unlock()


def test_nothing_is_said_to_either_and_the_entry_rests(
    couple: tuple[Phone, Phone], own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET)
    looks_at_offer(bob)
    bob.press("Not now")
    bob.page.get_by_text("You said not now").wait_for()
    two_weeks_pass(monkeypatch, own_server, couple)
    for each in couple:
        each.page.get_by_role("button", name="How are you two today?").or_(
            each.page.get_by_role("button", name="Write down what weighs on you.")
        ).wait_for()
        goes_to(each, "Bridge")
        each.page.get_by_role("heading", name=NOTHING).wait_for()
        said = each.page.locator("main").inner_text().lower()
        assert [word for word in NEVER_SAID if word in said] == []
        goes_to(each, "Today")
        said = each.page.locator("main").inner_text().replace(ALWAYS_SAID, "").lower()
        assert [word for word in ("bridge", "offer", "partner has", *NEVER_SAID) if word in said] == []
    opens_page(alice, SECRET)
    alice.page.get_by_text("rests for 14 days").wait_for()
    assert alice.page.get_by_role("button", name="Offer this over the bridge").is_disabled()


@pytest.fixture
def server(own_server: Server) -> Server:
    """Its clock is moved: nobody else lives on it."""
    return own_server
