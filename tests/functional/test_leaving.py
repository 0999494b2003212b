"""Leaving and deleting: at once, one-sided; open offers end, what was opened stays with each."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from couplebridge.database import reading
from couplebridge.extensions import db
from couplebridge.models.offer import Offer
from tests.support.bridge import OFFER, TURN, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item, pull, push

SPACE = 8
ONE = bytes([1]) * 16


@pytest.fixture
def couple(alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    Pairing(carol, dan).run()
    return Pairing(alice, bob).run()


def leave(person: Person) -> None:
    response = person.post("/space/leave", {"proof": person.proof()})
    assert response.status_code == 204, response.json


def test_leaving_ends_the_space_for_both_and_names_no_reason(couple: Pairing, alice: Person, bob: Person) -> None:
    leave(alice)
    for person, partner in ((alice, bob), (bob, alice)):
        assert person.get("/account").json["space"] is None
        assert item(person, SPACE, couple.space_id).parts == (b"\x02", partner.bundle)
    assert bob.post("/space/leave", {"proof": bob.proof()}).status_code == 404


def test_leaving_asks_for_the_passphrase(couple: Pairing, alice: Person) -> None:
    assert alice.post("/space/leave", {"proof": alice.proof(bytes(32))}).json["code"] == "proof-failed"
    assert alice.get("/account").json["space"] is not None


def test_leaving_moves_no_other_couples_feed(couple: Pairing, alice: Person, carol: Person, dan: Person) -> None:
    before = [carol.get("/feed?cursor=0&limit=99").data, dan.get("/feed?cursor=0&limit=99").data]
    leave(alice)
    assert [carol.get("/feed?cursor=0&limit=99").data, dan.get("/feed?cursor=0&limit=99").data] == before


def test_open_offers_end_and_opened_ones_stay(couple: Pairing, alice: Person, bob: Person) -> None:
    opened, ready = OfferDrive(couple).opened(), OfferDrive(couple, bob)
    opened.turn(bob)
    ready.offer(), ready.accept()
    leave(bob)
    for person in (alice, bob):
        assert item(person, OFFER, opened.id).parts[0] == b"\x03"
        assert item(person, OFFER, opened.id).parts[9] == opened.envelope
        assert item(person, TURN, opened.turn_id).parts[0] == opened.id
        assert item(person, OFFER, ready.id).parts == (b"\x04", *[b""] * 11)
    assert ready.release().status_code == 404


def test_after_leaving_nothing_more_is_said(couple: Pairing, alice: Person, bob: Person) -> None:
    drive = OfferDrive(couple).opened()
    leave(alice)
    assert drive.turn(bob).status_code == 404
    assert OfferDrive(couple).offer().status_code == 404


def test_after_leaving_putting_away_touches_only_ones_own(couple: Pairing, alice: Person, bob: Person) -> None:
    drive = OfferDrive(couple).opened()
    drive.turn(bob)
    leave(alice)
    theirs = bob.get("/feed?cursor=0&limit=99").data
    assert alice.post(drive.path + "/put-away").status_code == 204
    assert item(alice, OFFER, drive.id).parts[0] == b"\x05"
    assert item(alice, TURN, drive.turn_id).parts == (b"",) * 5
    assert bob.get("/feed?cursor=0&limit=99").data == theirs
    assert alice.post(drive.path + "/put-away").status_code == 404
    assert bob.post(drive.path + "/put-away").status_code == 204


def test_deleting_an_account_leaves_no_row_of_it(couple: Pairing, alice: Person, bob: Person) -> None:
    push(alice, 1, ONE)
    drive = OfferDrive(couple).opened()
    unopened = OfferDrive(couple)
    unopened.offer()
    assert alice.post("/account/delete", {"proof": alice.proof()}).status_code == 204
    with alice.app.app_context(), reading() as connection:
        for table in db.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                assert alice.user_id not in row, table.name
                known = any(alice.user_id in value for value in row if isinstance(value, bytes))
                # what the other was told: who their partner was, and the texts that were opened to them
                assert not known or (table.name == "items" and row.user_id == bob.user_id), table.name
        (ended,) = connection.execute(select(Offer.entry_tag).where(Offer.offer_id == unopened.id)).scalars()
        assert ended is None
    assert item(bob, OFFER, drive.id).parts[0] == b"\x03"
    assert item(bob, OFFER, unopened.id).parts[0] == b"\x04"
    assert bob.post(drive.path + "/put-away").status_code == 204


def test_an_account_alone_can_be_deleted(alice: Person, bob: Person) -> None:
    push(bob, 1, ONE)
    before = cursor_of(bob)
    assert alice.post("/account/delete", {"proof": alice.proof()}).status_code == 204
    assert (cursor_of(bob), len(pull(bob))) == (before, 2)


def test_deleting_ends_an_invitation_that_somebody_joined(alice: Person, bob: Person) -> None:
    pairing = Pairing(alice, bob)
    alice.post("/invites", pairing.new_invite())
    bob.post(pairing.path + "/join", pairing.joining())
    assert alice.post("/account/delete", {"proof": alice.proof()}).status_code == 204
    assert item(bob, 7, pairing.invitation.invite).parts[0] == b"\x04"
    assert bob.post(pairing.path + "/join", pairing.joining()).status_code == 404
