"""M5: one error for not yours, absent and ended, for offers and invitations; nothing is reported back.

Not yours and absent on every route that names a thing: test_m5_every_named_thing.py.
"""

from __future__ import annotations

import secrets

import pytest

from couplebridge.base64url import encode
from couplebridge.client.statements import Action
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person

INVITE_STEPS = [("GET", ""), ("DELETE", ""), ("POST", "/join"), ("POST", "/confirm")]
OFFER_STEPS = [
    ("PUT", ""), ("POST", "/accept"), ("POST", "/withdraw"), ("POST", "/moment"),
    ("POST", "/release"), ("POST", "/turns"),
    ("POST", "/put-away"),
]  # fmt: skip


@pytest.fixture
def couple(alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    Pairing(carol, dan).run()
    return Pairing(alice, bob).run()


def bodies(drive: OfferDrive) -> dict[str, object]:
    """A body of the right shape for each step, so that only whose it is decides."""
    said = {"statement": bytes(287), "signature": bytes(64)}
    note = drive.note(drive.author)
    return {
        "": {**said, "envelope": drive.envelope, "wrap": drive.wrap, "cover": note}, "/accept": said, "/withdraw": said,
        "/moment": note, "/release": {**said, "wrap": bytes(113)},
        "/turns": {**note, "prev": bytes(32)}, "/put-away": None,
    }  # fmt: skip


@pytest.mark.parametrize(("method", "step"), OFFER_STEPS)
def test_an_offer_of_others_one_that_ended_and_none_answer_alike(
    method: str, step: str, couple: Pairing, mallory: Person
) -> None:
    open_one, ended = OfferDrive(couple), OfferDrive(couple)
    open_one.offer(), ended.offer(), ended.withdraw()
    body = bodies(open_one)[step]
    none = f"/offers/{encode(secrets.token_bytes(16))}{step}"
    tries = [(mallory, open_one.path + step), (mallory, ended.path + step), (mallory, none)]
    tries += [(person, path) for person in (open_one.author, open_one.recipient) for path in (ended.path + step, none)]
    answers = [person.send(method, path, body) for person, path in tries]
    assert len({(answer.status_code, answer.data, answer.mimetype) for answer in answers}) == 1
    assert answers[0].status_code == 404


@pytest.mark.parametrize(("method", "step"), INVITE_STEPS)
def test_an_invitation_that_ended_and_none_answer_alike(
    method: str, step: str, alice: Person, bob: Person, mallory: Person
) -> None:
    pairing = Pairing(alice, bob)
    alice.post("/invites", pairing.new_invite())
    joining = pairing.joining()
    alice.delete(pairing.path)
    body = {"/join": {**joining, "bundle": mallory.bundle}, "/confirm": pairing.confirming()}.get(step)
    paths = (pairing.path + step, f"/invites/{encode(secrets.token_bytes(16))}{step}")
    answers = [person.send(method, path, body) for person in (alice, bob, mallory) for path in paths]
    assert len({(answer.status_code, answer.data, answer.mimetype) for answer in answers}) == 1
    assert answers[0].status_code == 404


def test_why_a_statement_was_refused_is_not_said(couple: Pairing) -> None:
    """A wrong key, another offer, another person: one answer."""
    drive = OfferDrive(couple)
    drive.offer()
    wrong_key = drive.signed(drive.statement(Action.ACCEPT), drive.author)
    other_action = drive.signed(drive.statement(Action.WITHDRAW), drive.recipient)
    no_signature = {**drive.signed(drive.statement(Action.ACCEPT), drive.recipient), "signature": bytes(64)}
    answers = [drive.recipient.post(drive.path + "/accept", body) for body in (wrong_key, other_action, no_signature)]
    assert len({answer.data for answer in answers}) == 1
