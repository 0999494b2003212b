"""Together: both open theirs at the same moment, or neither does; before, nothing of the one shows on the other."""

from __future__ import annotations

import pytest

from tests.browser.couple import goes_to, linked, locks_in, looks_at_together, proposes_together, writes
from tests.browser.support import Phone, PhoneMaker

HERS, HIS = "canary-hers I add up what we spend at night", "canary-his I am ashamed that I earn less"


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    alice, bob = linked(phone(), phone())
    writes(alice, HERS, topic="Money")
    writes(bob, HIS, topic="Money")
    return alice, bob


def heading(phone: Phone, words: str) -> None:
    phone.page.get_by_role("heading", name=words).wait_for()


def screen(phone: Phone) -> str:
    return str(phone.page.locator("main").inner_text())


def now(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Now", exact=True).click()


def test_both_open_at_the_same_moment_and_nothing_shows_before(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    proposes_together(alice)
    looks_at_together(bob)
    before = screen(bob)
    locks_in(alice, HERS)
    heading(alice, "Yours is locked in")
    assert screen(bob) == before, "what the other locked in does not show"
    locks_in(bob, HIS)
    for phone in couple:
        heading(phone, "Both are locked in")
        phone.page.get_by_text("what has been read cannot be unread").wait_for()
        phone.page.get_by_text("A server that cheats could show one").wait_for()
    before = screen(bob)
    now(alice)
    heading(alice, "You said now")
    assert screen(bob) == before, "who has said now does not show"
    for one, canary in ((alice, "canary-his"), (bob, "canary-hers")):
        assert canary not in one.page.content() + one.storage()
    now(bob)
    for phone in couple:
        heading(phone, "told you this")
        for words in (HERS, HIS):
            phone.page.get_by_text(words).wait_for()
    alice.press("Your words next")
    alice.says("Opened")
    alice.page.get_by_role("button", name="Both opened at the same moment").click()
    alice.press("Put both away")
    alice.page.get_by_role("dialog").get_by_role("button", name="Put both away").click()
    alice.says("Bridge")
    for phone in couple:
        goes_to(phone, "Bridge")
        phone.page.get_by_role("heading", name="Nothing is on the bridge").wait_for()


def test_either_takes_theirs_back_or_steps_back_and_no_trace_stays(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    proposes_together(alice)
    looks_at_together(bob)
    before = screen(bob)
    locks_in(alice, HERS)
    alice.press("Take mine back")
    heading(alice, "Shall we open ours at the same moment?")
    assert screen(bob) == before
    bob.press("Not now")
    bob.page.get_by_text("You said not now").wait_for()
    goes_to(bob, "Today")
    assert "Shall we open ours" not in screen(bob)
    looks_at_together(bob)
    locks_in(bob, HIS)
    locks_in(alice, HERS)
    heading(bob, "Both are locked in")
    now(alice)
    heading(alice, "You said now")
    bob.press("Step back")
    bob.page.get_by_role("dialog").get_by_role("button", name="Step back").click()
    alice.page.get_by_text("Nothing was opened, and nothing of it stays.").wait_for()
    goes_to(bob, "Bridge")
    heading(bob, "Nothing is on the bridge")
    for one, canary in ((alice, "canary-his"), (bob, "canary-hers")):
        assert canary not in one.page.content() + one.storage()
