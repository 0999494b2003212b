"""Together at the level of HTTP: both open or neither, and until then nothing of the one reaches the other.

Long because the table of states is gone through row by row, in one place, as docs/protocol.md has it.
"""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.client.frames import decode_frames
from couplebridge.client.records import RecordHeader, open_record
from couplebridge.client.share import unwrap_from_partner
from couplebridge.client.statements import Action, Tier
from couplebridge.services import together as service
from couplebridge.services.sweep import sweep
from tests.functional.test_bridge import Later
from tests.support.bridge import OFFER, TURN, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item, pull
from tests.support.together import TOGETHER, TogetherDrive


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    return Later(monkeypatch)


@pytest.fixture
def couple(later: Later, alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    TogetherDrive(Pairing(carol, dan).run()).both_in()
    return Pairing(alice, bob).run()


@pytest.fixture
def drive(couple: Pairing) -> TogetherDrive:
    return TogetherDrive(couple)


def code(response: Any) -> str:
    return str(response.json["code"])


# from nothing to opened


def test_a_proposal_is_the_same_for_both(drive: TogetherDrive) -> None:
    assert drive.propose().status_code == 201
    own, theirs = drive.parts(drive.proposer), drive.parts(drive.other)
    assert own == theirs
    assert own[2:6] == tuple(drive.proposal[name] for name in ("topic_tag", "envelope", "wrap", "signature"))
    assert own[6:] == (b"",) * 6


def test_both_texts_open_in_one_step_and_each_opens_for_the_other(drive: TogetherDrive) -> None:
    drive.opened()
    assert drive.states() == (3, 3)
    for who, side in drive.sides.items():
        own, theirs = (item(person, OFFER, side.record).parts for person in (who, side.partner))
        assert (own[0], own[9:]) == (b"\3", (side.body["envelope"], side.body["wrap"], b""))
        assert (theirs[0], theirs[9:11]) == (b"\3", (side.body["envelope"], b""))
        key = unwrap_from_partner(side.partner.kem, side.lock.context, theirs[11])
        header = RecordHeader(1, 1, drive.couple.space_id, who.user_id, side.record, 1)
        assert open_record(header, key, theirs[9]) == side.text


def test_what_one_does_before_both_have_moves_no_feed_of_the_other(drive: TogetherDrive, carol: Person) -> None:
    drive.propose()
    one, other = drive.proposer, drive.other
    for who, waiting in ((one, other), (other, one)):
        before, noise = pull(waiting), cursor_of(carol)
        for step in (drive.lock, drive.unlock, drive.lock, drive.unlock):
            assert step(who).status_code == 204
        assert (pull(waiting), cursor_of(carol)) == (before, noise)
    drive.lock(one)
    drive.lock(other)
    for who, waiting in ((one, other),):
        before = pull(waiting)
        assert drive.now(who).status_code == 204
        assert pull(waiting) == before


def test_both_locks_are_handed_over_at_once_and_name_no_text_of_the_other(drive: TogetherDrive) -> None:
    drive.both_in()
    for who, side in drive.sides.items():
        theirs = drive.sides[side.partner]
        parts, everything = drive.parts(who), b"".join(frame_bytes(who))
        assert parts[0] == b"\2"
        assert parts[11] == theirs.body["statement"] + theirs.body["signature"]
        assert theirs.body["envelope"] not in everything
        assert theirs.body["wrap"] not in everything


def frame_bytes(who: Person) -> list[bytes]:
    return [part for frame in pull(who) for part in frame.parts]


def test_no_key_reaches_anybody_before_both_said_now(drive: TogetherDrive) -> None:
    drive.both_in()
    body = drive.saying_now(drive.proposer)
    assert drive.proposer.post(drive.path + "/now", body).status_code == 204
    everything = b"".join(frame_bytes(drive.other))
    assert body["wrap"] not in everything
    assert drive.sides[drive.proposer].body["envelope"] not in everything
    assert drive.now(drive.other).status_code == 204
    assert body["wrap"] in b"".join(frame_bytes(drive.other))


def test_a_fault_in_the_middle_opens_neither(drive: TogetherDrive, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    drive.both_in()
    drive.now(drive.proposer)
    before = [pull(who) for who in drive.sides]
    whole, done = service._open_text, []

    def only_once(*args: Any) -> None:
        if done:
            raise RuntimeError("the power went")
        done.append(whole(*args))

    monkeypatch.setattr(service, "_open_text", only_once)
    assert drive.now(drive.other).status_code == 500
    assert [pull(who) for who in drive.sides] == before
    monkeypatch.setattr(service, "_open_text", whole)
    assert drive.now(drive.other).status_code == 204
    assert drive.states() == (3, 3)


# stepping back, lapsing, leaving


@pytest.mark.parametrize("who_locked", [(), ("one",), ("other",), ("one", "other")])
@pytest.mark.parametrize("by", ["one", "other"])
def test_stepping_back_looks_the_same_whatever_was_locked_in(
    drive: TogetherDrive, who_locked: tuple[str, ...], by: str
) -> None:
    people = {"one": drive.proposer, "other": drive.other}
    drive.propose()
    for name in who_locked:
        drive.lock(people[name])
    assert drive.step_back(people[by]).status_code == 204
    for who in people.values():
        assert drive.parts(who) == (b"\4", *[b""] * 11)
    assert code(drive.lock(people["one"])) == code(drive.step_back(people["other"])) == "not-found"


def test_one_who_said_now_can_still_step_back_and_nothing_of_it_stays(drive: TogetherDrive, app: Flask) -> None:
    drive.both_in()
    drive.now(drive.proposer)
    assert drive.step_back(drive.proposer).status_code == 204
    assert drive.states() == (4, 4)
    assert code(drive.now(drive.other)) == "not-found"
    for who in drive.sides:
        assert not [frame for frame in pull(who) if frame.type == OFFER]
        assert not any(side.body["envelope"] in frame_bytes(who) for side in drive.sides.values())


def test_it_lapses_silently_and_is_swept_where_it_stands(drive: TogetherDrive, app: Flask, later: Later) -> None:
    drive.both_in()
    drive.now(drive.proposer)
    before = [cursor_of(who) for who in drive.sides]
    later.pass_days(14)
    assert {code(drive.now(drive.other)), code(drive.lock(drive.other)), code(drive.unlock(drive.other))} == {
        "not-found"
    }
    with app.app_context():
        sweep()
    assert [cursor_of(who) for who in drive.sides] == before
    assert drive.states() == (4, 4)


def test_leaving_ends_it_and_keeps_what_was_opened(drive: TogetherDrive, later: Later) -> None:
    drive.opened()
    again = TogetherDrive(drive.couple)
    again.propose(), again.lock(again.other)
    leave(drive.couple.inviter)
    assert again.states() == (4, 4)
    assert drive.states() == (3, 3)
    record = drive.sides[drive.proposer].record
    assert drive.proposer.post(f"/offers/{encode(record)}/put-away").status_code == 204
    assert drive.states() == (5, 3)
    assert [item(drive.proposer, OFFER, side.record).parts[0] for side in drive.sides.values()] == [b"\5"] * 2
    assert [item(drive.other, OFFER, side.record).parts[0] for side in drive.sides.values()] == [b"\3"] * 2
    assert drive.other.post(f"/offers/{encode(record)}/put-away").status_code == 204
    assert drive.states() == (5, 5)


def test_one_that_lapsed_before_somebody_left_says_nothing(drive: TogetherDrive, later: Later) -> None:
    drive.propose()
    later.pass_days(15)
    before = item(drive.other, TOGETHER, drive.id).seq
    leave(drive.couple.inviter)
    assert item(drive.other, TOGETHER, drive.id).seq == before


def test_a_deleted_account_leaves_its_partner_what_was_opened(drive: TogetherDrive) -> None:
    drive.opened()
    assert drive.proposer.post("/account/delete", {"proof": drive.proposer.proof()}).status_code == 204
    assert drive.parts(drive.other)[0] == b"\3"


def leave(person: Person) -> None:
    assert person.post("/space/leave", {"proof": person.proof()}).status_code == 204


def encode(data: bytes) -> str:
    from couplebridge.base64url import encode as encoded

    return encoded(data)


# after it opened


def test_each_text_has_a_listening_turn_of_its_own(drive: TogetherDrive) -> None:
    drive.opened()
    for who, side in drive.sides.items():
        turns = OfferDrive(drive.couple, who)
        turns.id = side.record
        said = item(side.partner, OFFER, side.record).parts[2]
        from couplebridge.client.primitives import sha256

        turns.turn_prev = sha256(said[4:-64])
        assert [turns.turn(each).status_code for each in (side.partner, who)] == [201, 201]
    assert len([frame for frame in pull(drive.other) if frame.type == TURN]) == 4


@pytest.mark.parametrize("of_proposer", [True, False])
def test_putting_one_away_takes_both_away_from_both(drive: TogetherDrive, of_proposer: bool) -> None:
    drive.opened()
    record = drive.sides[drive.proposer if of_proposer else drive.other].record
    assert drive.other.post(f"/offers/{encode(record)}/put-away").status_code == 204
    assert drive.states() == (5, 5)
    for who in drive.sides:
        assert [item(who, OFFER, side.record).parts for side in drive.sides.values()] == [(b"\5", *[b""] * 11)] * 2


def test_what_is_open_can_be_neither_released_nor_withdrawn_again(drive: TogetherDrive) -> None:
    drive.opened()
    assert code(drive.step_back(drive.proposer)) == "not-in-this-state"
    assert code(drive.unlock(drive.proposer)) == "not-in-this-state"


# one at a time, and rest


def test_one_is_open_at_most_whoever_proposed_it(drive: TogetherDrive) -> None:
    drive.propose()
    for who in drive.sides:
        assert code(TogetherDrive(drive.couple, who).propose()) == "together-open"


def test_a_topic_rests_fourteen_days_in_both_directions(drive: TogetherDrive, later: Later) -> None:
    drive.propose(), drive.step_back(drive.other)
    for who in drive.sides:
        again = TogetherDrive(drive.couple, who)
        again.tag = drive.tag
        again.seal_proposal()
        assert code(again.propose()) == "resting"
    assert TogetherDrive(drive.couple, drive.other).propose().status_code == 201
    later.pass_days(14)
    again = TogetherDrive(drive.couple)
    again.tag = drive.tag
    again.seal_proposal()
    assert again.propose().status_code == 201


def test_who_asked_in_vain_twice_waits_and_the_other_need_not(drive: TogetherDrive, later: Later) -> None:
    for _ in range(2):
        again = TogetherDrive(drive.couple)
        again.propose(), again.step_back(drive.other)
    assert code(TogetherDrive(drive.couple).propose()) == "resting"
    assert TogetherDrive(drive.couple, drive.other).propose().status_code == 201


def test_nothing_of_people_stays_when_it_rests_no_more(drive: TogetherDrive, app: Flask, later: Later) -> None:
    drive.propose(), drive.step_back(drive.other)
    later.pass_days(15)
    with app.app_context():
        sweep()
    assert code(drive.propose()) == "conflict", "an id is used once"


# what is refused


def test_an_answer_that_was_lost_is_given_again(drive: TogetherDrive) -> None:
    assert [drive.propose().status_code for _ in range(2)] == [201, 201]
    body = drive.locking(drive.proposer)
    assert [drive.proposer.post(drive.path + "/lock", body).status_code for _ in range(2)] == [204, 204]
    drive.lock(drive.other)
    assert drive.proposer.post(drive.path + "/lock", body).status_code == 204
    now = drive.saying_now(drive.proposer)
    assert [drive.proposer.post(drive.path + "/now", now).status_code for _ in range(2)] == [204, 204]
    drive.now(drive.other)
    assert drive.proposer.post(drive.path + "/now", now).status_code == 204
    assert drive.states() == (3, 3)


def test_another_lock_or_now_of_the_same_person_is_a_conflict(drive: TogetherDrive) -> None:
    drive.propose()
    drive.lock(drive.proposer)
    assert code(drive.lock(drive.proposer)) == "conflict"
    drive.unlock(drive.proposer)
    drive.lock(drive.proposer), drive.lock(drive.other)
    drive.now(drive.proposer)
    assert code(drive.now(drive.proposer)) == "conflict"
    assert code(drive.lock(drive.proposer)) == "not-in-this-state"


@pytest.mark.parametrize(
    "changes",
    [
        {"together": bytes(16)}, {"prev": bytes(32)}, {"policy": 4}, {"policy": 0}, {"time_ms": 8_640_000_000_000_001},
    ],
)  # fmt: skip
def test_a_lock_about_something_else_is_refused(drive: TogetherDrive, changes: dict[str, Any]) -> None:
    drive.propose()
    body = drive.locking(drive.proposer, **changes)
    assert code(drive.proposer.post(drive.path + "/lock", body)) == "bad-signature"


def test_a_forged_lock_or_one_of_another_text_is_refused(drive: TogetherDrive) -> None:
    drive.propose()
    body = drive.locking(drive.other)
    assert code(drive.proposer.post(drive.path + "/lock", body)) == "bad-signature"
    mine, other = drive.locking(drive.proposer), drive.locking(drive.proposer)
    changed = {**other, "envelope": mine["envelope"]}
    assert code(drive.proposer.post(drive.path + "/lock", changed)) == "bad-signature"
    statement = bytearray(other["statement"])
    for at in (3, 40, 271):
        altered = bytes([*statement[:at], statement[at] ^ 1, *statement[at + 1 :]])
        sent = {**other, "statement": altered}
        assert code(drive.proposer.post(drive.path + "/lock", sent)) == "bad-signature"


def test_a_text_that_is_an_offer_already_or_the_others_cannot_be_locked_in(drive: TogetherDrive) -> None:
    offer = OfferDrive(drive.couple)
    offer.offer()
    drive.propose()
    random, ids = secrets.token_bytes, iter([offer.id, bytes(16)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_bytes", lambda size: next(ids, random(size)) if size == 16 else random(size))
        assert code(drive.lock(drive.proposer)) == "conflict"
        assert drive.lock(drive.other).status_code == 204
    ids = iter([bytes(16)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_bytes", lambda size: next(ids, random(size)) if size == 16 else random(size))
        assert code(drive.lock(drive.proposer)) == "conflict"


def test_now_before_both_are_in_is_refused(drive: TogetherDrive) -> None:
    drive.propose()
    drive.locking(drive.other)
    drive.lock(drive.proposer)
    assert code(drive.now(drive.proposer)) == "not-in-this-state"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"prev": bytes(32)}, "conflict"),
        ({"policy": Tier.WHOLE}, "conflict"),
        ({"action": Action.RELEASE}, "bad-signature"),
        ({"wrap_hash": bytes([1]) * 32}, "bad-signature"),
    ],
)
def test_a_now_that_names_something_else_is_refused(
    drive: TogetherDrive, changes: dict[str, Any], expected: str
) -> None:
    drive.both_in()
    body = drive.saying_now(drive.proposer, **changes)
    assert code(drive.proposer.post(drive.path + "/now", body)) == expected
    assert drive.states() == (2, 2)


def test_a_now_of_the_other_or_of_an_earlier_lock_is_refused(drive: TogetherDrive) -> None:
    drive.both_in()
    assert code(drive.proposer.post(drive.path + "/now", drive.saying_now(drive.other))) == "bad-signature"
    drive.locking(drive.proposer)
    assert code(drive.now(drive.proposer)) == "bad-signature"


def test_a_proposal_by_someone_else_or_for_another_tag_is_refused(drive: TogetherDrive, later: Later) -> None:
    assert code(drive.other.post("/togethers", drive.proposal)) == "bad-signature"
    assert code(drive.proposer.post("/togethers", {**drive.proposal, "topic_tag": bytes(16)})) == "bad-signature"
    drive.propose()
    other = TogetherDrive(drive.couple)
    other.id = drive.id
    other.seal_proposal()
    assert code(other.propose()) == "conflict"


def test_a_stranger_meets_what_does_not_exist(drive: TogetherDrive, mallory: Person, carol: Person) -> None:
    drive.both_in()
    for who in (mallory, carol):
        for step in ("unlock", "step-back"):
            assert code(who.post(f"{drive.path}/{step}")) == "not-found"
    assert code(mallory.post("/togethers", drive.proposal)) == "not-found"


def test_the_clock_is_the_servers(drive: TogetherDrive, later: Later) -> None:
    drive.propose()
    assert int.from_bytes(drive.parts(drive.other)[1], "big") == clock.now_ms() + 14 * 24 * 3600 * 1000


# apps that are older than this


def test_an_app_that_knows_no_together_is_shown_none_and_goes_on(drive: TogetherDrive) -> None:
    before = pull_as(drive.other, "1")
    drive.both_in()
    assert pull_as(drive.other, "1").data == before.data
    drive.proposer.post(f"{drive.path}/step-back")
    assert TOGETHER in {frame.type for frame in pull(drive.other)}
    assert TOGETHER not in {frame.type for frame in decode_frames(pull_as(drive.other, "1").data)}


def pull_as(person: Person, client: str) -> TestResponse:
    return person.get("/feed?cursor=0&limit=1000", headers={"CB-Client": client})
