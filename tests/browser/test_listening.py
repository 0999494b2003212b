"""The listening turn: said back until it is right, then an answer; kept on the path, or put away by either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.browser.couple import goes_to, linked, open_to_bob, says_back
from tests.browser.support import Phone, PhoneMaker

TOLD = "I wait for you to ask how my day was"


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    return linked(phone(), phone())


def test_address_concerns_listen_without_judging_the_answer_opens_only_after_yes_that_is_it(
    couple: tuple[Phone, Phone],
) -> None:
    alice, bob = couple
    open_to_bob(alice, bob, TOLD)
    assert bob.page.get_by_label("Your own answer").count() == 0
    says_back(bob, "You want more time.")
    alice.page.get_by_text("You want more time.").wait_for()
    alice.press("Not quite")
    alice.fill("What is missing?", "That I miss being asked.")
    alice.press("Tell them")
    bob.page.get_by_text("That I miss being asked.").wait_for()
    assert bob.page.get_by_label("Your own answer").count() == 0
    says_back(bob, "You miss being asked.")
    alice.press("Yes, that’s it")
    bob.fill("Your own answer", "I would like that too.")
    bob.press("Give this answer")
    for each in (alice, bob):
        each.page.get_by_text("You have both been heard.").wait_for()
        each.page.get_by_text("I would like that too.").wait_for()


def test_what_was_said_is_no_draft_when_its_answer_comes_late(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    open_to_bob(alice, bob, TOLD)
    says_back(bob, "You want more time.")
    alice.press("Not quite")
    alice.fill("What is missing?", "That I miss being asked.")
    late: list[Callable[[], None]] = []
    alice.page.route("**/turns", lambda route: late.append(partial(route.fulfill, response=route.fetch())))
    alice.press("Tell them")
    says_back(bob, "You miss being asked.")
    alice.press("Not quite")
    assert alice.page.get_by_label("What is missing?").input_value() == ""
    alice.fill("What is missing?", "By you, and in the evening.")
    alice.page.wait_for_timeout(500)  # on the disk by now: what comes late would empty it
    [answer] = late
    answer()
    alice.page.wait_for_timeout(500)
    goes_to(alice, "Path")
    alice.page.get_by_role("button", name=TOLD).click()
    assert alice.page.get_by_label("What is missing?").input_value() == "By you, and in the evening."


def test_nobody_is_told_that_somebody_waits(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    open_to_bob(alice, bob, TOLD)
    said = alice.page.locator("main").inner_text().lower()
    assert "in their own time" in said
    for word in ("waiting", "has not", "seen", "since", "overdue"):
        assert word not in said


def test_what_was_opened_is_kept_on_the_path_of_both_until_one_puts_it_away(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    open_to_bob(alice, bob, TOLD)
    for each in (alice, bob):
        goes_to(each, "Path")
        each.page.get_by_role("button", name=TOLD).wait_for()
    bob.page.get_by_role("button", name=TOLD).click()
    bob.says("Opened")
    bob.press("More")
    bob.page.get_by_role("menuitem", name="Put away").click()
    bob.press("Put it away")
    bob.says("Path")
    for each in (alice, bob):
        each.page.get_by_role("button", name=TOLD).wait_for(state="detached")
