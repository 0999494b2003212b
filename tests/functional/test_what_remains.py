"""What is still in the database when something is over, and which ids can never be used again."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.pairing import PairContext
from couplebridge.database import reading
from couplebridge.models.offer import Offer
from couplebridge.models.session import Session
from couplebridge.services import bridge, pairing, shares, turns
from couplebridge.services.rest import ENDED, OPENED, PUT_AWAY
from tests.support.bridge import OFFER, TURN, OfferDrive
from tests.support.couple import HOUR_MS, Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item

DAY_MS = 24 * HOUR_MS


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    now = [clock.now_ms()]
    monkeypatch.setattr(clock, "now_ms", lambda: now[0])
    return now


@pytest.fixture
def couple(later: list[int], alice: Person, bob: Person) -> Pairing:
    return Pairing(alice, bob).run()


def leave(person: Person) -> None:
    assert person.post("/space/leave", {"proof": person.proof()}).status_code == 204


def delete(person: Person) -> None:
    assert person.post("/account/delete", {"proof": person.proof()}).status_code == 204


def row_of(app: Flask, drive: OfferDrive) -> Any:
    with app.app_context(), reading() as connection:
        return connection.execute(select(Offer.__table__).where(Offer.offer_id == drive.id)).one()


def test_an_offer_that_lapsed_before_the_leaving_is_emptied_too_and_nobody_is_told(
    app: Flask, couple: Pairing, later: list[int]
) -> None:
    drive = OfferDrive(couple)
    drive.offer()
    seqs = [item(person, OFFER, drive.id).seq for person in (drive.author, drive.recipient)]
    later[0] += 14 * DAY_MS
    leave(drive.author)
    for person, seq in zip((drive.author, drive.recipient), seqs, strict=True):
        frame = item(person, OFFER, drive.id)
        assert (frame.parts, frame.seq) == ((b"\x04", *[b""] * 11), seq)
    assert row_of(app, drive).state == ENDED


def test_what_both_put_away_after_the_leaving_is_kept_for_nobody(app: Flask, couple: Pairing, later: list[int]) -> None:
    """And the author's rest, which they can try out elsewhere, does not tell when the other did."""
    drive = OfferDrive(couple).opened()
    rests_from_ms = row_of(app, drive).rests_from_ms
    later[0] += DAY_MS
    leave(drive.author)
    drive.author.post(drive.path + "/put-away")
    assert (row_of(app, drive).state, row_of(app, drive).turn_head) == (OPENED, drive.prev)
    drive.recipient.post(drive.path + "/put-away")
    assert (row_of(app, drive).state, row_of(app, drive).turn_head) == (PUT_AWAY, None)
    assert row_of(app, drive).rests_from_ms == rests_from_ms


def test_what_the_last_one_puts_away_after_the_other_is_gone_is_kept_for_nobody(app: Flask, couple: Pairing) -> None:
    drive = OfferDrive(couple).opened()
    delete(drive.author)
    assert drive.recipient.post(drive.path + "/put-away").status_code == 204
    assert row_of(app, drive).state == PUT_AWAY


def test_when_both_accounts_are_gone_an_offer_is_an_id_that_is_used_up(app: Flask, couple: Pairing) -> None:
    drive = OfferDrive(couple).opened()
    drive.turn(drive.recipient)
    delete(drive.author)
    assert row_of(app, drive).space_id == couple.space_id
    delete(drive.recipient)
    row = row_of(app, drive)._mapping
    kept = {name for name, value in row.items() if value not in (None, b"")}
    assert kept == {"offer_id", "state", "lapses_at_ms", "rests_from_ms", "was_opened", "statement_count"}


def test_a_share_that_nobody_asks_for_is_forgotten_by_the_sweep(app: Flask, alice: Person, later: list[int]) -> None:
    alice.put("/session/share", {"share": bytes(32), "idle_s": 600})

    def kept() -> bytes | None:
        with app.app_context(), reading() as connection:
            return connection.execute(
                select(Session.share_sealed).where(Session.session_id == alice.session_id)
            ).scalar_one()

    for ahead_ms, is_kept in ((599_000, True), (1000, False)):
        later[0] += ahead_ms
        with app.app_context():
            shares.sweep()
        assert (kept() is not None) is is_kept


def test_a_joined_invitation_is_over_fourteen_days_after_its_expiry_without_any_sweep(
    alice: Person, bob: Person, later: list[int]
) -> None:
    invitation = Pairing(alice, bob)
    alice.post("/invites", invitation.new_invite())
    bob.post(invitation.path + "/join", invitation.joining())
    later[0] = invitation.context.expires_ms + 14 * DAY_MS - 1
    assert (
        alice.post(invitation.path + "/confirm", {"mac": bytes(32), "signature": bytes(64), "wrap": bytes(113)}).json[
            "code"
        ]
        == "bad-signature"
    )
    later[0] += 1
    assert alice.post(invitation.path + "/confirm", invitation.confirming()).status_code == 404
    assert alice.get("/account").json["space"] is None


def test_a_turn_never_takes_the_place_of_one_that_the_other_kept_from_before(
    couple: Pairing, mallory: Person, later: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = couple.inviter, couple.joiner
    drive = OfferDrive(couple, bob).opened()
    drive.turn(alice)
    kept = item(bob, TURN, drive.turn_id)
    leave(bob)
    again = OfferDrive(Pairing(mallory, bob).run()).opened()
    head = cursor_of(bob)
    real = secrets.token_bytes
    monkeypatch.setattr("tests.support.bridge.secrets.token_bytes", lambda size: kept.id if size == 16 else real(size))
    assert again.turn(mallory).json["code"] == "conflict"
    assert (item(bob, TURN, kept.id), cursor_of(bob)) == (kept, head)


class TestTwoAtOnce:
    """The id was free when it was asked for, and taken when it was written: a conflict, never a fault."""

    def test_an_invitation(self, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        first, second = Pairing(alice, bob), Pairing(bob, alice)
        second.invitation = first.invitation
        second.context = first.context
        alice.post("/invites", first.new_invite())
        real = pairing._find
        monkeypatch.setattr(pairing, "_find", lambda *_: None)
        answer = bob.post("/invites", {**second.new_invite(), "space": secrets.token_bytes(16)})
        monkeypatch.setattr(pairing, "_find", real)
        assert (answer.status_code, answer.json["code"]) == (409, "conflict")
        assert alice.get(first.path).json["bundle"] == encode(alice.bundle)

    def test_a_space(self, couple: Pairing, carol: Person, dan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        theirs = Pairing(carol, dan)
        theirs.space_id = couple.space_id
        theirs.context = PairContext(couple.space_id, theirs.context.invite, theirs.context.expires_ms)
        monkeypatch.setattr(pairing, "_space_exists", lambda *_: False)
        carol.post("/invites", theirs.new_invite())
        dan.post(theirs.path + "/join", theirs.joining())
        assert carol.post(theirs.path + "/confirm", theirs.confirming()).json["code"] == "conflict"
        assert carol.get("/account").json["space"] is None

    def test_an_offer(self, couple: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
        drive = OfferDrive(couple)
        body = drive.new_offer()
        assert drive.author.post("/offers", body).status_code == 201
        monkeypatch.setattr(bridge, "find_offer", lambda *_: None)
        assert drive.author.post("/offers", body).json["code"] == "conflict"


def test_an_address_has_one_spelling(alice: Person) -> None:
    answer = alice.client.open("/api//feed?cursor=0&limit=1", base_url="https://elsewhere.example")
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_forty_turns_are_the_most(couple: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS_MAX", 1)
    drive = OfferDrive(couple).opened()
    assert drive.turn(drive.recipient).status_code == 201
    assert drive.turn(drive.author).json["code"] == "not-in-this-state"
