"""The phone's own back: first what lies over the screen, then the screen."""

from __future__ import annotations

from tests.browser import couple
from tests.browser.support import PhoneMaker


def test_back_closes_an_open_sheet_and_the_screen_stays(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("back-sheet")
    couple.writes(alice, "The kitchen was cold.")
    couple.goes_to(alice, "Mine")
    sheet = alice.page.get_by_role("dialog", name="Topic and feeling")
    for _ in range(2):
        alice.press("Choose by topic or feeling")
        sheet.wait_for()
        alice.press_back()
        sheet.wait_for(state="detached")
        alice.says("Mine")
    alice.press_back()
    alice.page.locator("[data-screen-title]", has_text="Mine").wait_for(state="detached")


def test_a_question_that_was_answered_leaves_the_way_back_as_it_was(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("back-answered")
    couple.writes(alice, "The kitchen was cold.")
    couple.goes_to(alice, "Mine")
    alice.press("Choose by topic or feeling")
    alice.press("Show these")
    alice.page.get_by_role("dialog").wait_for(state="detached")
    alice.press_back()
    alice.page.locator("[data-screen-title]", has_text="Mine").wait_for(state="detached")
