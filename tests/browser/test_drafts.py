"""Nothing typed for the partner is lost before it is sent: by the lock, by Hide now, by Android's back."""

from __future__ import annotations

import pytest

from tests.browser.couple import goes_to, linked, looks_at_offer, offers, open_to_bob, opens_page, says_back, writes
from tests.browser.support import Phone, PhoneMaker

TOLD = "I wait for you to ask how my day was"
SENTENCE = "canary-zrw I miss our talks"
LINE = "It is about our evenings"
HEARD = "What did you hear?"


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    return linked(phone(), phone())


def composes(phone: Phone) -> None:
    opens_page(phone, TOLD)
    phone.press("Offer this over the bridge")
    phone.says("Offer")


def typed(phone: Phone, label: str) -> str:
    value: str = phone.page.get_by_label(label).input_value()
    return value


def locks_and_unlocks(phone: Phone) -> None:
    phone.press("Lock")
    phone.says("Locked")
    phone.unlock()


def hides_and_comes_back(phone: Phone) -> None:
    phone.press("Hide now")
    phone.page.reload()
    phone.says("Locked")
    phone.unlock()


def sees_what_it_composed(phone: Phone) -> None:
    composes(phone)
    assert phone.page.get_by_role("radio", name="One sentence").is_checked()
    assert typed(phone, "Your sentence") == SENTENCE
    phone.press("Go on")
    assert typed(phone, "A line to go with it") == LINE
    assert phone.page.get_by_role("radio", name="Tender").is_checked()


def test_an_offer_being_put_together_outlives_back_lock_and_hide(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    writes(alice, TOLD)
    composes(alice)
    alice.page.get_by_role("radio", name="One sentence").check()
    alice.fill("Your sentence", SENTENCE)
    alice.press("Go on")
    alice.page.locator("label", has=alice.page.get_by_text("Tender", exact=True)).click()
    alice.page.get_by_label("A line to go with it").fill(LINE)
    for leaves in (Phone.press_back, locks_and_unlocks, hides_and_comes_back):
        leaves(alice)
        assert alice.page.get_by_label("A line to go with it").count() == 0
        sees_what_it_composed(alice)
    assert SENTENCE not in alice.storage()


def test_an_offer_under_change_keeps_its_new_words(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    writes(alice, TOLD)
    offers(alice, TOLD, "One sentence", sentence="The first sentence")
    alice.press("Change it")
    alice.fill("Your sentence", SENTENCE)
    alice.press_back()
    alice.says("Your offer")
    assert SENTENCE not in alice.page.content()
    alice.press("Change it")
    assert typed(alice, "Your sentence") == SENTENCE


def test_what_was_heard_outlives_back_and_lock_and_is_gone_once_it_was_said(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    open_to_bob(alice, bob, TOLD)
    bob.fill(HEARD, "You want more time.")
    for leaves in (Phone.press_back, locks_and_unlocks, hides_and_comes_back):
        leaves(bob)
        returns_to_what_was_opened(bob)
        assert typed(bob, HEARD) == "You want more time."
    says_back(bob, "You want more time with me.")
    alice.press("Not quite")
    alice.fill("What is missing?", "That I miss being asked.")
    locks_and_unlocks(alice)
    returns_to_what_was_opened(alice)
    assert typed(alice, "What is missing?") == "That I miss being asked."
    alice.press("Tell them")
    bob.page.get_by_text("That I miss being asked.").wait_for()
    assert typed(bob, HEARD) == ""


def test_a_moment_half_chosen_is_there_again(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, TOLD)
    offers(alice, TOLD)
    looks_at_offer(bob)
    bob.press("At a good moment")
    bob.fill("Day and hour", "2034-05-03T18:30")
    bob.press("Go back")
    locks_and_unlocks(bob)
    looks_at_offer(bob)
    bob.press("At a good moment")
    assert typed(bob, "Day and hour") == "2034-05-03T18:30"
    bob.press("Tell them this time")
    bob.page.get_by_text("You named a moment").wait_for()
    bob.press("At a good moment")
    assert typed(bob, "Day and hour") == ""


def returns_to_what_was_opened(phone: Phone) -> None:
    goes_to(phone, "Path")
    phone.page.get_by_role("button", name=TOLD).click()
    phone.says("Opened")
