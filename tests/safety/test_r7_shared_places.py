"""R7, I2: what both of a house draw from (limits, live streams) tells neither what the other does."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.security import limits
from tests.support.people import Person

HOUSE = "203.0.113.7"


@pytest.fixture(autouse=True)
def every_find_tag_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two find tags share a class once in four thousand times; here once in sixty-five thousand."""
    monkeypatch.setattr(limits, "_CLASSES", 1 << 16)


def fails_to_sign_in(person: Person) -> int:
    return person.try_sign_in(secrets.token_bytes(32)).status_code


def test_what_one_tries_at_their_own_account_does_not_slow_the_other(alice: Person, bob: Person) -> None:
    for person in (alice, bob):
        person.new_phone()
    while fails_to_sign_in(alice) != 429:
        pass
    assert fails_to_sign_in(bob) == 401
    bob.sign_in()


def test_asking_how_to_sign_in_is_counted_for_nobody(alice: Person, bob: Person) -> None:
    """A phone asks it at every return: a bucket of the house, filled to the last but one, would ring a bell."""
    codes = {alice.post("/sign-in/start", {"find": bob.find, "slot_type": 1}).status_code for _ in range(400)}
    assert codes == {200}


def test_looking_at_an_invitation_is_counted_for_nobody(alice: Person) -> None:
    path = f"/invites/{encode(secrets.token_bytes(16))}"
    assert {alice.get(path).status_code for _ in range(200)} == {404}


@pytest.mark.parametrize("settings", [{"LIVE_THREADS_MAX": 8}], ids=["eight streams"])
def test_no_account_takes_every_stream(settings: dict[str, int], alice: Person, bob: Person) -> None:
    """Else the first one that is refused would say whether the other is online."""
    answers = []
    for is_online in (False, True):
        theirs = [bob.get("/live", buffered=False) for _ in range(2)] if is_online else []
        mine = [alice.get("/live", buffered=False) for _ in range(4)]
        answers.append([one.status_code for one in mine])
        for one in mine + theirs:
            assert one.status_code in (200, 429)
            one.close()
    assert answers == [[200, 200, 429, 429]] * 2


@pytest.mark.parametrize("settings", [{"LIVE_THREADS_MAX": 2}], ids=["two streams"])
def test_a_stream_that_nobody_reads_takes_no_place(settings: dict[str, int], app: Flask, alice: Person) -> None:
    assert {alice.send("HEAD", "/live").status_code for _ in range(5)} == {200}
    stream = alice.get("/live", buffered=False)
    assert stream.status_code == 200
    stream.close()


def test_whether_an_account_was_deleted_or_only_left_cannot_be_asked(alice: Person, bob: Person) -> None:
    """A partner of old knows the id of the account. It stays taken, and the mark that says so does not hold it."""
    asking = Person(alice.app, "asking")
    asking.user_id, asking.bundle, asking.slot = bob.user_id, bob.bundle, bob.slot
    before = asking.post("/accounts", asking.new_account())
    bob.post("/account/delete", {"proof": bob.proof()})
    after = asking.post("/accounts", asking.new_account())
    assert (before.status_code, before.data) == (after.status_code, after.data) == (409, before.data)
