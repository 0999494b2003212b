"""R3: who asks for the other's private things by id gets the answer of what does not exist."""

from __future__ import annotations

import secrets

import pytest

from couplebridge.base64url import encode
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import pull, push

PROBES = [
    ("PUT", ""), ("POST", "/accept"), ("POST", "/withdraw"), ("POST", "/moment"),
    ("POST", "/release"), ("POST", "/turns"),
    ("POST", "/put-away"),
]  # fmt: skip


@pytest.fixture
def couple(alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    OfferDrive(Pairing(carol, dan).run()).opened()
    return Pairing(alice, bob).run()


@pytest.mark.parametrize(("method", "step"), PROBES)
def test_a_private_record_an_offer_and_nothing_answer_alike(
    method: str, step: str, couple: Pairing, alice: Person, bob: Person, mallory: Person
) -> None:
    private = secrets.token_bytes(16)
    push(alice, 1, private)
    drive = OfferDrive(couple)
    drive.offer()
    nothing = secrets.token_bytes(16)
    for person, ids in ((bob, (private, nothing)), (mallory, (private, drive.id, nothing))):
        answers = [person.send(method, f"/offers/{encode(each)}{step}", {}) for each in ids]
        assert {(answer.status_code, answer.data) for answer in answers} == {(404, answers[0].data)}


def test_the_same_id_of_ones_own_says_nothing_of_the_others(alice: Person, bob: Person, couple: Pairing) -> None:
    """Whether the other has a record of this id shows in no conflict and in no page."""
    record_id = secrets.token_bytes(16)
    assert push(alice, 1, record_id).status_code == 200
    assert push(bob, 1, record_id).status_code == 200
    assert [frame.revision for frame in pull(bob) if frame.id == record_id] == [1]


def test_a_feed_holds_nothing_private_of_the_other(alice: Person, bob: Person, couple: Pairing) -> None:
    ids = [secrets.token_bytes(16) for _ in range(5)]
    push(alice, 1, *ids)
    theirs = bob.get("/feed?cursor=0&limit=1000").data
    assert not [each for each in ids if each in theirs]
