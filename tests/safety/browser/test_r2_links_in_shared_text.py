"""safety.md R2: a link in a shared text is text; nothing is fetched because of it, and nothing can be tapped."""

from __future__ import annotations

from tests.browser.couple import linked, looks_at_offer, offers, opens_to_partner, writes
from tests.browser.support import PhoneMaker

LINK = "https://therapist.example/?who=bob"


def test_a_link_in_a_shared_text_is_inert(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, f"Look at {LINK} or //tracker.example/pixel.png")
    offers(alice, "Look at", line=f"First read {LINK}")
    looks_at_offer(bob)
    bob.page.get_by_text(LINK).first.click()
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")
    words = bob.page.get_by_text("tracker.example/pixel.png")
    words.click()
    assert bob.page.url == f"{bob.url}/"
    assert len(bob.context.pages) == 1
    assert bob.page.locator("main a[href]").count() == 0
    # what a browser would have asked for shows up as "third party" in phone.surprises(); this says it of both
    assert not [line for line in bob.sent + alice.sent if "therapist.example" in line or "tracker.example" in line]
