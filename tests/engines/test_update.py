"""A newer release, once, in every engine of this run: it waits, is said in a line, and is taken by one tap."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.browser.releases import LOADED_LATE, moves_on
from tests.browser.server import Server
from tests.engines import steps
from tests.engines.conftest import MakeHands
from tests.engines.hands import WAIT_S, Hands

RELEASE = "() => document.querySelector('meta[name=couplebridge-release]').content"
IS_KEPT = "() => navigator.serviceWorker.controller !== null"
IS_WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"
LOOK_AGAIN = "() => { document.dispatchEvent(new Event('visibilitychange')); }"
FORGET_LOADED = "() => { performance.clearResourceTimings(); }"
LOADED = """() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  .filter((path) => path.startsWith('/s/'))"""


def until(what: str, attempt: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not attempt():
        assert time.monotonic() < end, f"waited {WAIT_S} s for {what}"
        time.sleep(0.1)


def shows_late_screen_of(hands: Hands, release: str) -> None:
    """A screen whose file was not loaded before: it comes from this release, and so does all that it brings."""
    hands.run(FORGET_LOADED)
    hands.press("Settings and good to know")
    hands.press("About this app")
    hands.says("About this app")
    loaded = hands.run(LOADED)
    assert f"/s/{release}/{LOADED_LATE}" in loaded
    assert [path for path in loaded if not path.startswith(f"/s/{release}/")] == []
    hands.press("Back")
    hands.says("Settings")
    hands.press("Back")
    hands.says("Today")


def test_a_new_release_waits_for_one_tap_and_neither_words_nor_files_are_mixed_up(
    hands: MakeHands, server: Server, tmp_path: Path
) -> None:
    alice = hands()
    steps.creates(alice, "update-core")
    until("the app to be kept on the phone", lambda: alice.run(IS_KEPT))
    before = alice.run(RELEASE)
    steps.begins_page(alice, "canary-zrw half a sent")
    alice.expect_cut()
    fresh = moves_on(server, tmp_path)
    alice.run(LOOK_AGAIN)
    until("the new release to wait", lambda: alice.run(IS_WAITING))
    alice.type_on("What happened?", "ence")
    assert alice.run(RELEASE) == before != fresh
    steps.goes_to(alice, "Today")
    alice.sees("A newer version is ready.")
    shows_late_screen_of(alice, before)
    alice.renew("Use it now", fresh)
    alice.says("Locked")
    steps.unlocks(alice)
    shows_late_screen_of(alice, fresh)
    steps.opens_page(alice, "canary-zrw half a sentence")
