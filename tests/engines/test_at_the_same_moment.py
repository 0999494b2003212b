"""What is newer than the core, once, in every engine of this run: a photo, a good moment, the echo, and together."""

from __future__ import annotations

import time

from tests.engines import steps
from tests.engines.conftest import MakeHands
from tests.engines.hands import WAIT_S, Hands

HERS, HIS = "canary-zrw hers, with a photo", "canary-zrw his, of the same evening"


def shows_photo(hands: Hands) -> None:
    """Wait until a picture is drawn on this page."""
    until = time.monotonic() + WAIT_S
    while not hands.run(steps.IS_SHOWN):
        assert time.monotonic() < until, "no photo was shown"
        time.sleep(0.1)


def test_a_photo_a_moment_a_mark_in_the_echo_and_both_open_at_the_same_moment(hands: MakeHands) -> None:
    alice, bob = hands(), hands()
    steps.creates(alice, "rooms-alice")
    steps.creates(bob, "rooms-bob")
    steps.pair(alice, bob)
    steps.attaches_photo(alice, HERS)
    steps.opens_page(alice, HERS)
    shows_photo(alice)
    steps.begins_page(bob, HIS)
    bob.choose("Money", "Topic")
    bob.sees(steps.SAVED)
    bob.press("Done")
    steps.proposes_moment(alice)
    steps.picks_moment(bob, ":")
    alice.sees("You agreed on")
    steps.marks_in_echo(alice, "Money")
    steps.proposes_together(alice, "Money")
    steps.locks_in(alice, HERS)
    steps.goes_to(bob, "Bridge")
    bob.press("Shall we open ours at the same moment?", exact=False)
    bob.says("Together")
    steps.locks_in(bob, HIS)
    alice.sees("Both are locked in")
    for each, foreign in ((alice, HIS), (bob, HERS)):
        assert foreign not in each.text()
        each.press("Now")
    for each, told in ((alice, HIS), (bob, HERS)):
        each.sees("told you this")
        each.sees(told)
