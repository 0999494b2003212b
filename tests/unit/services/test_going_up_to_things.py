"""Services asked directly: what the table of permissions would have answered already is refused here once more."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask

from couplebridge.errors import SessionMissingError, ThingAbsentError
from couplebridge.framing import OFFER
from couplebridge.security.predicates import Caller, anyone, signed_in
from couplebridge.security.sessions import current_caller, session_token
from couplebridge.services import accounts, bridge, put_away
from couplebridge.services.feed import items, moving
from couplebridge.services.members import require_couple
from couplebridge.services.offer_access import end_lapsed, hold_offer
from couplebridge.services.offer_frames import read_parts
from couplebridge.services.offer_statements import Said
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import item

NOBODY = secrets.token_bytes(16)
SAID = Said(bytes(287), bytes(64))


@pytest.fixture
def drive(alice: Person, bob: Person) -> OfferDrive:
    offered = OfferDrive(Pairing(alice, bob).run())
    offered.offer()
    return offered


def test_an_offer_that_is_not_there(app: Flask, alice: Person) -> None:
    with app.app_context(), pytest.raises(ThingAbsentError):
        bridge.accept(alice.user_id, NOBODY, SAID)
    with app.app_context(), pytest.raises(ThingAbsentError):
        put_away.put_away(alice.user_id, NOBODY)


@pytest.mark.parametrize("who", ["author", "mallory"])
def test_an_acceptance_by_anybody_but_the_recipient(app: Flask, drive: OfferDrive, mallory: Person, who: str) -> None:
    caller = drive.author if who == "author" else mallory
    with app.app_context(), pytest.raises(ThingAbsentError):
        bridge.accept(caller.user_id, drive.id, SAID)


def test_a_stranger_puts_nothing_away(app: Flask, drive: OfferDrive, mallory: Person) -> None:
    with app.app_context(), pytest.raises(ThingAbsentError):
        put_away.put_away(mallory.user_id, drive.id)


def test_an_account_that_is_not_there(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ThingAbsentError):
            accounts.facts(NOBODY)
        with pytest.raises(ThingAbsentError), moving() as moves:
            moves.lock(NOBODY)


def test_nobody_is_in_a_space_alone(app: Flask, alice: Person) -> None:
    with app.app_context(), pytest.raises(ThingAbsentError), moving() as moves:
        require_couple(moves.connection, alice.user_id)


def test_an_offer_without_its_item_has_no_parts() -> None:
    with pytest.raises(ThingAbsentError):
        read_parts(None)


def test_a_lapse_empties_what_is_still_there(app: Flask, drive: OfferDrive) -> None:
    with app.app_context(), moving() as moves:
        theirs = (items.c.user_id == drive.author.user_id) & (items.c.type == OFFER)
        moves.connection.execute(items.delete().where(theirs))
        row = hold_offer(moves.connection, drive.id)
        assert row is not None
        end_lapsed(moves.connection, row)
    assert item(drive.recipient, OFFER, drive.id).parts == (b"\x04", *[b""] * 11)


def test_without_a_session_there_is_no_caller_and_no_token(app: Flask) -> None:
    for asked in (current_caller, session_token):
        with app.test_request_context(), pytest.raises(SessionMissingError):
            asked()


def test_a_caller_is_named_by_their_session_and_anyone_is_anyone() -> None:
    caller = Caller(NOBODY, bytes(range(16)), bytes(32))
    assert caller.get_id() == bytes(range(16)).hex()
    assert anyone(None, {})
    assert signed_in(caller, {})
