"""R1 once more, in the fields that stay with their writer until they choose otherwise: the rulers, tags, what a voice
note says, the seven-minute page, a sentence that is built (the words of a photo: tests/browser/test_photos.py)."""

from __future__ import annotations

from tests.browser.couple import chooses, goes_to, linked, looks_at_offer, opens_page, saved
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_reasons import goes_to_reasons
from tests.browser.test_voice import Speaking, speaking, speaks
from tests.safety.browser.test_r1_hostile_strings import (
    CHANGES_DIRECTION,
    CORPUS,
    FOREIGN,
    HOSTILE,
    stands_unharmed,
)
from tests.support.camera import TRACKS_OFF
from tests.support.eyes.in_hand import ON_TOP

__all__ = ["speaking"]
RAN = "globalThis.hit"
PIECES = (HOSTILE[0] + HOSTILE[6], HOSTILE[1] + HOSTILE[7], HOSTILE[10][:90])


def holds_unharmed(phone: Phone) -> None:
    """What is typed stands in fields alone: nothing ran, nothing was built, Hide now is where it was."""
    page = phone.page
    assert page.evaluate("() => globalThis.hit") is None
    for around in ("main", "dialog"):
        assert page.locator(FOREIGN.replace("main", around)).count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "it runs over the side"
    assert page.evaluate(ON_TOP)


def test_both_rulers_hold_hostile_strings_and_give_them_back(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("r1-rulers")
    goes_to_reasons(alice)
    alice.page.get_by_role("button", name="Two rulers").click()
    for question, number in (("How much would I want this?", "6"), ("How able do I feel?", "4")):
        alice.page.get_by_role("group", name=question).get_by_text(number, exact=True).click()
        alice.page.get_by_label(f"Why {number}, and not lower?").fill(CORPUS)
    saved(alice).wait_for()
    holds_unharmed(alice)
    alice.press("Back")
    alice.says("Reasons")
    holds_unharmed(alice)
    alice.page.get_by_role("button", name="Two rulers").click()
    for number in (6, 4):
        assert RAN in alice.page.get_by_label(f"Why {number}, and not lower?").input_value()
    holds_unharmed(alice)


def test_tags_and_what_a_voice_note_says_are_inert(speaking: Speaking) -> None:
    alice = speaking("microphone")
    alice.has_account("r1-voice")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "a page with hostile company")
    alice.page.get_by_label("Tags").fill(", ".join(HOSTILE))
    speaks(alice)
    alice.press("Stop and keep it")
    alice.page.wait_for_function(TRACKS_OFF)
    alice.page.get_by_label("What it says").fill("".join(HOSTILE)[:480])
    holds_unharmed(alice)
    saved(alice).wait_for()
    alice.press("Done")
    opens_page(alice, "a page with hostile company")
    tags = alice.page.locator("main .tag bdi").all_inner_texts()
    assert len(tags) > len(HOSTILE) / 2, "the tags are not where they should be"
    assert not set(CHANGES_DIRECTION) & set("".join(tags))
    alice.page.locator("main .own-text", has_text=RAN).first.wait_for()
    stands_unharmed(alice)


def test_the_seven_minute_page_and_a_sentence_that_was_built_are_inert_on_both_phones(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "Soup")
    saved(alice).wait_for()
    alice.press("Done")
    opens_page(alice, "Soup")
    alice.press("Offer this over the bridge")
    alice.press("Write it")
    alice.fill("As they would see it", CORPUS)
    saved(alice).wait_for()
    holds_unharmed(alice)
    alice.press("Done")
    alice.says("Offer")
    alice.page.get_by_role("radio", name="One sentence").check()
    alice.fill("Your sentence", f"You never {HOSTILE[1]}")
    alice.press("Build a sentence")
    sheet = alice.page.get_by_role("dialog", name="Build a sentence")
    for label, piece in zip(("About", "I need", "Could we"), PIECES, strict=True):
        sheet.get_by_label(label).fill(piece)
    built = sheet.locator(".own-text", has_text="WWWW")
    built.wait_for()
    assert RAN in built.inner_text()
    assert not set(CHANGES_DIRECTION) & set("".join(sheet.locator(".own-text").all_inner_texts()))
    holds_unharmed(alice)
    sheet.get_by_role("radio", name="In place of my words").check()
    alice.press("Put it there")
    sheet.wait_for(state="detached")
    holds_unharmed(alice)
    alice.press("Go on")
    alice.press("Go on")
    alice.page.get_by_role("radio", name="Open it at once").check()
    alice.press("Offer it")
    alice.says("Your offer")
    stands_unharmed(alice)
    looks_at_offer(bob)
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text("WWWW").first.wait_for()
    stands_unharmed(bob)
    goes_to(alice, "Mine")
    stands_unharmed(alice)
    opens_page(alice, RAN)
    stands_unharmed(alice)
