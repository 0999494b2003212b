"""Changing the passphrase, the recovery code, and leaving for good: each asks for a fresh proof."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.extensions import db
from tests.functional.test_own_sessions import other_phone
from tests.support.people import Person
from tests.support.shapes import make_slot


def recovery_of(person: Person) -> dict[str, object]:
    slot = make_slot(person.user_id, 2)
    return {"proof": person.proof(), "slot": slot, "find": person.recovery_find, "auth": person.recovery_auth}


def sign_in_by_recovery(person: Person) -> int:
    person.new_phone()
    body = {
        "find": person.recovery_find, "slot_type": 2, "auth": person.recovery_auth, "label": "", "device_token": None,
    }  # fmt: skip
    return person.post("/sign-in/finish", body).status_code


class TestPassphrase:
    def change(self, person: Person, **changes: object):
        self.slot, self.auth = make_slot(person.user_id), secrets.token_bytes(32)
        body = {"proof": person.proof(), "slot": self.slot, "auth": self.auth, **changes}
        return person.put("/account/passphrase", body)

    def test_the_new_one_opens_and_the_old_one_does_not(self, alice: Person) -> None:
        assert self.change(alice).status_code == 204
        alice.new_phone()
        assert alice.try_sign_in(alice.auth).status_code == 401
        assert alice.try_sign_in(self.auth).json["slot"] == encode(self.slot)

    def test_every_other_session_ends_and_this_one_stays(self, alice: Person) -> None:
        tablet = other_phone(alice)
        self.change(alice)
        assert tablet.get("/session").status_code == 401
        assert alice.get("/session").status_code == 200

    def test_a_wrong_proof_changes_nothing(self, alice: Person) -> None:
        tablet = other_phone(alice)
        response = self.change(alice, proof=alice.proof(secrets.token_bytes(32)))
        assert (response.status_code, response.json["code"]) == (403, "proof-failed")
        assert tablet.get("/session").status_code == 200
        assert alice.sign_in()

    def test_somebody_elses_proof_is_no_proof(self, alice: Person, bob: Person) -> None:
        assert self.change(alice, proof=bob.proof()).json["code"] == "proof-failed"

    def test_a_slot_of_another_account_or_epoch_is_refused(self, alice: Person, bob: Person) -> None:
        assert self.change(alice, slot=make_slot(bob.user_id)).json["code"] == "bad-shape"
        assert self.change(alice, slot=make_slot(alice.user_id, epoch=2)).json["code"] == "bad-shape"
        assert self.change(alice, slot=make_slot(alice.user_id, 2)).json["code"] == "bad-shape"
        assert alice.sign_in()

    def test_a_slot_id_that_is_taken_is_refused(self, alice: Person, bob: Person) -> None:
        slot = make_slot(alice.user_id)
        assert self.change(alice, slot=slot[:5] + bob.slot[5:21] + slot[21:]).json["code"] == "conflict"
        assert alice.sign_in()
        assert bob.sign_in()


class TestRecovery:
    def test_it_is_set_shown_and_opens(self, alice: Person) -> None:
        assert alice.put("/account/recovery", recovery_of(alice)).status_code == 204
        assert alice.get("/account").json["recovery"] is True
        assert sign_in_by_recovery(alice) == 200

    def test_a_new_one_takes_the_place_of_the_old_one(self, alice: Person) -> None:
        alice.put("/account/recovery", recovery_of(alice))
        old_find = alice.recovery_find
        alice.recovery_find = secrets.token_bytes(16)
        assert alice.put("/account/recovery", recovery_of(alice)).status_code == 204
        new_find, alice.recovery_find = alice.recovery_find, old_find
        assert sign_in_by_recovery(alice) == 401
        alice.recovery_find = new_find
        assert sign_in_by_recovery(alice) == 200

    def test_it_is_a_proof_too(self, alice: Person) -> None:
        alice.put("/account/recovery", recovery_of(alice))
        proof = {"slot_type": 2, "auth": alice.recovery_auth}
        assert alice.post("/account/prove", {"proof": proof}).status_code == 204

    def test_it_is_removed(self, alice: Person) -> None:
        alice.put("/account/recovery", recovery_of(alice))
        assert alice.delete("/account/recovery", {"proof": alice.proof()}).status_code == 204
        assert alice.get("/account").json["recovery"] is False
        assert sign_in_by_recovery(alice) == 401

    def test_nothing_of_it_changes_without_a_proof(self, alice: Person) -> None:
        wrong = alice.proof(secrets.token_bytes(32))
        assert alice.put("/account/recovery", {**recovery_of(alice), "proof": wrong}).json["code"] == "proof-failed"
        assert alice.get("/account").json["recovery"] is False
        alice.put("/account/recovery", recovery_of(alice))
        assert alice.delete("/account/recovery", {"proof": wrong}).json["code"] == "proof-failed"
        assert alice.get("/account").json["recovery"] is True

    def test_a_find_tag_that_is_taken_is_refused_and_the_old_code_stays(self, alice: Person, bob: Person) -> None:
        alice.put("/account/recovery", recovery_of(alice))
        response = alice.put("/account/recovery", {**recovery_of(alice), "find": bob.find})
        assert response.json["code"] == "conflict"
        assert sign_in_by_recovery(alice) == 200


def test_prove_says_yes_or_no_and_does_nothing_else(alice: Person) -> None:
    assert alice.post("/account/prove", {"proof": alice.proof()}).status_code == 204
    assert alice.post("/account/prove", {"proof": alice.proof(bytes(32))}).json["code"] == "proof-failed"
    assert alice.post("/account/prove", {"proof": {"slot_type": 2, "auth": alice.auth}}).json["code"] == "proof-failed"


class TestDeletion:
    def test_no_row_anywhere_names_the_account_any_more(self, alice: Person, bob: Person, app: Flask) -> None:
        alice.put("/account/recovery", recovery_of(alice))
        response = alice.post("/account/delete", {"proof": alice.proof()})
        assert response.status_code == 204
        with app.app_context(), db.engine.connect() as connection:
            for table in db.metadata.sorted_tables:
                for row in connection.execute(table.select()):
                    assert not any(isinstance(cell, bytes) and alice.user_id in cell for cell in row), table.name
        assert bob.get("/account").status_code == 200

    def test_nothing_opens_it_again(self, alice: Person) -> None:
        alice.post("/account/delete", {"proof": alice.proof()})
        assert alice.get("/session").status_code == 401
        alice.new_phone()
        assert alice.try_sign_in(alice.auth).status_code == 401

    @pytest.mark.parametrize("wrong", [{}, {"proof": None}, {"proof": {"slot_type": 1}}])
    def test_it_needs_its_proof(self, alice: Person, wrong: dict[str, object]) -> None:
        assert alice.post("/account/delete", wrong).json["code"] == "bad-shape"
        assert alice.post("/account/delete", {"proof": alice.proof(bytes(32))}).json["code"] == "proof-failed"
        assert alice.get("/account").status_code == 200
