"""Rows of the advice (docs/advice.md) that are about the whole of the product rather than one place in it."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.couple import chooses, goes_to, linked, looks_at_offer, offers, opens_page, saved, writes
from tests.browser.echo_steps import goes_to_echo
from tests.browser.support import Phone, PhoneMaker

VULNERABLE = {
    "What happened?": "We ate apart three evenings in a row.",
    "In my own words": "I felt far away from you.",
    "Beneath it": "I was afraid it would stay like this.",
    "What I long for": "One evening at the table, the two of us.",
    "My own part": "I said nothing and went to bed early.",
}
OFFERED = "has something to tell you"
STEP, TRIAL = "Find a calm hour to talk", "Try one session"
PRESSURE = ("remind", "waiting for you", "not answered yet", "has not", "still open", "seen", "last active", "streak")


def main_words(phone: Phone) -> str:
    return phone.page.locator("main").inner_text().lower()


def step(phone: Phone, title: str) -> Locator:
    """On the path; a stage may bear the same words."""
    return phone.page.get_by_role("main").get_by_role("button", name=title, exact=False)


def goes_to_step(phone: Phone, title: str) -> None:
    step(phone, title).first.click()
    phone.says("Step")


def lets_go(phone: Phone, title: str) -> None:
    """From the path, and back on it."""
    goes_to_step(phone, title)
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Let it go").click()
    phone.says("Path")
    step(phone, title).wait_for(state="detached")


def pauses(phone: Phone, *, is_on: bool) -> None:
    """The whole bridge, in the settings."""
    phone.press("Settings and good to know")
    phone.page.get_by_role("switch", name="Pause the bridge").set_checked(is_on)


def test_share_your_vulnerability_by_five_questions_and_feeling_words_in_families(phone: PhoneMaker) -> None:
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


def test_share_your_vulnerability_by_five_questions_that_may_all_stay_empty(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("advice-empty")
    alice.press("Write")
    chooses(alice, "A whole page")
    chooses(alice, "lonely")
    saved(alice).wait_for()
    for label in VULNERABLE:
        assert alice.page.get_by_label(label).input_value() == ""
    alice.press("Done")
    opens_page(alice, "Lonely")
    alice.page.locator(".tag", has_text="lonely").wait_for()
    assert alice.page.locator(".entry__part").count() == 0, "what stayed empty takes no room"
    alice.press("Lock")
    alice.unlock()
    opens_page(alice, "Lonely")


def test_seek_support_individually_on_a_path_of_my_own_that_leads_to_going_alone(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("advice-alone")
    goes_to(alice, "Path")
    alice.page.get_by_role("button", name="Therapists I look at").wait_for()
    alice.page.get_by_role("button", name="Going alone first").click()
    alice.page.locator("article").wait_for()
    assert "known risks" in alice.page.locator("article").inner_text()


def test_you_cant_force_change_an_offer_is_declined_without_a_trace(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "The thing about the evenings")
    offers(alice, "The thing about the evenings")
    goes_to(alice, "Bridge")
    before, received = main_words(alice), len(alice.received)
    looks_at_offer(bob)
    bob.press("Not now")
    bob.page.get_by_text("You said not now").wait_for()
    goes_to(bob, "Bridge")
    assert alice.received[received:] == []
    alice.press("Lock")
    alice.unlock()
    for place in ("Bridge", "Today", "Path"):
        goes_to(alice, place)
        assert not any(word in main_words(alice) for word in PRESSURE), place
    goes_to(alice, "Bridge")
    assert main_words(alice) == before


def test_you_cant_force_change_a_step_is_let_go_and_no_phone_says_by_whom(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    for each in (alice, bob):
        goes_to(each, "Path")
        step(each, STEP).wait_for()
    lets_go(alice, STEP)
    step(bob, STEP).wait_for(state="detached")
    assert main_words(alice) == main_words(bob), "the same to whoever let it go and whoever did not"
    assert "let go" not in main_words(bob)
    for each in (alice, bob):
        each.press("Lock")
        each.unlock()
        assert not any(word in main_words(each) for word in (*PRESSURE, "let go"))
        goes_to(each, "Path")
    assert main_words(alice) == main_words(bob)


def test_you_cant_force_change_a_trial_session_may_be_let_lie_let_go_or_end_in_not_now(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    for each in (alice, bob):
        goes_to(each, "Path")
        step(each, TRIAL).wait_for()
    untouched, received = main_words(alice), len(alice.received)
    # looked at and left as it is: nobody hears of it
    goes_to_step(bob, TRIAL)
    goes_to(bob, "Path")
    assert alice.received[received:] == []
    assert [line for line in bob.sent if "/api/parts" in line] == []
    # an end for both of them: it says nothing of whose it was
    goes_to_step(bob, TRIAL)
    bob.press("Not now")
    goes_to(bob, "Path")
    for each in (alice, bob):
        each.page.get_by_text("1 step is done").click()
        each.page.get_by_text("Not now. That is a good answer too.").wait_for()
    assert main_words(alice) == main_words(bob)
    goes_to_step(bob, TRIAL)
    bob.press("Open it again")
    alice.page.get_by_text("1 step is done").wait_for(state="detached")
    assert main_words(alice) == untouched
    goes_to(bob, "Path")
    lets_go(bob, TRIAL)
    step(alice, TRIAL).wait_for(state="detached")
    assert main_words(alice) == main_words(bob)


def test_you_cant_force_change_everything_can_be_paused_and_only_the_one_who_paused_knows(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "The thing about the evenings")
    offers(alice, "The thing about the evenings")
    goes_to(alice, "Bridge")
    before = main_words(alice)
    goes_to(bob, "Today")
    bob.page.get_by_role("main").get_by_text(OFFERED).wait_for()
    received = len(alice.received)
    pauses(bob, is_on=True)
    goes_to(bob, "Today")
    assert OFFERED not in main_words(bob)
    goes_to_echo(bob)
    bob.page.get_by_text("The whole bridge is paused, and so is this.").wait_for()
    bob.press("Lock")
    bob.unlock()
    assert OFFERED not in main_words(bob), "quiet stays quiet"
    assert alice.received[received:] == []
    assert main_words(alice) == before
    pauses(bob, is_on=False)
    goes_to(bob, "Today")
    bob.page.get_by_role("main").get_by_text(OFFERED).wait_for()


def test_even_one_partner_alone_starts_a_change_with_all_of_mine_and_is_not_pushed_to_invite(phone: PhoneMaker) -> None:
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
