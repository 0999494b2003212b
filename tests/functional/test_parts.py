"""What the two share: each publishes own parts into both feeds, and nobody writes in the other's name."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from couplebridge.client.frames import Frame
from couplebridge.database import reading
from couplebridge.services import part_frames, parts
from couplebridge.services.feed import feeds
from couplebridge.services.members import find_couple
from tests.support.couple import Pairing
from tests.support.parts import PART, PARTS_MANIFEST, PartsDrive
from tests.support.people import Person
from tests.support.phone import item, manifest_frame, pull, push, record_frame

ONE, TWO, THREE = (bytes([n]) * 16 for n in (1, 2, 3))


@pytest.fixture
def couple(alice: Person, bob: Person) -> Pairing:
    return Pairing(alice, bob).run()


@pytest.fixture
def drive(couple: Pairing) -> PartsDrive:
    return PartsDrive(couple, couple.inviter)


def test_a_part_goes_into_both_feeds_in_the_same_bytes(drive: PartsDrive, alice: Person, bob: Person) -> None:
    frames = [drive.part(ONE), drive.part(TWO), drive.manifest(1)]
    assert drive.send(frames).status_code == 204
    for person in (alice, bob):
        there = [frame for frame in pull(person) if frame.type in (PART, PARTS_MANIFEST)]
        assert [(frame.id, frame.parts) for frame in there] == [(frame.id, frame.parts) for frame in frames]


def test_a_newer_part_takes_the_place_of_the_older_also_when_some_revisions_were_never_published(
    drive: PartsDrive, bob: Person
) -> None:
    drive.publish(ONE)
    assert drive.publish(ONE, revision=7).status_code == 204
    assert item(bob, PART, ONE).revision == 7


@pytest.mark.parametrize("revision", [1, 2])
def test_what_is_not_newer_is_a_conflict_and_changes_nothing(
    drive: PartsDrive, alice: Person, bob: Person, revision: int
) -> None:
    drive.publish(ONE, revision=2)
    before = pull(alice), pull(bob)
    answer = drive.publish(ONE, TWO, revision=revision)
    assert (answer.status_code, answer.json["code"], len(answer.json["conflicts"])) == (409, "conflict", 1)
    assert (pull(alice), pull(bob)) == before


@pytest.mark.parametrize("counter", [1, 3])
def test_the_manifest_must_be_the_next_one(drive: PartsDrive, counter: int) -> None:
    drive.publish(ONE)
    assert drive.send([drive.part(TWO), drive.manifest(counter)]).json["code"] == "conflict"


def test_nobody_writes_over_what_the_other_wrote(couple: Pairing, alice: Person, bob: Person) -> None:
    PartsDrive(couple, alice).publish(ONE)
    before = item(alice, PART, ONE).parts
    answer = PartsDrive(couple, bob).publish(ONE, revision=9)
    assert answer.json["code"] == "conflict"
    assert item(alice, PART, ONE).parts == before == item(bob, PART, ONE).parts


def test_a_part_of_old_that_lies_only_in_the_others_feed_is_not_written_over(
    couple: Pairing, alice: Person, bob: Person, mallory: Person
) -> None:
    assert bob.post("/space/leave", {"proof": bob.proof()}).status_code == 204
    other = Pairing(alice, mallory).run()
    PartsDrive(other, alice).publish(ONE)
    assert alice.post("/space/leave", {"proof": alice.proof()}).status_code == 204
    before = item(mallory, PART, ONE).parts
    again = Pairing(bob, mallory).run()
    assert PartsDrive(again, bob).publish(ONE).json["code"] == "conflict"
    assert item(mallory, PART, ONE).parts == before


WRONG: dict[str, dict[str, Any]] = {
    "another kind": {"kind": 1},
    "another schema": {"schema": 2},
    "another space": {"space": THREE},
    "another owner": {"owner": THREE},
    "another id": {"record": THREE},
    "another revision": {"revision": 5},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=list(WRONG))
def test_a_part_whose_envelope_says_something_else_is_refused(
    drive: PartsDrive, alice: Person, changes: dict[str, Any]
) -> None:
    sealed = drive.part(ONE, **changes)
    answer = drive.send([Frame(PART, ONE, 1, 0, sealed.parts), drive.manifest(1)])
    assert (answer.status_code, answer.json["code"]) == (422, "bad-signature")
    assert not [frame for frame in pull(alice) if frame.type == PART]


def test_r4_nobody_writes_in_the_others_name(couple: Pairing, alice: Person, bob: Person) -> None:
    forged = PartsDrive(couple, alice).part(ONE, signer=bob)
    drive = PartsDrive(couple, bob)
    assert drive.send([forged, drive.manifest(1)]).json["code"] == "bad-signature"


def test_a_manifest_of_somebody_else_is_refused(couple: Pairing, drive: PartsDrive, bob: Person) -> None:
    theirs = PartsDrive(couple, bob).manifest(1)
    own = drive.frame(PARTS_MANIFEST, theirs.id, 1)
    assert drive.send([drive.part(ONE), own]).json["code"] == "bad-signature"


def malformed(drive: PartsDrive) -> dict[str, list[Frame]]:
    part, manifest = drive.part(ONE), drive.manifest(1)
    envelope, wrap, signature = part.parts
    return {
        "no part": [manifest],
        "no manifest": [part, drive.part(TWO)],
        "the manifest first": [manifest, part],
        "two of one id": [part, part, manifest],
        "a private record": [record_frame(drive.author, ONE), manifest],
        "the private manifest": [part, manifest_frame(drive.author, 1)],
        "a seq": [Frame(PART, ONE, 1, 5, part.parts), manifest],
        "two parts": [Frame(PART, ONE, 1, 0, part.parts[:2]), manifest],
        "a short envelope": [Frame(PART, ONE, 1, 0, (envelope[:500], wrap, signature)), manifest],
        "a long envelope": [Frame(PART, ONE, 1, 0, (envelope + bytes(300_000), wrap, signature)), manifest],
        "a short wrap": [Frame(PART, ONE, 1, 0, (envelope, wrap[:59], signature)), manifest],
        "a short signature": [Frame(PART, ONE, 1, 0, (envelope, wrap, signature[:63])), manifest],
    }


def test_what_is_not_framed_as_agreed_is_refused(drive: PartsDrive, alice: Person) -> None:
    for name, frames in malformed(drive).items():
        assert drive.send(frames).json["code"] == "bad-frames", name
    assert not [frame for frame in pull(alice) if frame.type in (PART, PARTS_MANIFEST)]


def test_only_frames_are_read(drive: PartsDrive) -> None:
    answer = drive.send([drive.part(ONE), drive.manifest(1)], content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (415, "wrong-type")


def test_a_hundred_parts_at_most(drive: PartsDrive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_frames, "PARTS_MAX", 2)
    assert drive.publish(ONE, TWO).status_code == 204
    assert drive.publish(*[secrets.token_bytes(16) for _ in range(3)]).json["code"] == "too-large"


class TestLongBodies:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"PUSH_BYTES_MAX": 2000}

    def test_a_body_may_not_be_longer_than_a_push(self, drive: PartsDrive) -> None:
        assert drive.publish(ONE).json["code"] == "too-large"


class TestQuota:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"ACCOUNT_RECORDS_MAX": 3}

    def test_parts_count_for_whoever_wrote_them_and_not_for_the_other(
        self, drive: PartsDrive, alice: Person, bob: Person
    ) -> None:
        assert drive.publish(ONE).status_code == 204
        assert drive.publish(ONE, revision=2).status_code == 204
        assert drive.publish(TWO, THREE).json["code"] == "quota"
        assert push(bob, 1, ONE, TWO, THREE).status_code == 200
        with alice.app.app_context(), reading() as connection:
            row = connection.execute(feeds.select().where(feeds.c.user_id == alice.user_id)).one()
        there = [frame for frame in pull(alice) if frame.type in (PART, PARTS_MANIFEST)]
        assert row.records == len(there) == 2


class TestBytes:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"ACCOUNT_BYTES_MAX": 3500}

    def test_bytes_count_too(self, drive: PartsDrive) -> None:
        assert drive.publish(ONE).status_code == 204
        assert drive.publish(TWO).json["code"] == "quota"


def test_whoever_has_left_shares_nothing_more_and_both_keep_what_was_shared(
    drive: PartsDrive, alice: Person, bob: Person
) -> None:
    drive.publish(ONE)
    assert bob.post("/space/leave", {"proof": bob.proof()}).status_code == 204
    assert drive.publish(TWO).json["code"] == "not-found"
    assert item(alice, PART, ONE).parts == item(bob, PART, ONE).parts


def test_a_space_that_changed_between_two_looks_is_a_conflict(
    drive: PartsDrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []

    def require(connection: Any, user_id: bytes) -> Any:
        looks.append(user_id)
        couple = find_couple(connection, user_id)
        assert couple is not None
        return couple if len(looks) == 1 else couple._replace(space_id=THREE)

    monkeypatch.setattr(parts, "require_couple", require)
    assert drive.publish(ONE).json["code"] == "conflict"
