"""P11: somebody in the house locks the owner out by a thousand wrong tries. The owner still gets in."""

from __future__ import annotations

import secrets

import pytest

from tests.support.people import Person


@pytest.fixture
def attacker(alice: Person) -> Person:
    """In the same house, behind the same address, with alice's account code and name."""
    person = Person(alice.app, "attacker", alice.address)
    person.find = alice.find
    return person


def test_after_a_thousand_wrong_tries_the_owner_gets_in_from_their_own_phone(alice: Person, attacker: Person) -> None:
    answers = {attacker.try_sign_in(secrets.token_bytes(32)).status_code for _ in range(1000)}
    assert answers == {401, 429}
    assert attacker.try_sign_in(alice.auth).status_code == 429
    alice.sign_in()
    assert alice.get("/account").status_code == 200


def test_an_open_session_notices_nothing_and_can_still_prove_itself(alice: Person, attacker: Person) -> None:
    for _ in range(40):
        attacker.try_sign_in(secrets.token_bytes(32))
    assert alice.post("/account/prove", {"proof": alice.proof()}).status_code == 204


def test_the_attackers_own_known_device_has_a_bucket_of_its_own(alice: Person, attacker: Person) -> None:
    """A partner who once signed in on a tablet cannot fill the bucket of the owner's phone with it."""
    tablet = Person(alice.app, "tablet", alice.address)
    tablet.find, tablet.auth = alice.find, alice.auth
    tablet.sign_in()
    while tablet.try_sign_in(secrets.token_bytes(32)).status_code != 429:
        pass
    alice.sign_in()


def test_made_up_device_tokens_are_no_way_round_the_limit(attacker: Person) -> None:
    answers = []
    for _ in range(40):
        attacker.device_token = secrets.token_bytes(32)
        answers.append(attacker.try_sign_in(secrets.token_bytes(32)).status_code)
    assert 429 in answers


def test_another_account_on_a_known_device_is_a_stranger_there(mallory: Person, alice: Person) -> None:
    mallory.find = alice.find
    assert 429 in {mallory.try_sign_in(secrets.token_bytes(32)).status_code for _ in range(40)}


def test_whoever_is_slowed_down_is_told_for_how_long(attacker: Person) -> None:
    while (response := attacker.try_sign_in(secrets.token_bytes(32))).status_code != 429:
        pass
    assert response.json["code"] == "slow-down"
    assert 1 <= int(response.headers["Retry-After"]) <= 3600


def test_a_household_with_ipv6_counts_as_one_and_another_house_does_not(alice: Person, attacker: Person) -> None:
    number = 0
    while True:
        number += 1
        attacker.address = f"2001:db8:1:2::{number:x}"
        if attacker.try_sign_in(secrets.token_bytes(32)).status_code == 429:
            break
        assert number < 100
    attacker.address = "2001:db8:1:3::1"
    assert attacker.try_sign_in(alice.auth).status_code == 200
