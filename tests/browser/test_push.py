"""Signs, from the switch to the lock screen: one sentence, whatever it is for, and off until asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from couplebridge.push_thread import send_now
from couplebridge.services import web_push
from tests.browser.couple import linked, offers, writes
from tests.browser.server import Server
from tests.browser.signs import (
    FORBIDS,
    NO_PUSH,
    PRESS,
    SHOWN,
    WATCH_BADGES,
    deliver,
    opens_signs,
    subscribing,
    wait_for_signs,
    wants_signs,
)
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_install import IPHONE
from tests.support.push_service import PushService, push_service

SECRET = "I wait for you to ask how my day was"
SIGN = [["Something is new.", "", "sign", None, 0]]


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


@pytest.fixture
def server(make_server: Callable[..., Server], service: PushService, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that sends signs, and at once."""
    monkeypatch.setattr(web_push, "JITTER_MS", (0, 1))
    return make_server(PUSH_CONTACT="mailto:me@bridge.example", PUSH_SEAM=service.origin)


def put_requests(phone: Phone) -> list[str]:
    return [line for line in phone.sent if line.startswith("PUT ") and "/api/push" in line]


def test_an_offer_becomes_one_sentence_on_the_other_phone(
    phone: PhoneMaker, server: Server, service: PushService
) -> None:
    alice, bob = phone(), phone(timezone_id="Europe/Paris")
    (browser, _) = subscribing(bob, service.origin)
    linked(alice, bob)
    assert bob.page.evaluate("() => Notification.permission") == "granted"
    assert put_requests(bob) == [], "off until asked for"
    wants_signs(bob)
    assert bob.page.evaluate("() => subscribedWith") == {"shown": True, "bytes": 65}
    assert "Europe/Paris" in put_requests(bob)[-1]
    bob.press("Lock")
    bob.says("Locked")
    writes(alice, SECRET)
    offers(alice, SECRET)
    assert send_now(server.app) == 1
    (arrived,) = service.of(browser)
    message = browser.read(arrived)
    assert b"day was" not in message + arrived.body
    deliver(bob, message)
    assert bob.page.evaluate(SHOWN) == SIGN
    bob.unlock()
    wait_for_signs(bob, 0)


def test_whatever_arrives_the_same_is_shown_with_a_badge_without_a_number_and_opens_the_beginning(
    phone: PhoneMaker, service: PushService
) -> None:
    alice = phone()
    subscribing(alice, service.origin)
    alice.has_account("push-forged")
    alice.press("Lock")  # an open app takes a sign away as soon as it hears of something
    alice.says("Locked")
    alice.keeps_app()
    # a phone that was used before keeps the worker of each server that it met
    (worker,) = (each for each in alice.context.service_workers if each.url.startswith(alice.url))
    worker.evaluate(WATCH_BADGES)
    deliver(alice, b'{"title":"canary","body":"canary","navigate":"https://evil.test/","badge":7}')
    assert alice.page.evaluate(SHOWN) == SIGN
    assert worker.evaluate("() => self.badges") == [[]]
    worker.evaluate("() => { self.pages = []; }")
    assert worker.evaluate(PRESS) == ["/"]
    assert alice.page.evaluate(SHOWN) == []


def test_an_address_that_is_gone_is_asked_for_anew_at_the_next_opening(
    phone: PhoneMaker, server: Server, service: PushService
) -> None:
    alice, bob = phone(), phone()
    browsers = subscribing(bob, service.origin)
    linked(alice, bob)
    wants_signs(bob)
    bob.press("Lock")
    bob.says("Locked")
    service.answers.append((410, {}))
    writes(alice, SECRET)
    offers(alice, SECRET)
    assert send_now(server.app) == 1
    before = len(put_requests(bob))
    bob.page.evaluate("() => sessionStorage.setItem('subscribed', -1)")
    with bob.page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/push" in answer.url):
        bob.unlock()
    assert len(put_requests(bob)) == before + 1
    assert browsers[1].endpoint in put_requests(bob)[-1]


def test_it_is_kept_over_a_reload_and_off_means_off(phone: PhoneMaker, server: Server, service: PushService) -> None:
    alice = phone()
    subscribing(alice, service.origin)
    alice.has_account("push-off")
    wants_signs(alice)
    with alice.page.expect_response(lambda answer: b'"days":[1,2' in (answer.request.post_data_buffer or b"")):
        alice.page.get_by_text("Mon", exact=True).click()
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    opens_signs(alice)
    switch = alice.page.get_by_role("switch", name="Show me a sign")
    assert switch.is_checked()
    assert not alice.page.get_by_role("checkbox", name="Mon").is_checked()
    assert alice.page.get_by_label("From", exact=True).input_value() == "00:00"
    with alice.page.expect_response(lambda answer: answer.request.method == "DELETE" and "/api/push" in answer.url):
        switch.click()
    alice.page.get_by_label("From", exact=True).wait_for(state="detached")
    assert service.origin.encode() not in server.stored()
    assert service.origin not in alice.storage()


def test_hide_now_leaves_it_and_nothing_of_it_lies_readable_on_the_phone(
    phone: PhoneMaker, service: PushService
) -> None:
    alice = phone()
    (browser, _) = subscribing(alice, service.origin)
    alice.has_account("push-hide")
    wants_signs(alice)
    with alice.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        alice.press("Hide now")
    alice.page.get_by_text("Nothing here.").wait_for()
    kept = alice.storage()
    assert browser.endpoint not in kept
    assert "from_minute" not in kept
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    opens_signs(alice)
    assert alice.page.get_by_role("switch", name="Show me a sign").is_checked()


def test_a_phone_that_forbids_it_says_how_to_change_that(phone: PhoneMaker, service: PushService) -> None:
    alice = phone()
    subscribing(alice, service.origin, allowed=False)
    alice.page.add_init_script(FORBIDS)
    alice.has_account("push-blocked")
    opens_signs(alice)
    alice.page.get_by_role("switch", name="Show me a sign").click()
    alice.page.get_by_text("Your phone does not let this app show anything.").wait_for()
    assert alice.page.get_by_role("switch", name="Show me a sign").is_disabled()
    assert put_requests(alice) == []
    alice.page.evaluate("() => sessionStorage.setItem('permission', 'granted')")
    alice.press("Look again")
    alice.page.get_by_text("Your phone does not let this app show anything.").wait_for(state="detached")
    assert not alice.page.get_by_role("switch", name="Show me a sign").is_checked()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"user_agent": IPHONE}, "On an iPhone, signs come only to the app on the home screen."),
        ({}, "This browser cannot show signs."),
    ],
)
def test_where_a_browser_cannot_it_says_so(phone: PhoneMaker, options: dict[str, Any], words: str) -> None:
    alice = phone(**options)
    alice.page.add_init_script(NO_PUSH)
    alice.has_account("push-cannot")
    opens_signs(alice)
    alice.page.get_by_text(words).wait_for()
    assert alice.page.get_by_role("switch").count() == 0


class TestAServerThatSendsNone:
    """Nobody is named who answers for it."""

    @pytest.fixture
    def server(self, shared_server: Server) -> Server:
        shared_server.start()
        return shared_server

    def test_it_says_so(self, phone: PhoneMaker, service: PushService) -> None:
        alice = phone()
        subscribing(alice, service.origin)
        alice.has_account("push-none")
        opens_signs(alice)
        alice.page.get_by_text("This server sends no signs.").wait_for()
