"""Sweeping: what lapsed is emptied where it stands; no feed moves, and nobody's next answer changes."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from couplebridge import clock
from couplebridge.database import reading
from couplebridge.services.pairing import invites
from couplebridge.services.rest import offers
from couplebridge.services.sweep import sweep
from tests.support.bridge import OFFER, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item

DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    now = [clock.now_ms()]
    monkeypatch.setattr(clock, "now_ms", lambda: now[0])
    return now


@pytest.fixture
def couple(later: list[int], alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    Pairing(carol, dan).run()
    return Pairing(alice, bob).run()


def run(app: Flask) -> None:
    with app.app_context():
        sweep()


def row_of(app: Flask, drive: OfferDrive) -> object:
    with app.app_context(), reading() as connection:
        return connection.execute(select(offers).where(offers.c.offer_id == drive.id)).one()


def test_a_lapsed_offer_is_emptied_and_no_feed_moves(app: Flask, couple: Pairing, later: list[int]) -> None:
    drive, opened = OfferDrive(couple), OfferDrive(couple, couple.joiner).opened()
    drive.offer(), drive.accept()
    two = drive.author, drive.recipient
    before = [cursor_of(person) for person in two]
    later[0] += 14 * DAY_MS - 1
    run(app)
    assert item(drive.author, OFFER, drive.id).parts[0] == b"\x02"
    later[0] += 1
    run(app)
    assert [cursor_of(person) for person in two] == before
    for person in two:
        assert item(person, OFFER, drive.id).parts == (b"\x04", *[b""] * 11)
        assert item(person, OFFER, opened.id).parts[0] == b"\x03"
        assert person.get(f"/feed?cursor={cursor_of(person)}&limit=10").status_code == 204


def test_an_ended_offer_keeps_its_tags_while_they_rest_and_then_only_its_id(
    app: Flask, couple: Pairing, later: list[int]
) -> None:
    drive = OfferDrive(couple)
    drive.offer(), drive.withdraw()
    later[0] += 14 * DAY_MS - 1
    run(app)
    assert row_of(app, drive).entry_tag == drive.entry_tag
    later[0] += 1
    run(app)
    row = row_of(app, drive)
    gone = (
        "space_id",
        "author_id",
        "recipient_id",
        "entry_tag",
        "topic_tag",
        "envelope_hash",
        "statement_hash",
        "revision",
    )
    assert [getattr(row, name) for name in gone] == [None] * len(gone)
    assert (row.offer_id, row.state) == (drive.id, 4)


@pytest.mark.parametrize("swept", [False, True])
def test_the_answers_do_not_depend_on_whether_anybody_swept(
    swept: bool, app: Flask, couple: Pairing, later: list[int]
) -> None:
    drive, again = OfferDrive(couple), OfferDrive(couple)
    drive.offer()
    again.entry_tag = drive.entry_tag
    later[0] += 14 * DAY_MS
    if swept:
        run(app)
    assert drive.accept().status_code == 404
    assert again.offer().json["code"] == "resting"
    assert OfferDrive(couple).offer().status_code == 201
    assert couple.inviter.post("/space/leave", {"proof": couple.inviter.proof()}).status_code == 204


def test_invitations_that_are_over_lose_their_keys(app: Flask, alice: Person, bob: Person, later: list[int]) -> None:
    pairing = Pairing(alice, bob)
    alice.post("/invites", pairing.new_invite())
    before = cursor_of(alice)
    later[0] += DAY_MS
    run(app)
    assert cursor_of(alice) == before
    assert item(alice, 7, pairing.invitation.invite).parts[:11] == (b"\x04", *[b""] * 10)
    with app.app_context(), reading() as connection:
        (row,) = connection.execute(select(invites))
    assert (row.state, row.inviter_bundle, row.offer_mac) == (4, None, None)


def test_who_joined_waits_fourteen_days_for_the_inviter(
    app: Flask, alice: Person, bob: Person, later: list[int]
) -> None:
    pairing = Pairing(alice, bob)
    alice.post("/invites", pairing.new_invite())
    bob.post(pairing.path + "/join", pairing.joining())
    later[0] += 14 * DAY_MS
    run(app)
    assert item(bob, 7, pairing.invitation.invite).parts[0] == b"\x02"
    later[0] += DAY_MS
    run(app)
    assert [item(person, 7, pairing.invitation.invite).parts[0] for person in (alice, bob)] == [b"\x04"] * 2
    assert alice.post(pairing.path + "/confirm", pairing.confirming()).status_code == 404


def test_an_item_that_is_gone_already_stops_nothing(app: Flask, couple: Pairing, later: list[int]) -> None:
    drive = OfferDrive(couple)
    drive.offer()
    assert couple.joiner.post("/account/delete", {"proof": couple.joiner.proof()}).status_code == 204
    later[0] += 40 * DAY_MS
    run(app)
    assert row_of(app, drive).author_id is None
