"""Rows of the advice (docs/advice.md) that are about the whole of the product rather than one place in it."""

from __future__ import annotations

from tests.browser.couple import chooses, goes_to, linked, looks_at_offer, offers, opens_page, saved, writes
from tests.browser.support import Phone, PhoneMaker

VULNERABLE = {
    "What happened?": "We ate apart three evenings in a row.",
    "In my own words": "I felt far away from you.",
    "Beneath it": "I was afraid it would stay like this.",
    "What I long for": "One evening at the table, the two of us.",
    "My own part": "I said nothing and went to bed early.",
}
PRESSURE = ("remind", "waiting for you", "not answered yet", "has not", "still open", "seen", "last active", "streak")


def main_words(phone: Phone) -> str:
    return phone.page.locator("main").inner_text().lower()


def test_share_your_vulnerability_by_five_questions_that_may_all_stay_empty(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("advice-vulnerable")
    alice.press("Write")
    chooses(alice, "A whole page")
    for label, words in VULNERABLE.items():
        field = alice.page.get_by_label(label)
        assert field.get_attribute("required") is None
        field.fill(words)
    chooses(alice, "lonely")
    nearer = alice.page.get_by_role("group", name="Nearer words, if one fits better")
    nearer.locator("label").first.click()
    saved(alice).wait_for()
    alice.press("Done")
    opens_page(alice, VULNERABLE["What happened?"])
    for words in VULNERABLE.values():
        alice.page.get_by_text(words, exact=True).wait_for()


def test_seek_support_individually_on_a_path_of_my_own_that_leads_to_going_alone(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("advice-alone")
    goes_to(alice, "Path")
    alice.page.get_by_role("button", name="Therapists I look at").wait_for()
    alice.page.get_by_role("button", name="Going alone first").click()
    alice.page.locator("article").wait_for()
    assert "known risks" in alice.page.locator("article").inner_text()


def test_you_cannot_force_change_an_offer_is_declined_without_a_trace_and_everything_can_be_paused(
    phone: PhoneMaker,
) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "The thing about the evenings")
    offers(alice, "The thing about the evenings")
    goes_to(alice, "Bridge")
    before = main_words(alice)
    looks_at_offer(bob)
    bob.press("Not now")
    bob.page.get_by_text("You said not now").wait_for()
    goes_to(bob, "Bridge")
    bob.press("Settings and good to know")
    bob.page.get_by_role("switch", name="Pause the bridge").check()
    alice.press("Lock")
    alice.unlock()
    for place in ("Bridge", "Today", "Path"):
        goes_to(alice, place)
        assert not any(word in main_words(alice) for word in PRESSURE), place
    goes_to(alice, "Bridge")
    assert main_words(alice) == before


def test_even_one_partner_alone_has_all_of_mine_and_is_not_pushed_to_invite(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("advice-one")
    writes(alice, "Only for me, to begin with")
    for place in ("Today", "Mine", "Path"):
        goes_to(alice, place)
        assert "invite" not in main_words(alice), place
    goes_to(alice, "Mine")
    for name in ("Check-in", "Calendar", "What holds me back", "What I need"):
        alice.page.get_by_role("button", name=name).click()
        alice.page.get_by_role("button", name="Back", exact=True).wait_for()
        assert "your partner has" not in main_words(alice)
        alice.press("Back")
        alice.says("Mine")
