"""Choose the right time and place: a good moment, the private question before it, and "We just argued"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.couple import goes_to, linked, opens_page, writes
from tests.browser.hours import answers_calm, pass_by, wheel
from tests.browser.support import Phone, PhoneMaker

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
PLACE = "the bench by the canal"
ANSWERED = "Your answer is kept. Look here again at the hour."
STANDS = "It is a good moment for both of you."
ANOTHER = "Another time is better."
AT_ONCE = 30


def proposes(phone: Phone, *minutes: int, zone: str = BERLIN, place: str = PLACE) -> None:
    goes_to(phone, "Bridge")
    phone.press("Propose a time to talk")
    for label, after in zip(("First time", "Second time", "Third time"), minutes, strict=False):
        phone.page.get_by_label(label).fill(wheel(zone, after))
    phone.page.get_by_label("Where").fill(place)
    phone.press("Propose it")
    phone.page.get_by_role("heading", name="You proposed").wait_for()


def picks(phone: Phone, which: int = 0) -> None:
    goes_to(phone, "Bridge")
    phone.page.get_by_role("button", name="proposes a time to talk").click()
    phone.page.get_by_role("list", name="Proposed times").get_by_role("button").nth(which).click()


def goes_to_moment(phone: Phone, words: str) -> None:
    goes_to(phone, "Today")
    phone.page.get_by_role("button", name=words).click()


def undoes(phone: Phone) -> None:
    """The newest thing that was done."""
    phone.page.get_by_role("button", name="Undo", exact=True).last.click()


def heading(phone: Phone, words: str) -> None:
    phone.page.get_by_role("heading", name=words).wait_for()


@pytest.fixture
def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    return linked(phone(timezone_id=BERLIN), phone(timezone_id=NEW_YORK))


def test_choose_the_right_time_and_place_proposed_in_one_zone_picked_in_another_and_in_both_calendars(
    couple: tuple[Phone, Phone],
) -> None:
    alice, bob = couple
    proposes(alice, 24 * 60, 48 * 60, 72 * 60)
    goes_to(bob, "Bridge")
    bob.page.get_by_role("button", name="proposes a time to talk").click()
    expect(bob.page.get_by_role("list", name="Proposed times").get_by_role("button")).to_have_count(3)
    expect(bob.page.locator("main")).to_contain_text("in Berlin")
    expect(bob.page.locator("main")).to_contain_text(PLACE)
    # none of these is nobody's business
    received = len(alice.received)
    bob.press("None of these")
    bob.page.get_by_text("You set these times aside.").wait_for()
    bob.press("Bring them back")
    bob.page.get_by_text("Tap the time that suits you.").wait_for()
    assert [line for line in bob.sent if "/api/parts" in line] == []
    assert alice.received[received:] == []
    bob.page.get_by_role("list", name="Proposed times").get_by_role("button").nth(1).click()
    files = []
    for each in couple:
        heading(each, "You agreed on")
        with each.page.expect_download() as download:
            each.press("Put it in my calendar")
        files.append(Path(download.value.path()).read_text("utf-8"))
    start = re.compile(r"^DTSTART:\d{8}T\d{6}Z\r?$", re.M)
    starts = [start.search(file) for file in files]
    assert len({start.group() for start in starts if start}) == 1
    assert all(f"LOCATION:{PLACE}" in file and "SUMMARY:Time for us" in file for file in files)
    bob.press("Not this one after all")
    heading(alice, "You proposed")
    undoes(bob)
    heading(alice, "You agreed on")
    alice.press("Let it go")
    bob.page.get_by_text("This moment was let go, by one of you.").wait_for()
    undoes(alice)
    heading(bob, "You agreed on")


def test_two_times_are_needed_and_what_was_typed_stays(couple: tuple[Phone, Phone]) -> None:
    alice, _ = couple
    goes_to(alice, "Bridge")
    alice.press("Propose a time to talk")
    alice.page.get_by_label("Where").fill(PLACE)
    alice.press("Propose it")
    expect(alice.page.get_by_text("Please choose a day and an hour.")).to_have_count(2)
    alice.page.get_by_label("First time").fill("2027-03-28T02:30")
    alice.page.get_by_label("Second time").fill("2020-01-01T10:00")
    alice.press("Propose it")
    alice.page.get_by_text("this hour is left out").wait_for()
    alice.page.get_by_text("This time is over already.").wait_for()
    alice.press("Back")
    alice.press("Propose a time to talk")
    expect(alice.page.get_by_label("Where")).to_have_value(PLACE)
    expect(alice.page.get_by_label("First time")).to_have_value("2027-03-28T02:30")


@pytest.mark.parametrize(
    ("hers", "his", "found"), [(True, True, STANDS), (True, False, ANOTHER), (True, None, ANOTHER)]
)
def test_choose_the_right_time_and_place_calm_enough_is_only_ever_the_and_of_both(
    couple: tuple[Phone, Phone], hers: bool, his: bool | None, found: str
) -> None:
    alice, bob = couple
    proposes(alice, AT_ONCE, 24 * 60)
    picks(bob)
    heading(bob, "Are you calm enough?")
    goes_to_moment(alice, "Are you calm enough?")
    say = {True: "Yes, I am", False: "Rather another time"}
    answers_calm(alice, say[hers])
    if his is not None:
        answers_calm(bob, say[his], alice)
        # whatever was said, the same words stand there on both until the hour
        words = [each.page.locator("main h2").first.inner_text() for each in couple]
        assert words[0] == words[1] == ANSWERED
        # time in which a word too many would come: that nothing changes can only be waited for
        alice.page.wait_for_timeout(3_000)
        assert STANDS not in alice.page.content() + bob.page.content()
    for phone in couple:
        pass_by(phone, AT_ONCE + 1)
        goes_to_moment(phone, found)
        heading(phone, found)
    if found == STANDS:
        expect(alice.page.locator("main")).to_contain_text(PLACE)
    else:
        mains = [each.page.locator("main").inner_text() for each in couple]
        assert mains[0] == mains[1], "the same to whoever said yes and whoever did not"


def test_choose_the_right_time_and_place_after_we_just_argued_my_offers_wait_and_nobody_else_knows(
    couple: tuple[Phone, Phone],
) -> None:
    alice, bob = couple
    writes(alice, "you came home late")
    goes_to(bob, "Bridge")
    seen, received = bob.page.locator("main").inner_text(), len(bob.received)
    goes_to(alice, "Today")
    alice.press("We just argued")
    heading(alice, "Your offers rest until")
    opens_page(alice, "you came home late")
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.press("Go on")
    alice.page.get_by_text("You said that you just argued.").wait_for()
    assert alice.page.get_by_role("button", name="Offer it", exact=True).count() == 0
    alice.press("Keep it for later")
    goes_to(alice, "Bridge")
    heading(alice, "Held by you")
    alice.page.get_by_text("Held until").wait_for()
    assert [line for line in alice.sent if "/api/offers" in line or "/api/parts" in line] == []
    assert bob.page.locator("main").inner_text() == seen
    assert bob.received[received:] == []
    alice.press("End it now")
    alice.page.get_by_text("It waits for you. Nothing was sent.").wait_for()
    alice.page.get_by_role("button", name="you came home late").click()
    alice.press("Go on")
    alice.press("Go on")
    alice.press("Offer it")
    alice.says("Your offer")
    bob.page.get_by_role("heading", name="For you").wait_for()


def test_alone_there_is_nothing_to_hold_back_and_nobody_to_propose_to(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("alone")
    assert alice.page.get_by_role("button", name="We just argued").count() == 0
    goes_to(alice, "Bridge")
    assert alice.page.get_by_role("button", name="Propose a time to talk").count() == 0
