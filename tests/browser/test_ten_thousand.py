"""Ten thousand entries: found while one types, and only those in sight drawn. No stopwatch: figures are the bench's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone as ClientPhone
from tests.browser.couple import goes_to
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Account, Phone, PhoneMaker
from tests.support.two_phones import CHEAP

ENTRIES = 10_000
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
# what fits on a screen of 640 pixels with the spare rows above and below is far less
MOST_DRAWN = 40
NEEDLE = "the heron stood in the shallow water"


def months_of_life(url: str) -> Account:
    """Written by the reference client, and sent in pushes of its own size."""
    writer = ClientPhone(url, cost=CHEAP)
    writer.register("ten-thousand", PASSPHRASE)
    for number in range(ENTRIES):
        # a minute apart: within one millisecond any of them may count as the newest
        at = (FIRST + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")
        words = NEEDLE if number == 17 else f"An evening like others, number {number:05}"
        writer.journal.write(happened=words, createdAt=at)
    writer.sync()
    return Account("ten-thousand", PASSPHRASE, format_code(writer.account_code))


def rows(phone: Phone) -> Locator:
    return phone.page.get_by_role("list", name="What you wrote").locator(".card__hit")


def test_all_are_searched_and_few_are_drawn(phone: PhoneMaker, own_server: Server) -> None:
    alice = phone()
    alice.url = own_server.url
    alice.context.set_default_timeout(300_000)
    alice.sign_in(months_of_life(own_server.url))
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="number 09999").wait_for()
    assert 3 < rows(alice).count() < MOST_DRAWN
    alice.page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    alice.page.get_by_role("button", name="number 09999").wait_for(state="detached")
    assert 3 < rows(alice).count() < MOST_DRAWN
    field = alice.page.get_by_label("Search in all you wrote")
    field.press_sequentially("NUMBER 0421")
    alice.page.get_by_text("11 pages found").wait_for()
    field.press("7")
    alice.page.get_by_text("One page found").wait_for()
    alice.page.get_by_role("button", name="number 04217").wait_for()
    field.fill("heron shallow")
    alice.page.get_by_role("button", name=NEEDLE).wait_for()
    assert rows(alice).count() == 1
