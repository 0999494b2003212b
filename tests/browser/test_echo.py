"""Echo on two phones: marked privately, compared by the phones, and only what both marked is shown to both."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.couple import goes_to, linked, opens_page, saved
from tests.browser.echo_steps import compare, goes_to_echo, marks, weeks_pass, went_over
from tests.browser.hours import AHEAD
from tests.browser.support import Phone, PhoneMaker

SAVED = "Saved. The last choice before the hour counts."
BOTH = "You would both talk about"


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    alice, bob = phone(), phone()
    for each in (alice, bob):
        each.page.add_init_script(AHEAD)
    return linked(alice, bob)


def test_echo_shows_to_both_what_both_marked_and_nothing_else(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    for each, topics in ((alice, ("Money", "Sex")), (bob, ("Work", "Money", "Plans"))):
        goes_to_echo(each)
        marks(each, *topics)
    weeks_pass(couple, 1)
    compare(couple)
    # not before the next hour, and one match in four a week later
    for each in couple:
        goes_to_echo(each)
        expect(each.page.get_by_role("heading", name=BOTH)).to_have_count(0)
    weeks_pass(couple, 3)
    for each in couple:
        each.page.get_by_role("button", name="There is something that you would both talk about.").click()
        each.page.get_by_role("heading", name=BOTH).wait_for()
        expect(each.page.get_by_role("heading", level=3, name="Money")).to_have_count(1)
        text = each.page.locator("main").inner_text()
        assert not [topic for topic in ("Sex", "Work", "Plans") if topic in text]
    # put away on one side, and back
    alice.press("Put away")
    expect(alice.page.get_by_role("heading", name=BOTH)).to_have_count(0)
    alice.press("Undo")
    alice.page.get_by_role("heading", level=3, name="Money").wait_for()
    # a page about it has its topic, from its first word on
    alice.press("Write about it")
    alice.says("Write")
    expect(alice.page.get_by_role("radio", name="Money")).to_be_checked()
    alice.fill("What happened?", "We paid the rent late again")
    saved(alice).wait_for()
    alice.press("Done")
    opens_page(alice, "We paid the rent late again")
    expect(alice.page.locator("main").get_by_text("Money", exact=True)).to_be_visible()


def test_a_choice_is_shown_to_nobody_and_saving_says_the_same_whatever_it_was(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    goes_to_echo(alice)
    before = alice.page.locator("main").inner_text()
    for topics in (("Money", "Chores", "Sex", "Trust", "Plans"), (), ("Money",), ("Money",)):
        marks(alice, *topics)
        expect(alice.page.locator(".toast__text").last).to_have_text(SAVED)
        assert alice.page.locator("main").inner_text() == before
        alice.press("Choose topics afresh")
        expect(alice.page.get_by_role("dialog").locator("input:checked")).to_have_count(0)
        alice.press("Close")
    alice.press("Choose topics afresh")
    for topic in ("Money", "Chores", "Sex", "Trust", "Plans"):
        alice.page.get_by_role("dialog").get_by_text(topic, exact=True).click()
    expect(alice.page.get_by_role("checkbox", name="Work")).to_be_disabled()


def test_the_hour_is_of_both_and_a_pause_is_seen_by_nobody(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    goes_to_echo(alice)
    alice.page.get_by_role("button", name="Sunday").click()
    alice.says("When")
    alice.page.get_by_text("Wednesday", exact=True).click()
    alice.page.get_by_label("Hour").fill("20:30")
    alice.press("Save")
    alice.page.get_by_role("button", name="Wednesday").wait_for()
    went_over((alice,), 1)
    # nothing of the echo rings: it is there when bob opens the app the next time
    bob.press("Lock")
    bob.unlock()
    goes_to_echo(bob)
    bob.page.get_by_role("button", name="Wednesday").wait_for()
    seen = bob.page.locator("main").inner_text()
    alice.page.get_by_role("switch", name="Pause").click()
    expect(alice.page.get_by_role("switch", name="Pause")).to_be_checked()
    weeks_pass(couple, 1)
    compare(couple)
    goes_to_echo(bob)
    assert "paus" not in bob.page.locator("main").inner_text().replace(seen, "").replace("Pause", "")
    alice.press("Settings and good to know")
    goes_to(alice, "Bridge")
