"""Asking for signs: off until one asks, one's own device alone, gone with the device; and what is refused."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from couplebridge.base64url import encode
from couplebridge.database import reading
from couplebridge.errors import ThingAbsentError
from couplebridge.models.push_subscription import PushSubscription
from couplebridge.security.keyring import keyring
from couplebridge.security.push_key import PushKey
from couplebridge.security.push_wish import Hours, Wish
from couplebridge.services import sessions, web_push
from couplebridge.services.label_rotation import rotate_label_key
from tests.support.people import Person
from tests.support.push_service import Browser, PushService
from tests.support.signs import DAY_MS, Signs

HOURS = {"days": [0, 4], "from_minute": 480, "until_minute": 1260, "zone": "Europe/Paris", "held": False}


@pytest.fixture
def settings(service: PushService) -> dict[str, Any]:
    return {"PUSH_CONTACT": "mailto:me@bridge.example", "PUSH_SEAM": service.origin}


def rows(app: Flask) -> list[Any]:
    with app.app_context(), reading() as connection:
        return list(connection.execute(select(PushSubscription.__table__)))


def here(person: Person) -> Any:
    return person.get("/push").json["here"]


def second_phone(person: Person) -> Person:
    phone = Person(person.app, person.name)
    phone.user_id, phone.find, phone.auth = person.user_id, person.find, person.auth
    return phone.sign_in()


def test_it_is_off_until_one_asks(app: Flask, alice: Person) -> None:
    key = encode(PushKey(app.config["DATA"]).public)
    assert alice.get("/push").json == {"key": key, "here": None}
    assert alice.post("/push/opened").json == {"any": False}
    assert rows(app) == []


def test_what_one_asked_for_is_shown_to_that_phone_alone(signs: Signs, alice: Person, bob: Person) -> None:
    browser = signs.asks(alice, **HOURS)
    assert here(alice) == {"endpoint": browser.endpoint, **HOURS}
    assert [here(other) for other in (bob, second_phone(alice))] == [None, None]


def test_asking_again_changes_it_and_there_is_one_for_a_phone(app: Flask, signs: Signs, alice: Person) -> None:
    signs.asks(alice)
    browser = signs.asks(alice, **{**HOURS, "days": [4, 0, 0], "held": True})
    assert here(alice) == {"endpoint": browser.endpoint, **HOURS, "held": True}
    assert len(rows(app)) == 1


def test_it_is_off_again_when_one_says_so_and_saying_it_twice_is_no_harm(signs: Signs, alice: Person) -> None:
    signs.asks(alice)
    assert [alice.delete("/push").status_code for _ in range(2)] == [204, 204]
    assert here(alice) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://127.0.0.1/a"}, {"endpoint": "http://push.example/a"}, {"endpoint": ""},
        {"endpoint": "https://push.example:8321/a"}, {"endpoint": "https://push.example/" + "a" * 1024},
        {"p256dh": b"\x04" + bytes(64)}, {"p256dh": bytes(64)}, {"auth": bytes(15)}, {"days": [7]}, {"days": [-1]},
        {"days": [0] * 8}, {"from_minute": 1440}, {"until_minute": -1}, {"zone": "Nowhere/At_All"}, {"zone": "a\nb"},
        {"held": "no"}, {"text": "words"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_not_echoed(app: Flask, alice: Person, wrong: dict[str, Any]) -> None:
    response = alice.put("/push", Browser("https://push.example").wish(**wrong))
    assert (response.status_code, response.json["code"]) == (422, "bad-shape")
    assert b"push.example" not in response.data
    assert rows(app) == []


class TestItGoesWithTheDevice:
    """Whatever way a device is sent away."""

    def test_signed_out_from_another_phone(self, app: Flask, signs: Signs, alice: Person) -> None:
        tablet = second_phone(alice)
        signs.asks(tablet)
        assert alice.delete(f"/sessions/{encode(tablet.session_id)}").status_code == 204
        assert rows(app) == []

    def test_another_phone_set_a_new_passphrase(self, app: Flask, signs: Signs, alice: Person) -> None:
        tablet = second_phone(alice)
        signs.asks(tablet)
        signs.asks(alice)
        new = {"proof": alice.proof(), "slot": alice.slot, "auth": bytes(32)}
        assert alice.put("/account/passphrase", new).status_code == 204
        assert here(alice) is not None
        assert len(rows(app)) == 1

    def test_the_account_is_deleted(self, app: Flask, signs: Signs, alice: Person) -> None:
        signs.asks(alice)
        assert alice.post("/account/delete", {"proof": alice.proof()}).status_code == 204
        assert rows(app) == []

    def test_hide_now_ends_the_session_and_leaves_it(self, signs: Signs, alice: Person) -> None:
        browser = signs.asks(alice)
        alice.delete("/session")
        alice.sign_in()
        assert here(alice)["endpoint"] == browser.endpoint

    def test_nobody_opened_it_for_as_long_as_a_session_lasts(self, app: Flask, signs: Signs, alice: Person) -> None:
        signs.asks(alice)
        signs.now_ms += 30 * DAY_MS + 1000
        alice.sign_in()
        assert here(alice) is None
        with app.app_context():
            sessions.sweep()
            web_push.sweep()
        assert rows(app) == []

    def test_opening_the_app_lets_it_last_as_long_as_the_new_session(self, signs: Signs, alice: Person) -> None:
        signs.asks(alice)
        signs.now_ms += 29 * DAY_MS
        alice.sign_in()
        assert alice.post("/push/opened").json == {"any": True}
        signs.now_ms += 29 * DAY_MS
        assert here(alice) is not None


def test_two_tabs_of_one_phone_may_ask_at_once(app: Flask, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = Wish("https://push.example/a", bytes(65), bytes(16), Hours((), 0, 0, "UTC"), held=False)
    both, real = threading.Barrier(2), web_push.seal_wish

    def meets_the_other(*given: Any) -> bytes:
        with suppress(threading.BrokenBarrierError):  # the other waits outside, as it should
            both.wait(0.5)
        return real(*given)

    def ask(_: int) -> None:
        with app.app_context():
            web_push.put(keyring(), alice.user_id, alice.session_id, wish)

    monkeypatch.setattr(web_push, "seal_wish", meets_the_other)
    with ThreadPoolExecutor(2) as tabs:
        list(tabs.map(ask, range(2)))
    assert len(rows(app)) == 1


def test_a_device_that_is_not_known_any_more_cannot_ask(app: Flask, alice: Person, monkeypatch) -> None:
    monkeypatch.setattr("couplebridge.services.devices.DEVICES_MAX", 1)
    second_phone(alice)
    assert alice.put("/push", Browser(app.config["PUSH_SEAM"]).wish()).json["code"] == "not-found"
    assert rows(app) == []


def test_a_session_that_ends_in_this_very_moment_asks_for_nothing(app: Flask, alice: Person) -> None:
    wish = Wish("https://push.example/a", bytes(65), bytes(16), Hours((), 0, 0, "UTC"), held=False)
    with app.app_context(), pytest.raises(ThingAbsentError):
        web_push.put(keyring(), alice.user_id, bytes(16), wish)


def test_address_keys_and_hours_lie_sealed_and_turn_with_the_label_key(app: Flask, signs: Signs, alice: Person) -> None:
    browser = signs.asks(alice, **HOURS)
    (row,) = rows(app)
    for secret in (browser.path.encode(), browser.auth, encode(browser.auth).encode(), b"Paris", b"127.0.0.1"):
        assert secret not in repr(row).encode() + row.sealed
    with app.app_context():
        assert rotate_label_key(keyring()) == 1 + len(alice.get("/sessions").json["sessions"]) + 2  # carol's, dan's
    (turned,) = rows(app)
    assert (row.sealed[:4], turned.sealed[:4]) == (b"\0\0\0\x01", b"\0\0\0\x02")
    assert here(alice) == {"endpoint": browser.endpoint, **HOURS}


class TestAServerThatSendsNone:
    """Nobody is named who answers for it."""

    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"PUSH_CONTACT": None}

    def test_it_says_so_and_takes_no_address(self, app: Flask, alice: Person) -> None:
        assert alice.get("/push").json == {"key": None, "here": None}
        assert alice.put("/push", Browser("https://push.example").wish()).json["code"] == "not-found"
        assert rows(app) == []
