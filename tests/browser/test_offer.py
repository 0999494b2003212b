"""One thing crosses the bridge when its author wants to tell it and the other wants to hear it, and not before."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.couple import chooses, goes_to, linked, looks_at_offer, offers, opens_page, opens_to_partner, writes
from tests.browser.support import Phone, PhoneMaker

SECRET = "canary-zrw I wait for you to ask how my day was"


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    return linked(phone(), phone())


def test_all_of_it_opens_only_after_both_said_yes(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET, What_I_long_for="ten quiet minutes")
    offers(alice, SECRET, line="About our evenings")
    alice.page.get_by_role("heading", name="Not opened yet").wait_for()
    looks_at_offer(bob)
    bob.page.get_by_text("About our evenings").wait_for()
    bob.page.get_by_text("what has been read cannot be unread").wait_for()
    assert "canary-zrw" not in bob.page.content() + bob.storage()
    bob.press("I’m ready")
    bob.page.get_by_role("heading", name="You said you are ready").wait_for()
    assert "canary-zrw" not in bob.page.content() + bob.storage()
    opens_to_partner(alice)
    bob.says("Opened")
    bob.page.get_by_text(SECRET).wait_for()
    bob.page.get_by_text("ten quiet minutes").wait_for()


def test_all_three_answers_are_in_sight_and_weigh_the_same_on_the_smallest_phone(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(
        alice,
        SECRET,
        line="It is about our evenings. Just listen, please.",
        cover=("20 minutes", "Calm", "Just listen"),
    )
    looks_at_offer(bob)
    bob.page.get_by_text("what has been read cannot be unread").wait_for()
    answers = [
        bob.page.get_by_role("button", name=name, exact=True) for name in ("I’m ready", "At a good moment", "Not now")
    ]
    assert bob.page.evaluate("scrollY") == 0
    fold = bob.page.get_by_role("navigation", name="Places").bounding_box()
    boxes = [answer.bounding_box() for answer in answers]
    assert fold is not None
    assert all(box and box["y"] + box["height"] <= fold["y"] for box in boxes)
    assert len({(box["width"], box["height"]) for box in boxes if box}) == 1
    assert len({answer.get_attribute("class") for answer in answers}) == 1


def test_nobody_offers_without_having_seen_that_it_cannot_be_unread(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    writes(alice, SECRET * 9)
    opens_page(alice, SECRET)
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.press("Go on")
    button = alice.page.get_by_role("button", name="Offer it", exact=True)
    button.wait_for()
    assert alice.page.evaluate("scrollY") == 0
    parts = (
        alice.page.get_by_role("group", name="When your partner says they are ready"),
        alice.page.get_by_text("what has been read cannot be unread"),
        button,
        alice.page.get_by_role("navigation", name="Places"),
    )
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == len(parts)
    for upper, lower in pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"]


def test_at_once_opens_by_itself_and_one_sentence_is_all_that_crosses(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET, "One sentence", sentence="I miss our talks", at_once=True)
    looks_at_offer(bob)
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text("I miss our talks").wait_for()
    assert "canary-zrw" not in bob.page.content()


def test_the_topic_only_tells_the_topic_and_no_more(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET, topic="Money")
    offers(alice, SECRET, "The topic only", at_once=True)
    looks_at_offer(bob)
    assert "Money" not in bob.page.locator("main").inner_text()
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text("Money").wait_for()
    assert "canary-zrw" not in bob.page.content()


def test_not_now_leaves_the_author_screen_as_it_was_and_can_be_brought_back(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET)
    before = alice.page.locator("main").inner_text()
    looks_at_offer(bob)
    bob.press("Not now")
    bob.page.get_by_text("You said not now").wait_for()
    goes_to(bob, "Today")
    bob.page.get_by_role("button", name="has something to tell you").wait_for(state="detached")
    alice.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    assert alice.page.locator("main").inner_text() == before
    looks_at_offer(bob)
    bob.press("Bring it back")
    goes_to(bob, "Today")
    bob.page.get_by_role("button", name="has something to tell you").wait_for()


def test_a_good_moment_is_a_time_that_the_author_sees(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET)
    looks_at_offer(bob)
    bob.press("At a good moment")
    bob.fill("Day and hour", "2020-01-01T10:00")
    bob.press("Tell them this time")
    bob.page.get_by_text("This time is over already").wait_for()
    bob.fill("Day and hour", "2034-05-03T18:30")
    bob.press("Tell them this time")
    bob.page.get_by_text("You named a moment").wait_for()
    alice.page.get_by_role("heading", name="A good moment for your partner").wait_for()
    bob.press("I’m ready")
    alice.press("Open it to them now")
    bob.says("Opened")


def test_withdrawn_it_is_gone_and_readiness_can_be_taken_back(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET)
    looks_at_offer(bob)
    bob.press("I’m ready")
    alice.page.get_by_role("button", name="Open it to them now").wait_for()
    bob.press("Take my yes back")
    bob.page.get_by_role("button", name="I’m ready").wait_for()
    alice.page.get_by_role("heading", name="Not opened yet").wait_for()
    alice.press("Take it back")
    alice.page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    bob.page.get_by_text("This offer is gone.").wait_for()
    assert "canary-zrw" not in bob.page.content() + bob.storage()
    # bob may hear of it first: the author's own screen leads back by itself, and no tap of hers before that
    alice.says("Page")
    opens_page(alice, SECRET)
    alice.page.get_by_text("rests for 14 days").wait_for()
    assert alice.page.get_by_role("button", name="Offer this over the bridge").is_disabled()


def test_a_change_voids_the_yes_that_was_given_to_the_text_before(couple: tuple[Phone, Phone]) -> None:
    alice, bob = couple
    writes(alice, SECRET)
    offers(alice, SECRET, "One sentence", sentence="The first sentence")
    looks_at_offer(bob)
    bob.press("I’m ready")
    alice.page.get_by_role("button", name="Open it to them now").wait_for()
    alice.press("Change it")
    alice.says("Change the offer")
    alice.fill("Your sentence", "The second sentence")
    alice.press("Go on")
    alice.press("Go on")
    alice.page.get_by_text("they will be asked afresh").wait_for()
    alice.press("Offer it as it is now")
    alice.says("Your offer")
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.page.get_by_text("The second sentence").wait_for()
    assert "The first sentence" not in bob.page.content()


def test_a_safety_note_has_no_way_over_the_bridge(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "Only for me")
    alice.page.get_by_role("switch", name="Only ever for me").check()
    alice.press("Done")
    opens_page(alice, "Only for me")
    alice.page.get_by_text("It stays with you and cannot be offered").wait_for()
    assert alice.page.get_by_role("button", name="Offer this over the bridge").count() == 0


def test_a_third_offer_is_refused_before_it_is_made(couple: tuple[Phone, Phone]) -> None:
    alice, _bob = couple
    for words, topic in (("First", "Money"), ("Second", "Trust")):
        writes(alice, words, topic=topic)
        offers(alice, words)
    writes(alice, "Third", topic="Plans")
    opens_page(alice, "Third")
    alice.page.get_by_text("Two offers are open already").wait_for()
    assert alice.page.get_by_role("button", name="Offer this over the bridge").is_disabled()
