"""The fair choice on two phones: blind, locked, one result, both say yes; stopped without a trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_shortlist import adds_card, couple

CARDS = ("Ada Linde", "Ben Roth", "Cleo Marsh")


def to_the_choice(alice: Phone, bob: Phone, cards: tuple[str, ...] = CARDS) -> None:
    """The cards are on the list, alice begins, and both stand before their own order."""
    for name in cards:
        adds_card(alice, name)
    for each in (alice, bob):
        each.page.get_by_role("button", name="Choose one together").click()
        each.says("Choose together")
    alice.press("Begin")
    for each in (alice, bob):
        each.page.get_by_text("Only you see this.").wait_for()


def to_the_top(phone: Phone, name: str) -> None:
    handle = phone.page.get_by_role("button", name=f"Move “{name}” with the arrow keys")
    names = phone.page.locator(".sortable__name")
    while names.first.inner_text() != name:
        at = names.all_inner_texts().index(name)
        handle.press("ArrowUp")
        expect(names.nth(at - 1)).to_have_text(name)


def locks(phone: Phone) -> None:
    phone.press("Lock my order")
    phone.page.get_by_role("dialog").get_by_role("button", name="Lock it").click()


def test_research_therapists_together_both_order_blind_lock_and_say_yes_to_what_came_out(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    to_the_choice(alice, bob)
    to_the_top(bob, "Ben Roth")
    before = bob.page.locator("main").inner_text()
    while alice.page.locator(".sortable__name").last.inner_text() != "Cleo Marsh":
        at = alice.page.locator(".sortable__name").all_inner_texts().index("Cleo Marsh")
        alice.page.get_by_role("button", name="Move “Cleo Marsh” with the arrow keys").press("ArrowDown")
        expect(alice.page.locator(".sortable__name").nth(at + 1)).to_have_text("Cleo Marsh")
    alice.page.get_by_text("The last one", exact=True).click()
    alice.page.get_by_text("Set aside:").wait_for()
    locks(alice)
    alice.page.get_by_text("Your order is locked").wait_for()
    assert bob.page.locator("main").inner_text() == before, "nothing says to bob that alice has locked"
    locks(bob)
    for each in (alice, bob):
        each.page.get_by_text("This came out for both of you").wait_for()
    names = {each.page.locator(".card--accent").inner_text() for each in (alice, bob)}
    assert len(names) == 1
    assert names < {"Ada Linde", "Ben Roth"}, "the last one of alice was set aside"
    for each in (alice, bob):
        assert "set aside" not in each.page.locator("main").inner_text().lower()
    alice.press("Yes, this one")
    alice.page.get_by_text("It is chosen when you have both said yes.").wait_for()
    bob.press("Yes, this one")
    for each in (alice, bob):
        each.page.get_by_text("You have both chosen").wait_for()


def test_seven_cards_are_chosen_from_and_the_next_one_is_up_for_both(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    to_the_choice(alice, bob, (*CARDS, "Dov Ash", "Eva Holm", "Finn Lake", "Gus Park"))
    first, second = alice.page.locator(".sortable__name").all_inner_texts()[:2]
    for each in (alice, bob):
        locks(each)
    for each in (alice, bob):
        each.page.get_by_text("Also good for both").wait_for()
        expect(each.page.locator(".card--accent")).to_have_text(first)
    bob.press("The next one")
    for each in (alice, bob):
        expect(each.page.locator(".card--accent")).to_have_text(second)


def test_one_locks_without_a_network_and_the_result_comes_when_it_is_back(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    to_the_choice(alice, bob)
    bob.expect_wrong("net::")
    bob.goes_offline()
    locks(bob)
    bob.page.get_by_text("Your order is locked").wait_for()
    locks(alice)
    bob.comes_online()
    for each in (alice, bob):
        each.page.get_by_text("This came out for both of you").wait_for()


@pytest.mark.parametrize("is_locked", [False, True], ids=["before", "after the lock"])
def test_a_choice_that_was_stopped_leaves_nothing_behind(phone: PhoneMaker, is_locked: bool) -> None:
    alice, bob = couple(phone)
    to_the_choice(alice, bob)
    if is_locked:
        locks(alice)
        alice.page.get_by_text("Your order is locked").wait_for()
    bob.press("Stop this choice")
    bob.page.get_by_role("dialog").get_by_role("button", name="Stop it").click()
    bob.says("The list")
    alice.page.get_by_role("button", name="Begin").wait_for()


def test_no_order_is_in_a_request_or_in_what_the_other_gets(phone: PhoneMaker) -> None:
    """Sealed to the server; and what bob's phone gets names no order (tests/js/domain/choice-run.test.js)."""
    alice, bob = couple(phone)
    to_the_choice(alice, bob)
    to_the_top(alice, "Cleo Marsh")
    locks(alice)
    alice.page.get_by_text("Your order is locked").wait_for()
    told = "\n".join(line for line in alice.sent if "/api/" in line)
    for secret in ("Cleo Marsh", "setAsides", "exponents"):
        assert secret not in told
        assert secret not in alice.storage()
