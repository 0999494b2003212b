"""What did not work is said where it can be seen, and promises nothing that does not happen."""

from __future__ import annotations

from tests.browser import couple
from tests.browser.support import PhoneMaker

IS_HIT = """(element) => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""


def test_an_offer_that_cannot_be_sent_is_said_in_view_on_the_smallest_phone(phone: PhoneMaker) -> None:
    alice, bob = couple.linked(phone(), phone())
    couple.writes(alice, "The kitchen was cold. " * 20)
    couple.opens_page(alice, "The kitchen was cold.")
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.press("Go on")
    alice.expect_wrong("")
    alice.goes_offline()
    alice.press("Offer it")
    problem = alice.page.get_by_role("alert").filter(has_text="The server could not be reached. Nothing was lost.")
    problem.wait_for()
    assert problem.evaluate(IS_HIT)
    assert "by itself" not in problem.inner_text()
    alice.comes_online()
    alice.press("Offer it")
    alice.says("Your offer")
    couple.looks_at_offer(bob)
    couple.goes_to(bob, "Bridge")
    assert bob.page.get_by_role("button", name="has something to tell you").count() == 1


def test_a_note_at_the_foot_lets_a_tap_through_to_what_lies_under_it(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("alice-export")
    alice.press("Settings and good to know")
    alice.press("Save a copy of everything")
    with alice.page.expect_download():
        alice.press("Save the sealed file")
    note = alice.page.locator(".toast", has_text="The file is made.")
    assert not note.locator(".toast__text").evaluate(IS_HIT)
    assert note.get_by_role("button", name="Close this note").evaluate(IS_HIT)
