"""Check-ins on two phones: private, without a network, seen together only while both want it, and off at once."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.couple import goes_to, linked, writes
from tests.browser.support import Phone, PhoneMaker

FOUR = ("Communication", "Connection", "Handling conflict", "Trust and teamwork")
NOTHING = "There is nothing to see together now."


def goes_to_check_ins(phone: Phone) -> None:
    goes_to(phone, "Mine")
    phone.press("Check-in")
    phone.says("Check-in")


def slider(phone: Phone, label: str) -> Locator:
    return phone.page.get_by_role("slider", name=label)


def checks_in(phone: Phone, line: str = "", *, tells: bool = False, **values: int) -> None:
    """A new check-in from the list of them."""
    phone.press("New check-in")
    for label, value in values.items():
        slider(phone, label).fill(str(value))
    if line:
        phone.page.get_by_label("A line").fill(line)
    if tells:
        phone.page.get_by_role("switch", name="My partner may see this line too").check()
    phone.press("Keep it")
    phone.page.get_by_role("heading", name="One by one").wait_for()


def turns_on(phone: Phone, which: str = "From now on") -> None:
    goes_to_check_ins(phone)
    phone.press("Seen together")
    phone.page.get_by_role("switch", name="See check-ins together").click()
    phone.page.get_by_role("dialog").get_by_role("button", name=which).click()
    expect(phone.page.get_by_role("switch", name="See check-ins together")).to_be_checked()


def chart(phone: Phone, title: str) -> Locator:
    return phone.page.get_by_role("figure", name=title)


def test_the_benefits_in_a_check_in_kept_changed_charted_and_taken_away_without_a_network(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("check-alice")
    goes_to_check_ins(alice)
    alice.press("New check-in")
    expect(alice.page.get_by_role("slider")).to_have_count(len(FOUR))
    for label in FOUR:
        expect(slider(alice, label)).to_have_attribute("aria-valuetext", "Not set")
    alice.press("Back")
    alice.says("Check-in")
    # 409: the reload can fall into a push whose answer is then lost; it is sent anew, and merged
    for part in ("ERR_INTERNET_DISCONNECTED", "net::", "answer 409"):
        alice.expect_wrong(part)
    alice.goes_offline()
    checks_in(alice, "a walk by the lake", Communication=7)
    expect(chart(alice, "Communication").locator("figcaption")).to_contain_text("7 of 10")
    expect(chart(alice, "Connection").locator("figcaption")).to_have_text("Not set in this time.")
    # its two ends are one day, said once
    expect(chart(alice, "Communication").locator(".chart__days > span")).to_have_count(1)
    checks_in(alice, Communication=0, Connection=10)
    expect(chart(alice, "Communication").locator("figcaption")).to_contain_text("Set 2 times, from 0 to 7.")
    alice.page.get_by_text("The same as a table").click()
    expect(alice.page.get_by_role("table").get_by_role("row")).to_have_count(3)
    alice.page.get_by_role("button", name="a walk by the lake").click()
    alice.press("Leave it open Communication")
    expect(slider(alice, "Communication")).to_have_attribute("aria-valuetext", "Not set")
    alice.press("Keep it")
    expect(chart(alice, "Communication").locator("figcaption")).to_contain_text("Set once")
    alice.page.get_by_role("button", name="a walk by the lake").click()
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Take it away").click()
    alice.page.get_by_role("button", name="a walk by the lake").wait_for(state="detached")
    alice.press("Undo")
    alice.page.get_by_role("button", name="a walk by the lake").wait_for()
    alice.comes_online()
    alice.page.reload()
    alice.unlock()
    goes_to_check_ins(alice)
    alice.page.get_by_role("button", name="a walk by the lake").wait_for()


def test_what_was_moved_and_not_kept_is_there_again_and_words_are_found_from_mine(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("check-draft")
    alice.press("Write")
    alice.press("Check in with four sliders")
    slider(alice, "Trust and teamwork").fill("4")
    alice.press("Back")
    alice.press("Check in with four sliders")
    expect(slider(alice, "Trust and teamwork")).to_have_value("4")
    alice.page.get_by_label("A line").fill("Déjà vu")
    alice.press("Keep it")
    alice.page.get_by_text("What do you feel?").wait_for()
    goes_to(alice, "Mine")
    writes(alice, "soup again")
    alice.page.get_by_label("Search in all you wrote").fill("deja")
    alice.page.get_by_role("list", name="In your check-ins").get_by_role("button", name="Déjà vu").click()
    expect(slider(alice, "Trust and teamwork")).to_have_value("4")


def test_the_benefits_are_seen_together_only_while_both_have_it_on_and_off_at_once(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    turns_on(alice)
    alice.page.get_by_text(NOTHING).wait_for()
    goes_to_check_ins(alice)
    checks_in(alice, "the pier", tells=True, Communication=7)
    turns_on(bob)
    bob.page.get_by_text(NOTHING).wait_for()
    goes_to_check_ins(bob)
    checks_in(bob, "for me alone", Communication=3)
    goes_to_check_ins(alice)
    alice.press("Seen together")
    expect(chart(alice, "Communication").locator("figcaption")).to_contain_text("3 of 10")
    assert "for me alone" not in alice.page.locator("main").inner_text()
    goes_to_check_ins(alice)
    checks_in(alice, Communication=8)
    bob.press("Seen together")
    expect(chart(bob, "Communication").locator("figcaption")).to_contain_text("from 7 to 8")
    bob.page.get_by_text("the pier").wait_for()
    # off: at once here, there as soon as it hears, and without a word of it
    alice.press("Seen together")
    alice.page.get_by_role("switch", name="See check-ins together").click()
    expect(alice.page.get_by_role("figure")).to_have_count(0)
    bob.page.get_by_text(NOTHING).wait_for()
    expect(bob.page.get_by_role("figure")).to_have_count(0)
    assert "the pier" not in bob.page.content()
    expect(bob.page.get_by_role("switch", name="See check-ins together")).to_be_checked()
    assert bob.page.locator(".toast").count() == 0


def test_off_without_a_network_hides_it_here_at_once(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    turns_on(alice)
    turns_on(bob)
    goes_to_check_ins(bob)
    checks_in(bob, Connection=6)
    expect(chart(alice, "Connection").locator("figcaption")).to_contain_text("6 of 10")
    for part in ("ERR_INTERNET_DISCONNECTED", "net::"):
        alice.expect_wrong(part)
    alice.goes_offline()
    alice.page.get_by_role("switch", name="See check-ins together").click()
    expect(alice.page.get_by_role("figure")).to_have_count(0)
    alice.comes_online()


def test_private_check_ins_are_nobody_elses_in_words_or_existence(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    goes_to_check_ins(bob)
    bob.press("Seen together")
    bob.page.get_by_role("heading", name="What this means").wait_for()
    seen, received = bob.page.locator("main").inner_text(), len(bob.received)
    goes_to_check_ins(alice)
    for line in ("canary-check-in one", "canary-check-in two"):
        checks_in(alice, line, Communication=2)
    goes_to(alice, "Mine")
    assert [line for line in alice.sent if "/api/parts" in line] == []
    assert bob.page.locator("main").inner_text() == seen
    assert bob.received[received:] == []
    assert "canary-check-in" not in "\n".join([*alice.sent, alice.storage(), bob.storage()])
