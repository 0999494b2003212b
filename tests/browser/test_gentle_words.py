"""Gentle words: what may land as blame is said to the one who writes, on their phone alone, and blocks nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.couple import chooses, goes_to, linked, looks_at_offer, open_to_bob, opens_page, says_back, writes
from tests.browser.support import Phone, PhoneMaker

BLAME = "canary-gtl You never listen to me"
LANDS = "may land as"
# what the advice is about, and how it is said to land
KINDS = {
    "You always forget.": "may land as a rule with no exceptions",
    "You are selfish.": "may land as a judgement of who they are",
    "Stop ignoring me.": "may land as an order",
    "What an idiot.": "may land as an insult",
    "You left the dishes, you spend our money and you stay at the office.": "may land as many things at once",
}


def begins_offer(phone: Phone, words: str, sentence: str) -> None:
    opens_page(phone, words)
    phone.press("Offer this over the bridge")
    phone.says("Offer")
    phone.page.get_by_role("radio", name="One sentence").check()
    phone.fill("Your sentence", sentence)


def marks(phone: Phone) -> Locator:
    return phone.page.get_by_role("region", name="Gentle words").get_by_role("listitem")


def builds(phone: Phone, where: str | None = None) -> None:
    phone.press("Build a sentence")
    sheet = phone.page.get_by_role("dialog", name="Build a sentence")
    chooses(phone, "lonely", "I feel")
    sheet.get_by_label("About").fill("our evenings")
    sheet.get_by_label("I need").fill("ten quiet minutes")
    sheet.get_by_text("I feel lonely about our evenings. I need ten quiet minutes.").wait_for()
    if where:
        sheet.get_by_role("radio", name=where).check()
    phone.press("Put it there")
    sheet.wait_for(state="detached")


def test_focus_on_the_relationship_not_blame_the_author_sees_why_may_send_it_as_it_is_and_the_partner_sees_none(
    phone: PhoneMaker,
) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "Soup")
    begins_offer(alice, "Soup", BLAME)
    expect(marks(alice)).to_have_count(1)
    expect(marks(alice)).to_contain_text("You never")
    expect(marks(alice)).to_contain_text("may land as a rule with no exceptions")
    expect(marks(alice)).to_contain_text("It invites your partner to look for the one time it was different.")
    expect(marks(alice)).to_contain_text("Name one time: when it was, and what happened.")
    alice.press("Go on")
    alice.page.get_by_label("A line to go with it").fill("Stop ignoring me")
    expect(marks(alice)).to_contain_text("may land as an order")
    alice.press("Go on")
    alice.page.get_by_role("radio", name="Open it at once").check()
    alice.press("Offer it")
    alice.says("Your offer")
    looks_at_offer(bob)
    bob.page.get_by_text("Stop ignoring me").wait_for()
    assert LANDS not in bob.page.content()
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text(BLAME).wait_for()
    expect(bob.page.locator(".gentle__mark")).to_have_count(0)
    assert LANDS not in bob.page.content() + bob.storage() + "".join(bob.sent + alice.sent) + alice.storage()


def test_focus_on_the_relationship_not_blame_by_a_sentence_of_own_words_put_where_one_chooses_and_taken_back(
    phone: PhoneMaker,
) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "Soup")
    begins_offer(alice, "Soup", "You never listen.")
    field = alice.page.get_by_label("Your sentence", exact=True)
    builds(alice)
    expect(field).to_have_value("You never listen.\nI feel lonely about our evenings. I need ten quiet minutes.")
    alice.press("Undo")
    expect(field).to_have_value("You never listen.")
    builds(alice, "In place of my words")
    expect(field).to_have_value("I feel lonely about our evenings. I need ten quiet minutes.")
    expect(marks(alice)).to_have_count(0)
    alice.press("Go on")
    alice.press("Go on")
    alice.page.get_by_role("radio", name="Open it at once").check()
    alice.press("Offer it")
    alice.says("Your offer")
    looks_at_offer(bob)
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text("I feel lonely about our evenings.").wait_for()
    assert "You never listen" not in bob.page.content()


def test_focus_on_the_relationship_not_blame_each_kind_is_marked_and_none_stands_in_the_way(phone: PhoneMaker) -> None:
    alice, _bob = linked(phone(), phone())
    writes(alice, "Soup")
    sent = len(alice.sent)
    begins_offer(alice, "Soup", "I was lonely on Sunday.")
    expect(marks(alice)).to_have_count(0)
    for words, lands in KINDS.items():
        alice.fill("Your sentence", words)
        expect(marks(alice).filter(has_text=lands)).to_have_count(1)
        expect(alice.page.get_by_role("button", name="Go on", exact=True)).to_be_enabled()
    alice.press("Build a sentence")
    chooses(alice, "lonely", "I feel")
    sheet = alice.page.get_by_role("dialog", name="Build a sentence")
    sheet.get_by_label("Could we").fill("eat at the table")
    sheet.get_by_text("I feel lonely. Could we eat at the table?").wait_for()
    assert not [line for line in alice.sent[sent:] if any(words in line for words in KINDS)], "it runs on the phone"


def test_what_is_being_built_is_still_there_after_a_lock(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("gentle-lock")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "You never listen.")
    expect(alice.page.locator(".gentle__mark")).to_have_count(0)
    alice.press("Look for gentler words")
    expect(marks(alice)).to_have_count(1)
    alice.press("Build a sentence")
    sheet = alice.page.get_by_role("dialog", name="Build a sentence")
    sheet.get_by_label("I need").fill("canary-gtl sleep")
    sheet.get_by_role("button", name="Close", exact=True).click()
    alice.press("Lock")
    alice.says("Locked")
    assert "canary-gtl" not in alice.page.content() + alice.storage()
    alice.unlock()
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.press("Look for gentler words")
    alice.press("Build a sentence")
    expect(alice.page.get_by_role("dialog").get_by_label("I need")).to_have_value("canary-gtl sleep")


def test_turned_off_it_stays_off_until_it_is_asked_for_and_follows_the_language_one_writes_in(
    phone: PhoneMaker,
) -> None:
    alice, _bob = linked(phone(), phone())
    writes(alice, "Soup")
    begins_offer(alice, "Soup", "You never listen.")
    expect(marks(alice)).to_have_count(1)
    alice.press("Turn off")
    expect(alice.page.get_by_role("region", name="Gentle words")).to_have_count(0)
    alice.press("Lock")
    alice.unlock()
    opens_page(alice, "Soup")
    alice.press("Offer this over the bridge")
    alice.page.get_by_label("Your sentence", exact=True).wait_for()
    expect(alice.page.get_by_role("region", name="Gentle words")).to_have_count(0)
    alice.press("Look for gentler words")
    expect(marks(alice)).to_have_count(1)
    goes_to(alice, "Today")
    alice.press("Settings and good to know")
    alice.press("Gentle words")
    alice.says("Gentle words")
    expect(alice.page.get_by_role("switch", name="Gentle words")).to_be_checked()
    alice.page.get_by_role("radio", name="Español").check()
    alice.press("Back")
    begins_offer(alice, "Soup", "siempre llegas tarde")
    expect(marks(alice)).to_contain_text("siempre llegas")


def test_without_a_network_it_marks_and_builds_all_the_same(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("gentle-offline")
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.goes_offline()
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "You always shout, and you are selfish.")
    alice.press("Look for gentler words")
    expect(marks(alice)).to_have_count(2)
    builds(alice, "Before my words")
    expect(alice.page.get_by_label("What happened?")).to_have_value(
        "I feel lonely about our evenings. I need ten quiet minutes.\nYou always shout, and you are selfish."
    )
    alice.comes_online()


def test_seven_minutes_are_offered_once_skipped_at_one_tap_and_kept_as_a_page_of_ones_own(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "Soup")
    opens_page(alice, "Soup")
    alice.press("Offer this over the bridge")
    alice.press("Write it")
    alice.says("Seven minutes")
    alice.fill("As they would see it", "canary-gtl Both were tired.")
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    alice.press("Done")
    alice.says("Offer")
    alice.page.get_by_role("radio", name="All of it").wait_for()
    assert alice.page.get_by_text("Seven minutes first?").count() == 0
    alice.page.get_by_role("radio", name="The topic only").check()
    alice.press("Go on")
    alice.press("Go on")
    alice.press("Offer it")
    alice.says("Your offer")
    looks_at_offer(bob)
    assert "canary-gtl" not in bob.page.content() + bob.storage()
    opens_page(alice, "Both were tired.")
    writes(alice, "Tea", topic="Money")
    opens_page(alice, "Tea")
    alice.press("Offer this over the bridge")
    alice.press("Skip")
    alice.page.get_by_text("Seven minutes first?").wait_for(state="detached")
    alice.press("Back")
    opens_page(alice, "Tea")
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").wait_for()
    assert alice.page.get_by_text("Seven minutes first?").count() == 0


@pytest.mark.parametrize("answer", ["You are so selfish <img src=x onerror='globalThis.hit = 1'> \u202ereversed"])
def test_the_answer_of_the_listening_turn_is_looked_at_too_and_hostile_words_are_inert(
    phone: PhoneMaker, answer: str
) -> None:
    alice, bob = linked(phone(), phone())
    open_to_bob(alice, bob, "Soup")
    says_back(bob, "The soup was cold")
    alice.press("Yes, that’s it")
    bob.fill("Your own answer", f"“{answer}“ You never, {answer}")
    expect(marks(bob).first).to_contain_text("may land as")
    assert bob.page.evaluate("() => globalThis.hit") is None
    assert bob.page.locator("main img").count() == 0
    assert "\u202e" not in "".join(marks(bob).all_inner_texts())
    bob.press("Give this answer")
    for each in (alice, bob):
        each.page.get_by_text("You have both been heard.").wait_for()
    assert LANDS not in alice.page.content()
    goes_to(bob, "Bridge")
