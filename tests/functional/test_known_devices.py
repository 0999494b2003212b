"""What the owner is shown as new: every device they do not know, or do not know any more (attacks P8, P9)."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask
from sqlalchemy import func, select

from couplebridge.base64url import encode
from couplebridge.database import reading
from couplebridge.models.device import Device
from couplebridge.services import devices
from tests.support.people import Person
from tests.support.shapes import make_slot


def tablet_of(person: Person) -> Person:
    """A second device that signed in to the account of `person`."""
    tablet = Person(person.app, "tablet")
    tablet.user_id, tablet.find, tablet.auth = person.user_id, person.find, person.auth
    return tablet.sign_in(label="tablet")


def new_labels(person: Person) -> set[str]:
    return {one["label"] for one in person.get("/sessions").json["sessions"] if one["new"]}


def test_the_own_phone_is_not_new_when_it_comes_back(alice: Person) -> None:
    alice.delete("/session")
    alice.sign_in(label="the same phone")
    assert new_labels(alice) == set()


def test_a_device_that_was_acknowledged_stays_known(alice: Person) -> None:
    tablet = tablet_of(alice)
    assert new_labels(alice) == {"tablet"}
    alice.post("/sessions/acknowledge")
    tablet.sign_in(label="tablet again")
    assert new_labels(alice) == set()


def test_a_device_that_was_sent_away_is_new_when_it_comes_back(alice: Person) -> None:
    tablet = tablet_of(alice)
    alice.delete(f"/sessions/{encode(tablet.session_id)}")
    tablet.sign_in(label="it is back")
    assert new_labels(alice) == {"it is back"}


def test_nobody_sends_away_a_device_of_another(alice: Person, mallory: Person) -> None:
    tablet = tablet_of(alice)
    alice.post("/sessions/acknowledge")
    assert mallory.delete(f"/sessions/{encode(tablet.session_id)}").status_code == 404
    tablet.sign_in(label="still known")
    assert new_labels(alice) == set()


def test_after_a_new_passphrase_only_the_device_that_set_it_is_known(alice: Person) -> None:
    tablet = tablet_of(alice)
    tablet.delete("/session")
    fresh = secrets.token_bytes(32)
    body = {"proof": alice.proof(), "slot": make_slot(alice.user_id), "auth": fresh}
    assert alice.put("/account/passphrase", body).status_code == 204
    alice.auth = tablet.auth = fresh
    tablet.sign_in(label="an old device with the new passphrase")
    alice.sign_in(label="the phone that set it")
    assert new_labels(alice) == {"an old device with the new passphrase"}


def test_there_are_a_bounded_number_of_them(app: Flask, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "DEVICES_MAX", 3)
    for _ in range(4):
        tablet_of(alice)
    with app.app_context(), reading() as connection:
        mine = select(func.count()).where(Device.user_id == alice.user_id)
        assert connection.execute(mine).scalar_one() == 2


def test_signing_in_ends_the_session_that_the_browser_held(alice: Person, mallory: Person) -> None:
    cookie = alice.client.get_cookie("__Host-cb", domain="bridge.test").value
    alice.find, alice.auth, alice.device_token = mallory.find, mallory.auth, None
    alice.sign_in()
    alice.client.set_cookie("__Host-cb", cookie, domain="bridge.test", secure=True)
    assert alice.get("/session").json["code"] == "no-session"


def test_making_an_account_does_so_too(alice: Person) -> None:
    cookie = alice.client.get_cookie("__Host-cb", domain="bridge.test").value
    second = Person(alice.app, "second", "198.51.100.77")
    second.client = alice.client
    second.register()
    alice.client.set_cookie("__Host-cb", cookie, domain="bridge.test", secure=True)
    assert alice.get("/session").json["code"] == "no-session"
