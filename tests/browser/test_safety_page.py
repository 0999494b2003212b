"""The safety page: the same for everybody, offline, asking nothing, leaving no trace (safety.md, Rules and I4)."""

from __future__ import annotations

from tests.browser.server import Server
from tests.browser.support import PhoneMaker


def test_i4_opening_it_leaves_no_request_and_no_trace(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.keeps_app()
    alice.page.reload()
    alice.says("Yours alone")
    alice.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    before = alice.storage()
    asked = len([line for line in alice.sent if "/api/" in line])
    alice.press("Is this right for us?")
    alice.says("Is this right for us?")
    alice.page.get_by_text("not checked by us yet").first.wait_for()
    assert len([line for line in alice.sent if "/api/" in line]) == asked
    alice.press("Back")
    alice.says("Yours alone")
    assert alice.storage() == before


def test_it_opens_with_the_server_gone(phone: PhoneMaker, own_server: Server) -> None:
    alice = phone()
    alice.url = own_server.url
    alice.open()
    alice.keeps_app()
    own_server.stop()
    alice.expect_wrong("ERR_CONNECTION_REFUSED")
    alice.page.reload()
    alice.says("Yours alone")
    alice.press("Is this right for us?")
    alice.page.get_by_text("not checked by us yet").first.wait_for()
    another = alice.another_tab()
    another.goto(f"{alice.url}/")
    another.get_by_text("Yours alone").first.wait_for()


def test_it_is_the_same_locked_and_unlocked(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("safety-same")
    alice.press("Settings and good to know")
    alice.press("Is this right for us?")
    alice.says("Is this right for us?")
    alice.page.get_by_text("not checked by us yet").first.wait_for()
    inside = alice.page.locator("main").inner_text()
    alice.page.reload()
    alice.says("Locked")
    alice.press("Is this right for us?")
    alice.says("Is this right for us?")
    alice.page.get_by_text("not checked by us yet").first.wait_for()
    assert alice.page.locator("main").inner_text() == inside
