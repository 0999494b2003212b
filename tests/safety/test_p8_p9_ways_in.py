"""Attacks P8 and P9: somebody holds an open session for a minute and wants to come back in later."""

from __future__ import annotations

import secrets

from couplebridge.base64url import encode
from tests.functional.test_known_devices import new_labels, tablet_of
from tests.functional.test_passkeys import Touch
from tests.support.people import Person
from tests.support.shapes import make_slot


def test_p8_an_open_session_adds_no_passkey_without_what_is_typed(alice: Person) -> None:
    mallorys = Touch(alice)
    for proof in ({"slot_type": 1, "auth": secrets.token_bytes(32)}, {"slot_type": 3, "auth": mallorys.auth}):
        assert mallorys.add(proof=proof).json["code"] == "proof-failed"
    assert alice.get("/account/passkeys").json == {"passkeys": []}


def test_p8_nor_by_a_passkey_that_is_there(alice: Person) -> None:
    own, mallorys = Touch(alice).added(), Touch(alice)
    assert mallorys.add(proof=own.proof()).json["code"] == "proof-failed"


def test_p8_an_open_session_changes_no_way_in_and_takes_none_away(alice: Person) -> None:
    own, wrong = Touch(alice).added(), {"slot_type": 1, "auth": secrets.token_bytes(32)}
    slot, fresh = make_slot(alice.user_id), secrets.token_bytes(32)
    for response in (
        alice.put("/account/passphrase", {"proof": wrong, "slot": slot, "auth": fresh}),
        alice.delete("/account/passkeys", {"proof": wrong, "credential": own.key.credential_id}),
    ):
        assert response.json["code"] == "proof-failed"
    shown = alice.get("/account/passkeys").json["passkeys"]
    assert [each["credential"] for each in shown] == [encode(own.key.credential_id)]


def test_p9_a_device_and_a_passkey_that_were_added_are_shown_to_the_owner(alice: Person) -> None:
    tablet = tablet_of(alice)
    Touch(tablet).added()
    assert new_labels(alice) == {"tablet"}
    assert alice.get("/sessions").json["new_passkeys"] == 1


def test_p9_nothing_of_it_is_shown_to_the_partner(alice: Person, bob: Person) -> None:
    before = bob.get("/sessions").json
    Touch(alice).added()
    assert bob.get("/sessions").json == before
