"""Signing in with what a phone makes of account code, name and passphrase; or with the recovery code."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.errors import SignInFailedError
from couplebridge.security.keyring import keyring
from couplebridge.services import sign_in
from tests.support.people import Person
from tests.support.shapes import make_slot


def test_start_hands_out_what_the_client_needs_to_make_auth(alice: Person, nobody: Person) -> None:
    response = nobody.post("/sign-in/start", {"find": alice.find, "slot_type": 1})
    assert response.json == {"user": encode(alice.user_id), "params": encode(alice.slot[43:69])}


def test_finish_hands_out_the_slot_to_whoever_shows_auth(alice: Person) -> None:
    alice.new_phone()
    response = alice.try_sign_in(alice.auth)
    assert response.status_code == 200
    assert response.json["slot"] == encode(alice.slot)
    assert response.json["user"] == encode(alice.user_id)


def test_a_wrong_auth_opens_nothing(alice: Person) -> None:
    alice.new_phone()
    response = alice.try_sign_in(secrets.token_bytes(32))
    assert (response.status_code, response.json["code"]) == (401, "sign-in-failed")
    assert "Set-Cookie" not in response.headers
    assert alice.get("/session").status_code == 401


def test_another_accounts_auth_opens_nothing(alice: Person, bob: Person) -> None:
    alice.new_phone()
    assert alice.try_sign_in(bob.auth).status_code == 401


def test_the_recovery_code_opens_alone(app: Flask) -> None:
    person = Person(app, "erin")
    slot = make_slot(person.user_id, 2)
    person.register(recovery={"slot": slot, "find": person.recovery_find, "auth": person.recovery_auth})
    person.new_phone()
    body = {
        "find": person.recovery_find, "slot_type": 2, "auth": person.recovery_auth, "label": "", "device_token": None,
    }  # fmt: skip
    assert person.post("/sign-in/finish", body).json["slot"] == encode(slot)


def test_a_find_tag_works_for_its_own_slot_type_only(alice: Person) -> None:
    alice.new_phone()
    body = {"find": alice.find, "slot_type": 2, "auth": alice.auth, "label": "", "device_token": None}
    assert alice.post("/sign-in/finish", body).json["code"] == "sign-in-failed"


def test_a_known_device_takes_the_place_of_its_last_session_and_is_not_announced_as_new(alice: Person) -> None:
    first = alice.session_id
    alice.sign_in()
    listed = alice.get("/sessions").json["sessions"]
    assert [one["id"] for one in listed] == [encode(alice.session_id)]
    assert alice.session_id != first
    assert not listed[0]["new"]


def test_a_device_token_of_another_account_makes_nothing_known(alice: Person, mallory: Person) -> None:
    first = alice.session_id
    alice.new_phone()
    alice.device_token = mallory.device_token
    alice.sign_in()
    assert alice.device_token != mallory.device_token
    new = {one["id"]: one["new"] for one in alice.get("/sessions").json["sessions"]}
    assert new == {encode(first): False, encode(alice.session_id): True}


def test_signing_in_works_while_an_old_session_is_still_open_and_its_csrf_token_is_forgotten(alice: Person) -> None:
    alice.csrf = "none"
    assert alice.sign_in().csrf != "none"


@pytest.mark.parametrize("slot_type", [0, 3, "1", None, True])
def test_no_other_slot_type_signs_in(nobody: Person, slot_type: object) -> None:
    response = nobody.post("/sign-in/start", {"find": bytes(16), "slot_type": slot_type})
    assert response.json["code"] == "bad-shape"


def test_a_sign_in_that_meets_a_change_of_the_passphrase_opens_nothing(app: Flask, alice: Person) -> None:
    """The old passphrase was checked just before it was changed: no session may be left over from it."""
    with app.app_context():
        stored = sign_in.look_up(keyring(), alice.find, 1)
        body = {"proof": alice.proof(), "slot": make_slot(alice.user_id), "auth": bytes(32)}
        assert alice.put("/account/passphrase", body).status_code == 204
        with pytest.raises(SignInFailedError):
            sign_in.finish(keyring(), stored, alice.auth, "phone", 600, None)
    assert len(alice.get("/sessions").json["sessions"]) == 1
