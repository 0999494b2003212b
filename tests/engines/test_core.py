"""The core story, once, in every engine of this run: create, write, pair, offer, open, offline, lock."""

from __future__ import annotations

from tests.browser.support import PASSPHRASE
from tests.engines import steps
from tests.engines.conftest import MakeHands

TOLD = "canary-zrw I wait for you to ask how my day was"


def test_two_people_pair_and_one_thing_opens_after_both_said_yes(hands: MakeHands) -> None:
    alice, bob = hands(), hands()
    steps.creates(alice, "core-alice")
    steps.creates(bob, "core-bob")
    steps.pair(alice, bob)
    steps.writes(alice, TOLD)
    steps.offers(alice, TOLD)
    steps.looks_at_offer(bob)
    bob.sees("what has been read cannot be unread")
    assert "canary-zrw" not in bob.text()
    bob.press("I’m ready")
    bob.sees("You said you are ready")
    assert "canary-zrw" not in bob.text()
    alice.press("Open it to them now")
    for each in (alice, bob):
        each.says("Opened")
        each.sees(TOLD)


def test_without_a_network_it_opens_and_keeps_and_sends_when_there_is_one(hands: MakeHands) -> None:
    alice = hands()
    steps.creates(alice, "core-offline")
    steps.writes(alice, "written with a network")
    alice.go_offline()
    steps.begins_page(alice, "written without one")
    alice.sees(steps.NOT_YET)
    alice.press("Done")
    alice.reload()
    alice.says("Locked")
    steps.unlocks(alice)
    steps.opens_page(alice, "written without one")
    steps.opens_page(alice, "written with a network")
    steps.goes_to(alice, "Today")
    alice.sees("Not on the server yet:")
    alice.come_back()
    alice.misses("Not on the server yet:")


def test_the_lock_shows_nothing_and_opens_with_the_passphrase_alone(hands: MakeHands) -> None:
    alice = hands()
    steps.creates(alice, "core-lock")
    steps.writes(alice, TOLD)
    steps.opens_page(alice, TOLD)
    steps.locks(alice)
    assert "canary-zrw" not in alice.text()
    alice.reload()
    alice.says("Locked")
    assert "canary-zrw" not in alice.text()
    steps.unlocks(alice, PASSPHRASE)
    steps.opens_page(alice, TOLD)
