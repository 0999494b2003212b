"""The journal that people expect, on one phone: calendar, feelings over time, on this day, still true, reminders."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.couple import chooses, goes_to, opens_page, saved, writes
from tests.browser.hours import AHEAD, days_pass
from tests.browser.support import SMALL, Phone, PhoneMaker
from tests.browser.test_check_in import checks_in, goes_to_check_ins

QUESTION = "Something you wrote a while ago: is it still true?"
MEMORY = "What you wrote on this day, some time ago."


def feels(phone: Phone, words: str, *feelings: str) -> None:
    """A whole page with feelings."""
    phone.press("Write")
    phone.says("Write")
    chooses(phone, "A whole page")
    phone.fill("What happened?", words)
    for feeling in feelings:
        chooses(phone, feeling)
    saved(phone).wait_for()
    phone.press("Done")


@pytest.fixture
def alice(phone: PhoneMaker) -> Phone:
    alice = phone()
    alice.page.add_init_script(AHEAD)
    alice.has_account("days-alice")
    return alice


def test_the_calendar_shows_days_by_shape_and_words_and_a_day_opens_its_pages(alice: Phone) -> None:
    goes_to(alice, "Mine")
    alice.press("Calendar")
    alice.page.get_by_role("heading", name="Days will stand here").wait_for()
    writes(alice, "a walk in the rain")
    goes_to_check_ins(alice)
    checks_in(alice, Communication=4)
    goes_to(alice, "Mine")
    alice.press("Calendar")
    day = alice.page.get_by_role("table").get_by_role("button", name="A page, A check-in")
    expect(day).to_have_attribute("aria-current", "date")
    expect(alice.page.get_by_role("list", name="Days of this month").get_by_role("button")).to_have_count(1)
    day.press("Enter")
    alice.says("Day")
    alice.page.get_by_role("button", name="a walk in the rain").click()
    alice.says("Page")
    alice.press("Back")
    alice.press("Back")
    alice.says("Calendar")
    before = alice.page.get_by_role("combobox", name="Month").input_value()
    days_pass(alice, 40)
    goes_to(alice, "Mine")
    alice.press("Calendar")
    alice.page.get_by_text("Nothing was written in this month.").wait_for()
    expect(alice.page.get_by_role("button", name="The month after")).to_be_disabled()
    while alice.page.get_by_role("combobox", name="Month").input_value() != before:
        alice.press("The month before")
    expect(alice.page.get_by_role("button", name="The month before")).to_be_disabled()
    alice.page.get_by_role("table").get_by_role("button", name="A page, A check-in").click()
    alice.press("Back")
    expect(alice.page.get_by_role("combobox", name="Month")).to_have_value(before)


def test_mood_over_time_is_drawn_said_in_words_and_stands_in_a_table(alice: Phone) -> None:
    goes_to(alice, "Mine")
    alice.press("Calendar")
    feels(alice, "the empty chair", "lonely", "sad")
    days_pass(alice, 2)
    feels(alice, "the phone call", "lonely")
    goes_to(alice, "Mine")
    alice.press("Calendar")
    alice.press("Feelings over time")
    strips = alice.page.get_by_role("list", name="Feelings over time").get_by_role("listitem")
    expect(strips.filter(has_text="Lonely")).to_contain_text("On 2 days, the last on")
    expect(strips.filter(has_text="Sad")).to_contain_text("On ")
    expect(strips.filter(has_text="Angry")).to_contain_text("Not in this time.")
    assert strips.filter(has_text="Lonely").locator("rect").count() == 2
    alice.page.get_by_text("The same as a table").click()
    expect(alice.page.get_by_role("table").get_by_role("row")).to_have_count(3)


def test_on_this_day_is_offered_quietly_can_be_off_and_never_shows_a_safety_note(alice: Phone) -> None:
    writes(alice, "a year ago we laughed")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "canary-safety-note")
    alice.page.get_by_role("switch", name="Only ever for me").check()
    saved(alice).wait_for()
    alice.press("Done")
    days_pass(alice, 365)
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("Leave it for now")
    alice.page.get_by_role("button", name=MEMORY).click()
    alice.says("On this day")
    alice.page.get_by_role("list", name="On this day").get_by_role("button", name="a year ago we laughed").wait_for()
    assert "canary-safety-note" not in alice.page.content()
    alice.page.get_by_role("switch", name="Show me pages from earlier").uncheck()
    goes_to(alice, "Today")
    expect(alice.page.get_by_role("button", name="How are you two today?")).to_be_visible()
    expect(alice.page.get_by_role("button", name=MEMORY)).to_have_count(0)


def test_still_true_is_asked_after_thirty_days_answered_in_words_and_kept_in_the_page(alice: Phone) -> None:
    writes(alice, "you never ask")
    days_pass(alice, 29)
    expect(alice.page.get_by_role("button", name=QUESTION)).to_have_count(0)
    days_pass(alice, 1.1)
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("It changed")
    alice.fill("What changed?", "we talk on Sundays")
    alice.press("Back")
    alice.page.get_by_role("button", name=QUESTION).click()
    expect(alice.page.get_by_label("What changed?")).to_have_value("we talk on Sundays")
    alice.press("Keep it")
    expect(alice.page.get_by_role("button", name=QUESTION)).to_have_count(0)
    alice.press("Undo")
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("It changed")
    alice.fill("What changed?", "we talk on Sundays")
    alice.press("Keep it")
    opens_page(alice, "you never ask")
    alice.page.get_by_text("we talk on Sundays").wait_for()
    goes_to(alice, "Mine")
    alice.page.get_by_label("Search in all you wrote").fill("sundays")
    alice.page.get_by_text("One page found").wait_for()
    days_pass(alice, 31)
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("No longer")
    alice.says("Today")  # the way back is under way: a reload in the midst of it would be broken off
    days_pass(alice, 90)
    expect(alice.page.get_by_role("button", name=QUESTION)).to_have_count(0)


def test_a_reminder_stands_on_today_when_due_and_goes_into_the_calendar_without_its_words(
    alice: Phone, tmp_path: Path
) -> None:
    goes_to(alice, "Mine")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Reminders to myself").click()
    alice.press("New reminder")
    alice.fill("Remind me of", "canary-reminder one question")
    alice.press("Back")
    alice.press("New reminder")
    expect(alice.page.get_by_label("Remind me of")).to_have_value("canary-reminder one question")
    chooses(alice, "Every week")
    for chip in alice.page.get_by_role("group", name="On these days").get_by_role("checkbox").all():
        chip.check(force=True)
    alice.page.get_by_label("Hour").fill("00:00")
    alice.press("Keep it")
    alice.page.get_by_role("button", name="canary-reminder one question").click()
    with alice.page.expect_download() as download:
        alice.press("Put it in my calendar")
    file = tmp_path / "reminder.ics"
    download.value.save_as(file)
    words = file.read_text()
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU" in words
    assert "SUMMARY:A reminder" in words
    assert "canary" not in words
    goes_to(alice, "Today")
    expect(alice.page.locator(".card", has_text="canary-reminder")).to_have_count(0)
    days_pass(alice, 1)
    card = alice.page.locator(".card", has_text="canary-reminder one question")
    card.get_by_role("button", name="Later").click()
    expect(card).to_have_count(0)
    alice.press("Undo")
    card.get_by_role("button", name="Done").click()
    expect(card).to_have_count(0)
    days_pass(alice, 1)
    card.get_by_role("button", name="Stop it").click()
    expect(card).to_have_count(0)
    days_pass(alice, 1)
    expect(card).to_have_count(0)
    assert "canary-reminder" not in "\n".join([*alice.sent, alice.storage()])


def test_mine_keeps_the_newest_pages_in_sight_on_a_small_phone(alice: Phone) -> None:
    for words in ("the first page", "the second page"):
        writes(alice, words)
    alice.page.set_viewport_size(SMALL)
    goes_to(alice, "Mine")
    box = alice.page.get_by_role("button", name="the second page").bounding_box()
    bar = alice.page.get_by_role("navigation", name="Places").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + box["height"] <= bar["y"], "the newest page is under the fold"
    field = alice.page.get_by_label("Search in all you wrote")
    assert field.evaluate(
        """(field) => {
          const pen = document.createElement("canvas").getContext("2d"), look = getComputedStyle(field);
          pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
          const room = field.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
          return pen.measureText(field.placeholder).width <= room;
        }"""
    ), "the hint of the search is cut"
