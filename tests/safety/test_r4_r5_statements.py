"""R4, R5: what was agreed cannot be rewritten, and no consent forged: the server refuses what is not signed by its
speaker, about this very text, after the statement before."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from couplebridge.client.records import envelope_hash
from couplebridge.client.statements import Action, sign_statement
from tests.support.bridge import OFFER, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item

RANDOM_16, RANDOM_32 = secrets.token_bytes(16), secrets.token_bytes(32)


@pytest.fixture
def couple(alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    Pairing(carol, dan).run()
    return Pairing(alice, bob).run()


@pytest.fixture
def drive(couple: Pairing) -> OfferDrive:
    return OfferDrive(couple)


def refused(drive: OfferDrive, person: Person, path: str, body: dict[str, Any], method: str = "POST") -> str:
    """The code of the refusal; neither feed moved."""
    before = cursor_of(drive.author), cursor_of(drive.recipient)
    response = person.send(method, path, body)
    assert response.status_code in (409, 422), response.data
    assert (cursor_of(drive.author), cursor_of(drive.recipient)) == before
    return response.json["code"]


def changed_context(**changes: Any) -> Callable[[OfferDrive], dict[str, Any]]:
    def make(drive: OfferDrive) -> dict[str, Any]:
        context = drive.context.__class__(**{**drive.context.__dict__, **changes})
        return {"context": context}

    return make


FORGED_ACCEPTANCES: dict[str, tuple[Callable[[OfferDrive], dict[str, Any]], str]] = {
    "another space": (changed_context(space=RANDOM_16), "bad-signature"),
    "another offer": (changed_context(record=RANDOM_16), "bad-signature"),
    "another author": (changed_context(owner_fp=RANDOM_32), "bad-signature"),
    "another recipient": (changed_context(recipient_fp=RANDOM_32), "bad-signature"),
    "another revision": (changed_context(revision=2), "conflict"),
    "another text": (changed_context(envelope_hash=RANDOM_32), "conflict"),
    "another tier": (lambda _: {"policy": 3}, "conflict"),
    "another link": (lambda _: {"prev": RANDOM_32}, "conflict"),
    # What no client reads would close the offer to its author, who could not even take it back.
    "a time that no calendar has": (lambda _: {"time_ms": 8_640_000_000_000_001}, "bad-signature"),
    "a nonce that was there before": (lambda drive: {"nonce": drive.last.nonce}, "bad-signature"),
}


@pytest.mark.parametrize("name", FORGED_ACCEPTANCES)
def test_an_acceptance_of_anything_else_is_refused(name: str, drive: OfferDrive) -> None:
    drive.offer()
    change, code = FORGED_ACCEPTANCES[name]
    body = drive.signed(drive.statement(Action.ACCEPT, **change(drive)), drive.recipient)
    assert refused(drive, drive.recipient, drive.path + "/accept", body) == code


def test_a_tier_that_does_not_exist_is_refused(drive: OfferDrive) -> None:
    said = drive.new_offer()["statement"]
    policy_at = len(said) - 32 - 4 - 16 - 4 - 8 - 4 - 1
    assert said[policy_at] == 2
    forged = said[:policy_at] + b"\x04" + said[policy_at + 1 :]
    body = {**drive.new_offer(), "statement": forged}
    assert refused(drive, drive.author, "/offers", body) == "bad-signature"


def test_the_author_cannot_say_the_recipients_yes(drive: OfferDrive) -> None:
    drive.offer()
    by_author = drive.signed(drive.statement(Action.ACCEPT), drive.author)
    assert refused(drive, drive.recipient, drive.path + "/accept", by_author) == "bad-signature"


def test_a_signature_of_a_stranger_or_of_nobody_is_refused(drive: OfferDrive, mallory: Person) -> None:
    drive.offer()
    for signature in (
        sign_statement(drive.statement(Action.ACCEPT), mallory.signing).signature,
        bytes(64),
        b"\xff" * 64,
    ):
        body = {**drive.signed(drive.statement(Action.ACCEPT), drive.recipient), "signature": signature}
        assert refused(drive, drive.recipient, drive.path + "/accept", body) == "bad-signature"


@pytest.mark.parametrize("action", [Action.OFFER, Action.WITHDRAW])
def test_another_action_is_not_an_acceptance(action: Action, drive: OfferDrive) -> None:
    drive.offer()
    body = drive.signed(drive.statement(action), drive.recipient)
    assert refused(drive, drive.recipient, drive.path + "/accept", body) == "bad-signature"


@pytest.mark.parametrize("unused", [4, 5])
def test_declining_and_having_read_cannot_even_be_said(unused: int, drive: OfferDrive) -> None:
    drive.offer()
    said = drive.statement(Action.ACCEPT).to_bytes()
    forged = said[:17] + bytes([unused]) + said[18:]
    body = {"statement": forged, "signature": bytes(64)}
    assert refused(drive, drive.recipient, drive.path + "/accept", body) == "bad-signature"


def test_an_acceptance_replayed_after_it_was_taken_back_is_refused(drive: OfferDrive) -> None:
    drive.offer()
    yes = drive.signed(drive.statement(Action.ACCEPT), drive.recipient)
    drive.recipient.post(drive.path + "/accept", yes)
    drive.prev = drive.last.hash()
    drive.withdraw(drive.recipient)
    assert refused(drive, drive.recipient, drive.path + "/accept", yes) == "conflict"


def test_an_acceptance_exchanged_between_two_offers_is_refused(couple: Pairing) -> None:
    one, two = OfferDrive(couple), OfferDrive(couple)
    one.offer(), two.offer()
    yes = one.signed(one.statement(Action.ACCEPT), one.recipient)
    assert refused(two, two.recipient, two.path + "/accept", yes) == "bad-signature"


def test_a_release_names_exactly_the_wrap_it_brings(drive: OfferDrive) -> None:
    drive.offer(), drive.accept()
    body = {**drive.releasing(), "wrap": secrets.token_bytes(113)}
    assert refused(drive, drive.author, drive.path + "/release", body) == "bad-signature"
    assert item(drive.recipient, OFFER, drive.id).parts[9:] == (b"", b"", b"")


def test_a_text_that_is_not_the_named_one_is_refused(drive: OfferDrive) -> None:
    body = drive.new_offer()
    drive.seal_text()
    for envelope in (drive.envelope, body["envelope"][:-1] + b"\x00"):
        assert refused(drive, drive.author, "/offers", {**body, "envelope": envelope}) == "bad-signature"


def test_the_cover_and_the_moment_are_signed_for_this_offer(couple: Pairing) -> None:
    drive, other = OfferDrive(couple), OfferDrive(couple)
    body, text = drive.new_offer(), envelope_hash(drive.envelope)
    for cover in (
        drive.note(drive.recipient, prev=text), drive.note(drive.author, ref=other.id, prev=text),
        {**drive.note(drive.author, prev=text), "signature": bytes(64)},
    ):  # fmt: skip
        assert refused(drive, drive.author, "/offers", {**body, "cover": cover}) == "bad-signature"


def test_an_older_cover_cannot_stand_before_a_newer_text(drive: OfferDrive) -> None:
    older = drive.new_offer()["cover"]
    assert refused(drive, drive.author, "/offers", {**drive.new_offer(), "cover": older}) == "bad-signature"


def test_a_turn_speaks_for_its_sender_only(drive: OfferDrive) -> None:
    drive.opened()
    in_the_others_name = {**drive.note(drive.author, prev=drive.prev), "prev": drive.prev}
    assert refused(drive, drive.recipient, drive.path + "/turns", in_the_others_name) == "bad-signature"
    for_another_offer = {**drive.note(drive.recipient, ref=RANDOM_16, prev=drive.prev), "prev": drive.prev}
    assert refused(drive, drive.recipient, drive.path + "/turns", for_another_offer) == "bad-signature"


def test_what_was_opened_cannot_be_changed_by_either(drive: OfferDrive) -> None:
    drive.opened()
    before = item(drive.recipient, OFFER, drive.id)
    drive.prev = drive.last.hash()
    assert refused(drive, drive.author, drive.path, drive.edited(), "PUT") == "not-in-this-state"
    assert item(drive.recipient, OFFER, drive.id) == before


@pytest.mark.parametrize("cut", [slice(None, -1), slice(1, None)])
def test_a_statement_of_another_length_is_no_statement(cut: slice, drive: OfferDrive) -> None:
    drive.offer()
    body = drive.signed(drive.statement(Action.ACCEPT), drive.recipient)
    assert (
        refused(drive, drive.recipient, drive.path + "/accept", {**body, "statement": body["statement"][cut]})
        == "bad-shape"
    )
