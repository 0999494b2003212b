"""Passkeys on the server: added after a typed proof, used with a fresh touch, several, removable."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

import cbor2
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.base64url import decode, encode
from couplebridge.extensions import db
from couplebridge.models.passkey import Passkey, UsedChallenge
from couplebridge.security.passkeys import CREDENTIAL_BYTES_MAX, Answer, Site, check_new, check_use, find_tag
from couplebridge.services import passkeys
from tests.functional.test_own_sessions import other_phone
from tests.support.authenticator import PRESENT, SoftPasskey
from tests.support.people import Person
from tests.support.shapes import make_slot


def challenge_of(person: Person, path: str = "/account/challenge") -> bytes:
    return decode(person.post(path).json["challenge"])


class Touch:
    """alice's passkey, and the auth that comes from its secret."""

    def __init__(self, person: Person, **options: Any) -> None:
        self.person, self.key = person, SoftPasskey(person.user_id, **options)
        self.auth = secrets.token_bytes(32)
        self.slot = make_slot(person.user_id, 3, params=self.key.credential_id)

    def add(self, challenge: bytes | None = None, **changes: Any) -> TestResponse:
        made = self.key.made(challenge if challenge is not None else challenge_of(self.person))
        body = {"proof": self.person.proof(), "credential": made, "slot": self.slot, "auth": self.auth}
        return self.person.post("/account/passkeys", {**body, **changes})

    def added(self) -> Touch:
        response = self.add()
        assert response.status_code == 201, response.json
        return self

    def proof(self, challenge: bytes | None = None, **changes: Any) -> dict[str, Any]:
        used = self.key.used(challenge if challenge is not None else challenge_of(self.person))
        return {"slot_type": 3, "auth": self.auth, "credential": used, **changes}

    def sign_in(self, challenge: bytes | None = None, **changes: Any) -> TestResponse:
        used = self.key.used(challenge or challenge_of(self.person, "/sign-in/passkey/start"))
        body = {"credential": used, "auth": self.auth, "label": "a new phone", "device_token": None, **changes}
        return self.person.post("/sign-in/passkey/finish", body)

    def renew(self, device_token: bytes | None) -> TestResponse:
        body = {"find": find_tag(self.key.credential_id), "slot_type": 3, "auth": self.auth, "label": "here"}
        return self.person.post("/sign-in/finish", {**body, "device_token": device_token})


class TestAdding:
    def test_it_is_listed_and_signs_in_a_new_phone(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert alice.get("/account/passkeys").json == {
            "passkeys": [{"credential": encode(touch.key.credential_id), "new": True}]
        }
        alice.new_phone()
        response = touch.sign_in()
        assert response.status_code == 200, response.json
        assert decode(response.json["slot"]) == touch.slot
        assert decode(response.json["user"]) == alice.user_id

    def test_several_stand_beside_each_other_and_the_passphrase_stays(self, alice: Person) -> None:
        first, second = Touch(alice).added(), Touch(alice).added()
        assert len(alice.get("/account/passkeys").json["passkeys"]) == 2
        alice.new_phone()
        assert [each.sign_in().status_code for each in (first, second)] == [200, 200]
        assert alice.sign_in()

    @pytest.mark.parametrize("slot_type", [1, 2])
    def test_a_wrong_or_missing_proof_adds_nothing(self, alice: Person, slot_type: int) -> None:
        proof = {"slot_type": slot_type, "auth": secrets.token_bytes(32)}
        assert Touch(alice).add(proof=proof).json["code"] == "proof-failed"
        assert alice.get("/account/passkeys").json == {"passkeys": []}

    def test_another_passkey_is_no_proof_for_it_because_another_way_in_must_be_typed(self, alice: Person) -> None:
        old, new = Touch(alice).added(), Touch(alice)
        assert new.add(proof=old.proof()).json["code"] == "proof-failed"
        assert len(alice.get("/account/passkeys").json["passkeys"]) == 1

    @pytest.mark.parametrize(
        "wrong",
        [{"flags": PRESENT}, {"origin": "https://evil.test"}, {"rp_id": "evil.test"}, {"flags": 0}],
        ids=["nobody verified", "another site", "another host", "nobody there"],
    )
    def test_what_its_device_says_wrong_is_refused(self, alice: Person, wrong: dict[str, Any]) -> None:
        assert Touch(alice, **wrong).add().json["code"] == "passkey-refused"
        assert alice.get("/account/passkeys").json == {"passkeys": []}

    def test_a_challenge_serves_once_in_its_session_and_for_five_minutes(
        self, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        used = challenge_of(alice)
        Touch(alice).add(used)
        for stale in (used, challenge_of(bob), challenge_of(alice, "/sign-in/passkey/start"), bytes(40), b""):
            assert Touch(alice).add(stale).json["code"] == "passkey-refused"
        late, now_ms = challenge_of(alice), clock.now_ms()
        monkeypatch.setattr(clock, "now_ms", lambda: now_ms + 5 * 60_000 + 1000)
        assert Touch(alice).add(late).json["code"] == "passkey-refused"

    def test_the_same_passkey_twice_or_for_two_accounts_is_a_conflict(self, alice: Person, bob: Person) -> None:
        touch, other = Touch(alice).added(), Touch(bob)
        touch.slot = make_slot(alice.user_id, 3, params=touch.key.credential_id)
        assert touch.add().json["code"] == "conflict"
        other.key, other.slot = touch.key, make_slot(bob.user_id, 3, params=touch.key.credential_id)
        assert other.add().json["code"] == "conflict"

    def test_a_slot_of_another_passkey_account_or_epoch_is_refused(self, alice: Person, bob: Person) -> None:
        touch = Touch(alice)
        assert touch.add(slot=make_slot(alice.user_id, 3, params=bytes(32))).json["code"] == "passkey-refused"
        for slot in (
            make_slot(bob.user_id, 3, params=touch.key.credential_id),
            make_slot(alice.user_id, 3, params=touch.key.credential_id, epoch=2),
            make_slot(alice.user_id, 1),
            make_slot(alice.user_id, 3, params=b""),
        ):
            assert touch.add(slot=slot).json["code"] == "bad-shape"

    def test_a_long_credential_id_has_room_and_a_longer_one_is_refused(self, alice: Person) -> None:
        Touch(alice, credential_id=secrets.token_bytes(CREDENTIAL_BYTES_MAX)).added()
        too_long = Touch(alice, credential_id=secrets.token_bytes(CREDENTIAL_BYTES_MAX + 1))
        assert too_long.add().json["code"] == "bad-shape"

    def test_there_is_an_end_to_how_many(self, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(passkeys, "PASSKEYS_MAX", 2)
        Touch(alice).added(), Touch(alice).added()
        assert Touch(alice).add().json["code"] == "quota"

    def test_its_owner_is_shown_it_until_they_have_looked(self, alice: Person, bob: Person) -> None:
        Touch(alice).added(), Touch(bob).added()
        assert alice.get("/sessions").json["new_passkeys"] == 1
        assert alice.post("/account/passkeys/acknowledge").status_code == 204
        assert alice.get("/sessions").json["new_passkeys"] == 0
        assert [each["new"] for each in alice.get("/account/passkeys").json["passkeys"]] == [False]
        assert bob.get("/sessions").json["new_passkeys"] == 1


class TestSecretOfThePasskey:
    """`credential.toJSON()` of a browser carries the PRF's value: a request with it is refused, wherever it stands."""

    @pytest.mark.parametrize(
        "results",
        [{"prf": {"results": {"first": "c2VjcmV0"}}}, {"prf": {"enabled": True}}, {"prf": {}}],
        ids=["value", "enabled", "empty"],
    )
    def test_a_request_that_carries_it_is_refused(self, alice: Person, results: dict[str, Any]) -> None:
        touch = Touch(alice).added()
        carrying = {**touch.key.made(challenge_of(alice)), "clientExtensionResults": results}
        assert Touch(alice).add(credential=carrying).json["code"] == "bad-shape"
        used = {**touch.key.used(challenge_of(alice)), "clientExtensionResults": results}
        refused = alice.post("/account/prove", {"proof": touch.proof(credential=used)})
        assert refused.json["code"] == "bad-shape"
        assert "c2VjcmV0" not in refused.text
        assert touch.sign_in(credential=used).json["code"] == "bad-shape"

    @pytest.mark.parametrize("place", ["response", "credential"])
    def test_so_is_one_that_carries_anything_unknown(self, alice: Person, place: str) -> None:
        touch = Touch(alice).added()
        used = touch.key.used(challenge_of(alice))
        (used["response"] if place == "response" else used)["prf"] = {"results": {"first": "c2VjcmV0"}}
        assert alice.post("/account/prove", {"proof": touch.proof(credential=used)}).json["code"] == "bad-shape"


class TestProof:
    def prove(self, person: Person, proof: dict[str, Any]) -> int:
        return person.post("/account/prove", {"proof": proof}).status_code

    def test_a_fresh_touch_proves_and_sets_a_new_passphrase(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert self.prove(alice, touch.proof()) == 204
        slot, auth = make_slot(alice.user_id), secrets.token_bytes(32)
        body = {"proof": touch.proof(), "slot": slot, "auth": auth}
        assert alice.put("/account/passphrase", body).status_code == 204
        alice.auth = auth
        assert alice.sign_in()

    def test_auth_without_a_touch_is_none(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert self.prove(alice, touch.proof(credential=None)) == 403

    def test_a_touch_without_the_right_auth_is_none(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert self.prove(alice, touch.proof(auth=secrets.token_bytes(32))) == 403

    def test_a_touch_that_was_seen_is_not_taken_again(self, alice: Person) -> None:
        touch = Touch(alice).added()
        proof = touch.proof()
        assert [self.prove(alice, proof), self.prove(alice, proof)] == [204, 403]

    def test_a_touch_for_a_sign_in_is_none(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert self.prove(alice, touch.proof(challenge_of(alice, "/sign-in/passkey/start"))) == 403

    @pytest.mark.parametrize("flags", [PRESENT, 0])
    def test_a_touch_of_nobody_verified_is_none(self, alice: Person, flags: int) -> None:
        touch = Touch(alice).added()
        touch.key.flags = flags
        assert self.prove(alice, touch.proof()) == 403

    def test_somebody_elses_passkey_is_none(self, alice: Person, bob: Person) -> None:
        theirs = Touch(bob).added()
        assert self.prove(alice, theirs.proof(challenge_of(alice))) == 403

    def test_another_key_under_the_same_name_is_none(self, alice: Person) -> None:
        touch = Touch(alice).added()
        forged = SoftPasskey(alice.user_id, credential_id=touch.key.credential_id)
        touch.key = forged
        assert self.prove(alice, touch.proof()) == 403

    def test_a_counter_that_went_back_is_of_a_copy(self, alice: Person, app: Flask) -> None:
        touch = Touch(alice, counter=7).added()
        assert self.prove(alice, touch.proof()) == 204
        touch.key.counter = 5
        assert self.prove(alice, touch.proof()) == 403
        with app.app_context():
            assert db.session.query(Passkey).one().counter == 8


class TestSignIn:
    def test_a_wrong_one_and_one_that_is_not_there_are_answered_the_same(self, alice: Person) -> None:
        touch, stranger = Touch(alice).added(), Touch(alice)
        alice.new_phone()
        refused = [touch.sign_in(auth=secrets.token_bytes(32)), stranger.sign_in(), touch.sign_in(bytes(40))]
        assert {(each.status_code, each.data) for each in refused} == {(401, refused[0].data)}
        assert refused[0].json["code"] == "sign-in-failed"

    def test_what_signed_in_once_does_not_do_so_again(self, alice: Person) -> None:
        touch = Touch(alice).added()
        alice.new_phone()
        challenge = challenge_of(alice, "/sign-in/passkey/start")
        assert touch.sign_in(challenge).status_code == 200
        assert touch.sign_in(challenge).status_code == 401

    def test_the_session_of_a_known_device_is_renewed_by_auth_alone(self, alice: Person) -> None:
        touch = Touch(alice).added()
        assert touch.renew(alice.device_token).status_code == 200
        assert touch.renew(None).json["code"] == "sign-in-failed"
        assert touch.renew(secrets.token_bytes(32)).json["code"] == "sign-in-failed"

    def test_a_new_phone_is_shown_to_the_owner_and_a_known_one_is_not(self, alice: Person) -> None:
        touch = Touch(alice).added()
        phone = Touch(other_phone(alice))
        phone.key, phone.auth = touch.key, touch.auth
        phone.person.new_phone()
        first = phone.sign_in().json
        new = [each["new"] for each in alice.get("/sessions").json["sessions"] if each["id"] == first["session"]]
        assert new == [True]
        alice.post("/sessions/acknowledge")
        again = phone.sign_in(device_token=decode(first["device_token"])).json
        assert again["device_token"] == first["device_token"]
        new = [each["new"] for each in alice.get("/sessions").json["sessions"] if each["id"] == again["session"]]
        assert new == [False]

    def test_tries_are_counted(self, app: Flask, alice: Person) -> None:
        app.config["RATE_SIGN_IN"] = "2 per minute"
        touch = Touch(alice)
        alice.new_phone()
        assert [touch.sign_in().status_code for _ in range(3)] == [401, 401, 429]


class TestRemoving:
    def test_it_opens_nothing_any_more_and_every_other_session_ends(self, alice: Person) -> None:
        kept, gone = Touch(alice).added(), Touch(alice).added()
        tablet = other_phone(alice)
        body = {"proof": alice.proof(), "credential": gone.key.credential_id}
        assert alice.delete("/account/passkeys", body).status_code == 204
        assert alice.get("/account/passkeys").json == {
            "passkeys": [{"credential": encode(kept.key.credential_id), "new": True}]
        }
        assert tablet.get("/session").status_code == 401
        assert alice.get("/session").status_code == 200
        assert gone.renew(alice.device_token).status_code == 401
        alice.new_phone()
        assert [gone.sign_in().status_code, kept.sign_in().status_code] == [401, 200]

    def test_it_may_be_proved_by_itself_and_the_passphrase_is_left(self, alice: Person) -> None:
        touch = Touch(alice).added()
        body = {"proof": touch.proof(), "credential": touch.key.credential_id}
        assert alice.delete("/account/passkeys", body).status_code == 204
        alice.new_phone()
        assert alice.sign_in()

    def test_a_wrong_proof_removes_nothing(self, alice: Person) -> None:
        touch = Touch(alice).added()
        body = {"proof": alice.proof(secrets.token_bytes(32)), "credential": touch.key.credential_id}
        assert alice.delete("/account/passkeys", body).json["code"] == "proof-failed"
        assert touch.sign_in().status_code == 200

    def test_somebody_elses_is_not_there(self, alice: Person, bob: Person) -> None:
        theirs = Touch(bob).added()
        body = {"proof": alice.proof(), "credential": theirs.key.credential_id}
        assert alice.delete("/account/passkeys", body).json["code"] == "not-found"
        assert theirs.sign_in().status_code == 200

    def test_with_the_account_it_is_gone(self, app: Flask, alice: Person) -> None:
        touch = Touch(alice).added()
        assert alice.post("/account/delete", {"proof": touch.proof()}).status_code == 204
        with app.app_context():
            assert db.session.query(Passkey).count() == 0
        assert touch.sign_in().status_code == 401


def test_used_challenges_are_forgotten_when_they_are_stale(
    app: Flask, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Touch(alice).added()
    with app.app_context():
        passkeys.sweep()
        assert db.session.query(UsedChallenge).count() == 1
        db.session.rollback()
        now_ms = clock.now_ms()
        monkeypatch.setattr(clock, "now_ms", lambda: now_ms + 6 * 60_000)
        passkeys.sweep()
        assert db.session.query(UsedChallenge).count() == 0


@settings(max_examples=60, deadline=None)
@given(noise=st.binary(max_size=400), cut=st.integers(0, 400))
def test_whatever_a_device_says_is_refused_and_never_breaks(noise: bytes, cut: int) -> None:
    key = SoftPasskey(bytes(16))
    made, used = key.made(bytes(40)), key.used(bytes(40))
    whole_key = check_new(_answer(key, made))
    assert whole_key is not None
    places = [(check_new, made, "attestationObject"), (check_new, made, "clientDataJSON")]
    uses = partial(check_use, key=whole_key)
    places += [(uses, used, field) for field in ("authenticatorData", "signature", "clientDataJSON")]
    for check, credential, field in places:
        whole = credential["response"][field]
        for broken in (noise, whole[:cut] + noise, noise + whole):
            if broken != whole:
                said = {**credential, "response": {**credential["response"], field: broken}}
                # nothing is signed yet when one is made: what is added changes nothing, and never the key
                allowed = (None, whole_key) if check is check_new else (None,)
                assert check(_answer(key, said)) in allowed


@pytest.mark.parametrize("cose", [b"", b"\0", b"\x04", cbor2.dumps({1: 2, 3: -7, -1: 1}), cbor2.dumps({1: 9, 3: -7})])
def test_a_key_that_is_none_is_refused_when_the_passkey_is_made(cose: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    key = SoftPasskey(bytes(16))
    monkeypatch.setattr(SoftPasskey, "cose", lambda self: cose)
    assert check_new(_answer(key, key.made(bytes(40)))) is None


def _answer(key: SoftPasskey, credential: dict[str, Any]) -> Answer:
    return Answer(_in_text(credential), key.credential_id, bytes(40), Site(key.origin, key.rp_id))


def _in_text(value: Any) -> Any:
    if isinstance(value, bytes):
        return encode(value)
    return {name: _in_text(inner) for name, inner in value.items()} if isinstance(value, dict) else value
