"""What a service saw first is not so any more when it looks again with everything held: it refuses, or leaves it be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from couplebridge.client.pairing import PairContext
from couplebridge.database import reading
from couplebridge.errors import ThingAbsentError
from couplebridge.models.invite import Invite
from couplebridge.models.offer import Offer
from couplebridge.services import bridge, pairing, put_away, sweep
from couplebridge.services.offer_statements import Said
from couplebridge.services.pairing import Confirming
from couplebridge.services.pairing_frames import JOINED, OPEN
from couplebridge.services.rest import OFFERED
from tests.support import bridge as drives
from tests.support.bridge import OFFER, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item

CONFIRMING = Confirming(bytes(32), bytes(64), bytes(113))


@pytest.fixture
def couple(alice: Person, bob: Person) -> Pairing:
    return Pairing(alice, bob).run()


@pytest.fixture
def joined(alice: Person, bob: Person) -> Pairing:
    two = Pairing(alice, bob)
    alice.post("/invites", two.new_invite())
    bob.post(two.path + "/join", two.joining())
    return two


def state_of(app: Flask, table: Any, column: Any, item_id: bytes) -> int:
    with app.app_context(), reading() as connection:
        state: int = connection.execute(select(table.state).where(column == item_id)).scalar_one()
    return state


def once(found: list[bytes]) -> Callable[..., list[bytes]]:
    """Finds these the first time and nothing afterwards."""
    return lambda *_: [found.pop()] if found else []


def test_the_sweep_leaves_an_offer_that_does_not_lapse_after_all(
    app: Flask, couple: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = OfferDrive(couple)
    drive.offer()
    monkeypatch.setattr(sweep, "_some", once([drive.id]))
    with app.app_context():
        sweep._sweep_offers()
    assert state_of(app, Offer, Offer.offer_id, drive.id) == OFFERED
    assert item(drive.author, OFFER, drive.id).parts[0] == b"\x01"


def test_and_an_invitation_that_is_not_over(app: Flask, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    two = Pairing(alice, alice)
    alice.post("/invites", two.new_invite())
    monkeypatch.setattr(sweep, "_some", once([two.invitation.invite]))
    with app.app_context():
        sweep._sweep_invites()
    assert state_of(app, Invite, Invite.invite_id, two.invitation.invite) == OPEN


def test_an_invitation_that_was_taken_back_while_the_feeds_were_waited_for(
    app: Flask, joined: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, looks = pairing._find, iter([True, False])
    monkeypatch.setattr(pairing, "_find", lambda *names: real(*names) if next(looks) else None)
    with app.app_context(), pytest.raises(ThingAbsentError):
        pairing.confirm(joined.inviter.user_id, joined.invitation.invite, CONFIRMING)
    assert state_of(app, Invite, Invite.invite_id, joined.invitation.invite) == JOINED


@pytest.mark.parametrize("step", ["accept", "put away"])
def test_an_offer_that_is_over_when_its_feeds_are_held(
    app: Flask, couple: Pairing, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = OfferDrive(couple).opened()
    before = cursor_of(drive.recipient)
    service: Any = bridge if step == "accept" else put_away
    where = "couplebridge.services.offer_access" if step == "accept" else "couplebridge.services.put_away"
    monkeypatch.setattr(where + ".hold_offer", lambda *_: None)
    arguments = (drive.recipient.user_id, drive.id) + ((Said(bytes(287), bytes(64)),) if step == "accept" else ())
    with app.app_context(), pytest.raises(ThingAbsentError):
        getattr(service, step.replace(" ", "_"))(*arguments)
    assert cursor_of(drive.recipient) == before


def test_a_second_confirmation_with_other_words_is_none(app: Flask, couple: Pairing) -> None:
    before = cursor_of(couple.joiner)
    with app.app_context(), pytest.raises(ThingAbsentError):
        pairing.confirm(couple.inviter.user_id, couple.invitation.invite, CONFIRMING)
    assert cursor_of(couple.joiner) == before


def test_a_space_id_that_was_taken_after_the_invitation_is_a_conflict(
    joined: Pairing, carol: Person, dan: Person
) -> None:
    theirs = Pairing(carol, dan)
    theirs.space_id = joined.space_id
    theirs.context = PairContext(joined.space_id, theirs.context.invite, theirs.context.expires_ms)
    carol.post("/invites", theirs.new_invite())
    dan.post(theirs.path + "/join", theirs.joining())
    assert joined.inviter.post(joined.path + "/confirm", joined.confirming()).status_code == 204
    assert carol.post(theirs.path + "/confirm", theirs.confirming()).json["code"] == "conflict"
    assert carol.get("/account").json["space"] is None


def test_the_same_moment_again_moves_nothing(couple: Pairing) -> None:
    drive = OfferDrive(couple)
    drive.offer()
    moment = drive.note(drive.recipient)
    assert drive.recipient.post(drive.path + "/moment", moment).status_code == 204
    before = cursor_of(drive.author)
    assert drive.recipient.post(drive.path + "/moment", moment).status_code == 204
    assert cursor_of(drive.author) == before


def test_a_turn_has_one_revision(couple: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = OfferDrive(couple).opened()
    real = drives.RecordHeader
    monkeypatch.setattr(drives, "RecordHeader", lambda *fields: real(*fields[:-1], 2))
    assert drive.turn(drive.recipient).json["code"] == "bad-signature"
