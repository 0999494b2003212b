"""What holds me back, the two rulers, and what I need: on one phone alone, and over the bridge to the other."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.couple import goes_to, linked, looks_at_offer, opens_to_partner
from tests.browser.support import Phone, PhoneMaker

COST = "What it costs"
STEP = "Ask about the price on the phone"


def goes_to_reasons(phone: Phone) -> None:
    goes_to(phone, "Mine")
    phone.page.get_by_role("button", name="What holds me back").click()
    phone.says("Reasons")


def goes_to_needs(phone: Phone) -> None:
    goes_to(phone, "Mine")
    phone.page.get_by_role("button", name="What I need").click()
    phone.says("What I need")


def mark(phone: Phone, reason: str) -> Locator:
    return phone.page.get_by_role("checkbox", name=f"True for me: {reason}")


def offers_this(phone: Phone) -> None:
    """All of what stands on the screen, to the last look and over."""
    phone.press("Offer this over the bridge")
    phone.says("Offer")
    phone.page.get_by_role("radio", name="All of it").check()
    phone.press("Go on")
    phone.press("Go on")
    phone.press("Offer it")
    phone.says("Your offer")


def test_know_why_a_partner_may_resist_a_reason_is_marked_read_about_answered_by_a_step_and_unmarked_again(
    phone: PhoneMaker,
) -> None:
    alice = phone()
    alice.has_account("alice")
    goes_to_reasons(alice)
    assert alice.page.get_by_role("checkbox", checked=True).count() == 0
    mark(alice, COST).click()
    expect(mark(alice, COST)).to_be_checked()
    alice.page.get_by_role("button", name=COST, exact=True).click()
    alice.press("Read about it")
    alice.page.locator("article h2", has_text="What it costs").wait_for()
    alice.press("Back")
    alice.page.get_by_role("button", name="Put it on my own path").click()
    alice.page.get_by_role("button", name="It is on my own path").click()
    alice.says("Step")
    alice.page.get_by_text(STEP).wait_for()
    alice.goes_offline()
    goes_to_reasons(alice)
    mark(alice, COST).click()
    expect(mark(alice, COST)).not_to_be_checked()
    alice.page.locator(".toast", has_text="Not marked any more").get_by_role("button", name="Undo").click()
    expect(mark(alice, COST)).to_be_checked()
    alice.page.get_by_label("Something else that holds me back").fill("My brother went and hated it")
    alice.press("Add it")
    alice.page.get_by_role("button", name="My brother went").click()
    alice.page.get_by_label("What would make it easier").fill("someone who is not like his")
    alice.page.get_by_text("Saved on this phone. Not on the server yet.").wait_for()
    alice.comes_online()
    goes_to(alice, "Mine")
    assert alice.page.get_by_role("list", name="What you wrote").count() == 0, "they have a place of their own"
    alice.page.get_by_label("Search in all you wrote").fill("not like his")
    alice.page.get_by_role("button", name="My brother went").click()
    alice.says("Reason")


def test_know_why_a_partner_may_resist_by_two_rulers_that_ask_why_not_lower_and_never_cross_the_bridge(
    phone: PhoneMaker,
) -> None:
    alice, _bob = linked(phone(), phone())
    goes_to_reasons(alice)
    alice.page.get_by_role("button", name="Two rulers").click()
    alice.says("Two rulers")
    assert alice.page.get_by_role("radio", checked=True).count() == 0
    want = alice.page.get_by_role("group", name="How much would I want this?")
    want.get_by_text("6", exact=True).click()
    alice.page.get_by_label("Why 6, and not lower?").fill("We laughed on Sunday")
    able = alice.page.get_by_role("group", name="How able do I feel?")
    able.get_by_text("0", exact=True).click()
    alice.page.get_by_text("Nought is an answer too.").wait_for()
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    assert alice.page.get_by_role("button", name="Offer this over the bridge").count() == 0
    goes_to_reasons(alice)
    alice.page.get_by_role("button", name="Two rulers").click()
    expect(want.get_by_role("radio", checked=True)).to_have_value("6")
    expect(able.get_by_role("radio", checked=True)).to_have_value("0")
    expect(alice.page.get_by_label("Why 6, and not lower?")).to_have_value("We laughed on Sunday")


def test_address_concerns_listen_without_judging_a_reason_is_offered_and_its_step_does_not_say_whose_it_is(
    phone: PhoneMaker,
) -> None:
    alice, bob = linked(phone(), phone())
    goes_to_reasons(alice)
    alice.page.get_by_role("button", name=COST, exact=True).click()
    alice.page.get_by_role("switch", name="This is true for me").click()
    expect(alice.page.get_by_role("switch", name="This is true for me")).to_be_checked()
    alice.page.get_by_label("What would make it easier").fill("to know the price before")
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    alice.press("Put it on our path")
    alice.page.get_by_role("dialog").get_by_role("button", name="Put it there").click()
    alice.page.get_by_role("button", name="It is on our path").wait_for()
    goes_to(bob, "Path")
    bob.page.get_by_role("button", name=STEP).click()
    bob.says("Step")
    assert COST not in bob.page.content()
    offers_this(alice)
    looks_at_offer(bob)
    assert COST not in bob.page.content()
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")
    for heading in ("What holds me back", "What would make it easier"):
        bob.page.get_by_role("heading", name=heading).wait_for()
    bob.page.get_by_text("to know the price before").wait_for()
    goes_to_reasons(bob)
    assert bob.page.get_by_role("checkbox", checked=True).count() == 0


def test_your_needs_matter_boundaries_are_composed_changed_binned_with_a_way_back_and_opened(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    goes_to_needs(alice)
    alice.page.get_by_role("heading", name="Your needs count, too").wait_for()
    alice.press("Write one down")
    alice.page.get_by_label("I feel stuck because …").fill("nothing changes.")
    alice.page.get_by_label("… so I will …").fill("see someone")
    alice.page.get_by_text("I feel stuck because nothing changes, so I will see someone.").wait_for()
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    alice.press("Done")
    alice.page.get_by_role("button", name="I feel stuck because nothing changes").click()
    alice.press("Change")
    alice.page.get_by_label("… so I will …").fill("see someone for myself")
    alice.press("Done")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Put in the bin").click()
    alice.page.get_by_role("heading", name="Your needs count, too").wait_for()
    alice.press("Undo")
    alice.page.get_by_role("button", name="see someone for myself").click()
    offers_this(alice)
    looks_at_offer(bob)
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")
    bob.page.get_by_role("heading", name="So I will").wait_for()
    bob.page.get_by_text("see someone for myself").wait_for()
