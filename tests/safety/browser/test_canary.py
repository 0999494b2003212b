"""What alice writes is found nowhere outside her unlocked screen, and on bob's phone only from the release on."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.couple import (
    goes_to,
    linked,
    locks_in,
    looks_at_offer,
    looks_at_together,
    offers,
    opens_page,
    opens_to_partner,
    proposes_together,
    saved,
    says_back,
    writes,
)
from tests.browser.hours import AHEAD, days_pass
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_check_in import checks_in, goes_to_check_ins, turns_on
from tests.browser.test_days import QUESTION
from tests.browser.test_good_moment import AT_ONCE, heading, picks, proposes
from tests.browser.test_import import goes_to_import

CANARY = "canaryzrwheron"
LINE = "canaryzrwline"
HEARD = "canaryzrwheard"


def kept_by(phone: Phone) -> str:
    return phone.storage() + "\n".join(phone.sent)


def test_no_word_leaves_the_unlocked_screen_of_alice_before_the_release(phone: PhoneMaker, own_server: Server) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    writes(alice, f"{CANARY} under the pier", What_I_long_for=CANARY)
    offers(alice, CANARY, line=LINE)
    looks_at_offer(bob)
    bob.page.get_by_text(LINE).wait_for()
    bob.press("I’m ready")
    alice.page.get_by_role("button", name="Open it to them now").wait_for()
    bob.page.get_by_role("heading", name="You said you are ready").wait_for()
    assert CANARY in alice.page.content(), "the canary is not where it should be"
    assert CANARY not in bob.page.content()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        assert CANARY not in place
        assert LINE not in place
    opens_to_partner(alice)
    bob.page.get_by_text(f"{CANARY} under the pier").wait_for()
    says_back(bob, HEARD)
    alice.page.get_by_text(HEARD).wait_for()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, LINE, HEARD):
            assert word not in place


def test_after_the_lock_no_word_is_left_on_the_page(phone: PhoneMaker) -> None:
    alice = phone()
    alice.create_account("canary-lock")
    writes(alice, CANARY)
    goes_to(alice, "Mine")
    alice.page.get_by_label("Search in all you wrote").fill(CANARY)
    alice.page.get_by_text("One page found").wait_for()
    alice.press("Lock")
    alice.says("Locked")
    assert CANARY not in alice.page.content() + alice.storage()
    # the way back leads out of the app, and from there to the lock
    alice.page.go_back()
    assert CANARY not in alice.page.content()
    alice.open()
    alice.says("Locked")
    assert CANARY not in alice.page.content()


def test_what_stands_on_the_path_is_nowhere_outside_the_two_unlocked_screens(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    for each in (alice, bob):
        goes_to(each, "Path")
    alice.page.get_by_role("button", name="Add a step").first.click()
    alice.page.get_by_label("What is the step?").fill(CANARY)
    alice.press("Keep it")
    bob.page.get_by_role("button", name=CANARY).click()
    bob.page.get_by_label("Add a note").fill(HEARD)
    bob.press("Keep this note")
    alice.page.get_by_role("button", name=CANARY).click()
    alice.page.get_by_text(HEARD).wait_for()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, HEARD):
            assert word not in place
    alice.press("Lock")
    alice.says("Locked")
    assert CANARY not in alice.page.content() + alice.storage()


def test_a_reminder_an_answer_and_what_a_file_brought_are_nowhere_outside_and_tell_the_partner_nothing(
    phone: PhoneMaker, own_server: Server, tmp_path: Path
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    alice.page.add_init_script(AHEAD)
    linked(alice, bob)
    goes_to(bob, "Mine")
    seen, received = bob.page.locator("main").inner_text(), len(bob.received)
    file = tmp_path / "journal.json"
    file.write_text(json.dumps({"entries": [{"creationDate": "2020-05-03T10:00:00Z", "text": CANARY, "tags": [LINE]}]}))
    goes_to_import(alice)
    alice.page.get_by_label("Choose a file").set_input_files(file)
    alice.press("Add it")
    alice.press("Look at it")
    goes_to(alice, "Mine")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Reminders to myself").click()
    alice.press("New reminder")
    alice.fill("Remind me of", HEARD)
    alice.press("Keep it")
    alice.page.get_by_role("button", name=HEARD).wait_for()
    writes(alice, "a page")
    assert bob.received[received:] == []
    days_pass(alice, 31)
    alice.page.locator(".card", has_text=HEARD).get_by_role("button", name="Done").click()
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("It changed")
    alice.fill("What changed?", f"{CANARY} {LINE}")
    alice.press("Keep it")
    alice.page.get_by_role("button", name=QUESTION).wait_for(state="detached")
    # of the weeks that passed on this phone its echo speaks by itself, whatever was done
    told = [line for line in alice.sent if "/api/parts" in line or "/api/offers" in line]
    assert [line for line in told if "/api/parts?quiet=1" not in line] == []
    assert bob.page.locator("main").inner_text() == seen
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, LINE, HEARD):
            assert word not in place
    alice.press("Lock")
    alice.says("Locked")
    for word in (CANARY, LINE, HEARD):
        assert word not in alice.page.content() + alice.storage()


def test_gentle_words_and_the_seven_minute_page_are_nowhere_outside_her_unlocked_screen(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    writes(alice, "Soup")
    opens_page(alice, "Soup")
    alice.press("Offer this over the bridge")
    alice.press("Write it")
    alice.fill("As they would see it", f"{CANARY} Both were tired.")
    saved(alice).wait_for()
    alice.press("Done")
    alice.says("Offer")
    alice.page.get_by_role("radio", name="One sentence").check()
    alice.fill("Your sentence", f"You never {LINE}")
    alice.page.locator(".gentle__mark").first.wait_for()
    alice.press("Build a sentence")
    sheet = alice.page.get_by_role("dialog", name="Build a sentence")
    for label in ("About", "I need", "Could we"):
        sheet.get_by_label(label).fill(HEARD)
    sheet.get_by_text(f"I need {HEARD}.").wait_for()
    sheet.get_by_role("button", name="Close", exact=True).click()
    alice.press("Lock")
    alice.says("Locked")
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1"), alice.page.content()):
        for word in (CANARY, LINE, HEARD, "may land as"):
            assert word not in place
    alice.unlock()
    opens_page(alice, CANARY)
    assert CANARY not in bob.page.content()


def test_a_check_in_is_nowhere_outside_the_unlocked_screens_also_while_seen_together(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    turns_on(alice)
    turns_on(bob)
    goes_to_check_ins(alice)
    checks_in(alice, CANARY, tells=True, Communication=7)
    checks_in(alice, LINE, Connection=2)
    bob.page.get_by_text(CANARY).wait_for()
    assert LINE not in bob.page.content()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, LINE):
            assert word not in place
    for each in (alice, bob):
        each.press("Lock")
        each.says("Locked")
        assert CANARY not in each.page.content() + each.storage()


def test_reasons_rulers_and_needs_are_nowhere_outside_the_unlocked_screen(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="What I need").click()
    alice.press("Write one down")
    for label in ("What I need", "I feel stuck because …", "… so I will …"):
        alice.page.get_by_label(label).fill(f"{CANARY} {label}")
    saved(alice).wait_for()
    alice.press("Done")
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="What holds me back").click()
    alice.page.get_by_label("Something else that holds me back").fill(f"{CANARY} before")
    alice.press("Add it")
    alice.page.get_by_role("button", name=f"{CANARY} before").click()
    alice.page.get_by_label("What would make it easier").fill(LINE)
    saved(alice).wait_for()
    alice.press("Back")
    alice.page.get_by_role("button", name="Two rulers").click()
    alice.page.get_by_role("group", name="How able do I feel?").get_by_text("4", exact=True).click()
    alice.page.get_by_label("Why 4, and not lower?").fill(HEARD)
    saved(alice).wait_for()
    assert HEARD in alice.page.get_by_label("Why 4, and not lower?").input_value(), (
        "the canary is not where it should be"
    )
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1"), bob.page.content()):
        for word in (CANARY, LINE, HEARD):
            assert word not in place
    alice.press("Lock")
    alice.says("Locked")
    assert not any(word in alice.page.content() + alice.storage() for word in (CANARY, LINE, HEARD))


def test_a_moment_its_place_and_an_answer_are_nowhere_outside_the_unlocked_screens(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(timezone_id="Europe/Berlin"), phone(timezone_id="Europe/Berlin")
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    proposes(alice, AT_ONCE, 24 * 60, place=CANARY)
    picks(bob)
    heading(bob, "Are you calm enough?")
    bob.page.get_by_text(CANARY).wait_for()
    with bob.page.expect_response("**/api/parts?quiet=1"):
        bob.press("Yes, I am")
    goes_to(alice, "Today")
    alice.press("We just argued")
    heading(alice, "Your offers rest until")
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, "Europe/Berlin", "asks:", "picks:", "moment-own", "pkcs8", '"argued"'):
            assert word not in place, word
    bob.press("Lock")
    bob.says("Locked")
    assert CANARY not in bob.page.content() + bob.storage()


def test_what_is_locked_in_is_nowhere_outside_her_unlocked_screen_before_both_said_now(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    writes(alice, f"{CANARY} at night", topic="Money")
    writes(bob, "Mine", topic="Money")
    proposes_together(alice)
    locks_in(alice, CANARY)
    looks_at_together(bob)
    locks_in(bob, "Mine")
    for each in (bob, alice):
        each.page.get_by_role("heading", name="Both are locked in").wait_for()
    bob.page.get_by_role("button", name="Now", exact=True).click()
    bob.page.get_by_role("heading", name="You said now").wait_for()
    assert CANARY in alice.page.content(), "the canary is not where it should be"
    assert CANARY not in bob.page.content()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        assert CANARY not in place
    alice.page.get_by_role("button", name="Now", exact=True).click()
    bob.page.get_by_text(f"{CANARY} at night").wait_for()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        assert CANARY not in place
