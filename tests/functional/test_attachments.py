"""Sealed chunks on the server: each account's own, written once, counted for nobody else."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from couplebridge.base64url import encode
from couplebridge.client.attachments import CHUNK_BYTES, Place, seal_attachment
from couplebridge.client.frames import Frame, decode_frames, encode_frames
from couplebridge.database import reading
from couplebridge.errors import ThingAbsentError
from couplebridge.models.attachment import AttachmentChunk, AttachmentUse
from couplebridge.services import attachments
from couplebridge.views.shaped import FRAMES
from tests.support.people import Person

ONE, TWO = b"\x01" * 16, b"\x02" * 16


def sealed(person: Person, record: bytes = ONE, chunks: int = 3) -> list[bytes]:
    place = Place(person.user_id, record, secrets.token_bytes(32))
    return seal_attachment(place, secrets.token_bytes(chunks * CHUNK_BYTES))


def frames(record: bytes, found: dict[int, bytes]) -> bytes:
    return encode_frames([Frame(30, record, position + 1, 0, (each,)) for position, each in found.items()])


def put(person: Person, body: bytes, record: bytes = ONE, content_type: str = FRAMES) -> Any:
    return person.put(f"/attachments/{encode(record)}", data=body, headers={"Content-Type": content_type})


def positions(person: Person, record: bytes = ONE) -> list[int]:
    return person.get(f"/attachments/{encode(record)}").json["positions"]


def pull(person: Person, first: int, record: bytes = ONE) -> dict[int, bytes]:
    answer = person.get(f"/attachments/{encode(record)}/chunks?from={first}")
    assert answer.status_code == 200, answer.json
    return {frame.revision - 1: frame.parts[0] for frame in decode_frames(answer.data)}


def rows(app: Flask) -> tuple[int, int]:
    """Chunks that are there, and chunks that are counted."""
    with app.app_context(), reading() as connection:
        there = connection.execute(select(func.count()).select_from(AttachmentChunk)).scalar_one()
        counted = connection.execute(select(func.sum(AttachmentUse.chunks))).scalar()
    return there, int(counted or 0)


def test_chunks_come_in_any_order_and_are_handed_out_as_they_came(app: Flask, alice: Person) -> None:
    chunks = sealed(alice)
    assert put(alice, frames(ONE, {2: chunks[2]})).status_code == 204
    assert positions(alice) == [2]
    assert put(alice, frames(ONE, {0: chunks[0], 1: chunks[1]})).status_code == 204
    assert positions(alice) == [0, 1, 2]
    assert pull(alice, 0) == dict(enumerate(chunks))
    assert pull(alice, 2) == {2: chunks[2]}
    assert rows(app) == (3, 3)


def test_an_answer_ends_before_a_gap_and_after_four(alice: Person) -> None:
    chunks = sealed(alice, chunks=10)
    put(alice, frames(ONE, dict(list(enumerate(chunks))[:2])))
    put(alice, frames(ONE, {position: chunks[position] for position in range(3, 10)}))
    assert list(pull(alice, 0)) == [0, 1]
    put(alice, frames(ONE, {2: chunks[2]}))
    assert list(pull(alice, 0)) == [0, 1, 2, 3]
    assert list(pull(alice, 8)) == [8, 9]


def test_the_same_again_changes_nothing_and_another_is_a_conflict(app: Flask, alice: Person) -> None:
    chunks, others = sealed(alice), sealed(alice)
    first = frames(ONE, {0: chunks[0]})
    assert [put(alice, first).status_code for _ in range(2)] == [204, 204]
    refused = put(alice, frames(ONE, {1: chunks[1], 0: others[0]}))
    assert (refused.status_code, refused.json["code"]) == (409, "conflict")
    assert (pull(alice, 0), rows(app)) == ({0: chunks[0]}, (1, 1))


def test_the_list_names_what_is_there_and_removing_takes_one_and_is_no_error_twice(app: Flask, alice: Person) -> None:
    assert alice.get("/attachments").json == {"attachments": []}
    for record in (TWO, ONE):
        put(alice, frames(record, dict(enumerate(sealed(alice, record)))), record)
    assert alice.get("/attachments").json == {"attachments": [encode(ONE), encode(TWO)]}
    assert [alice.delete(f"/attachments/{encode(ONE)}").status_code for _ in range(2)] == [204, 204]
    assert alice.get("/attachments").json == {"attachments": [encode(TWO)]}
    assert rows(app) == (3, 3)


def test_anothers_chunks_are_answered_like_none_and_cannot_be_touched(app: Flask, alice: Person, bob: Person) -> None:
    chunks = sealed(alice)
    put(alice, frames(ONE, dict(enumerate(chunks))))
    for record in (ONE, TWO):  # hers, and one that does not exist
        assert positions(bob, record) == []
        answer = bob.get(f"/attachments/{encode(record)}/chunks?from=0")
        assert (answer.status_code, answer.data) == (404, bob.get("/nothing-like-this").data)
        assert bob.delete(f"/attachments/{encode(record)}").status_code == 204
    assert bob.get("/attachments").json == {"attachments": []}
    assert put(bob, frames(ONE, {0: chunks[0]})).json["code"] == "bad-frames"
    assert put(bob, frames(ONE, {0: sealed(bob)[0]})).status_code == 204
    assert pull(alice, 0) == dict(enumerate(chunks))


@pytest.mark.parametrize("settings", [{"ACCOUNT_CHUNKS_MAX": 3}], ids=["three"])
def test_a_full_account_is_refused_alone_and_what_was_sent_again_is_not_counted_twice(
    app: Flask, alice: Person, bob: Person
) -> None:
    chunks = sealed(alice, chunks=4)
    assert put(alice, frames(ONE, dict(list(enumerate(chunks))[:3]))).status_code == 204
    assert put(alice, frames(ONE, dict(list(enumerate(chunks))[:3]))).status_code == 204
    refused = put(alice, frames(ONE, {3: chunks[3]}))
    assert (refused.status_code, refused.json["code"]) == (507, "quota")
    assert put(bob, frames(ONE, dict(enumerate(sealed(bob))))).status_code == 204
    alice.delete(f"/attachments/{encode(ONE)}")
    assert put(alice, frames(ONE, {3: chunks[3]})).status_code == 204
    assert rows(app) == (4, 4)


@pytest.mark.parametrize("settings", [{"RATE_CHUNKS": "2 per hour"}], ids=["two an hour"])
def test_too_many_bodies_have_to_wait_and_the_partner_does_not(alice: Person, bob: Person) -> None:
    chunks = sealed(alice)
    codes = [put(alice, frames(ONE, {0: chunks[0]})).status_code for _ in range(3)]
    assert codes == [204, 204, 429]
    assert put(bob, frames(ONE, {0: sealed(bob)[0]})).status_code == 204


def wrong_bodies(person: Person) -> dict[str, bytes]:
    good, other = sealed(person)[0], sealed(person, TWO)[0]
    frame = Frame(30, ONE, 1, 0, (good,))
    bodies = {
        "empty": [], "twice": [frame, frame], "another type": [Frame(1, ONE, 1, 0, (good,))],
        "another id": [Frame(30, TWO, 1, 0, (good,))], "another's record": [Frame(30, ONE, 1, 0, (other,))],
        "another position": [Frame(30, ONE, 2, 0, (good,))], "before the first": [Frame(30, ONE, 0, 0, (good,))],
        "behind the last": [Frame(30, ONE, 257, 0, (good,))], "a seq": [Frame(30, ONE, 1, 1, (good,))],
        "two parts": [Frame(30, ONE, 1, 0, (good, good))], "cut short": [Frame(30, ONE, 1, 0, (good[:-1],))],
        "one too long": [Frame(30, ONE, 1, 0, (good + b"x",))],
        "another flag": [Frame(30, ONE, 1, 0, (good[:40] + b"\x02" + good[41:],))],
        "another magic": [Frame(30, ONE, 1, 0, (b"CBA\x02" + good[4:],))],
    }  # fmt: skip
    return {name: encode_frames(body) for name, body in bodies.items()}


WRONG = (
    "no frames", "empty", "twice", "another type", "another id", "another's record", "another position",
    "before the first", "behind the last", "a seq", "two parts", "cut short", "one too long", "another flag",
    "another magic",
)  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_chunk_of_this_attachment_is_refused(app: Flask, alice: Person, name: str) -> None:
    body = b"CBA" if name == "no frames" else wrong_bodies(alice)[name]
    answer = put(alice, body)
    assert (answer.status_code, answer.json["code"]) == (422, "bad-frames")
    assert rows(app) == (0, 0)


def test_nine_at_once_are_too_many_and_json_is_the_wrong_type(alice: Person) -> None:
    chunks = sealed(alice, chunks=10)
    assert put(alice, frames(ONE, dict(list(enumerate(chunks))[:9]))).json["code"] == "too-large"
    assert put(alice, b"{}", content_type="application/json").json["code"] == "wrong-type"


@pytest.mark.parametrize("asked", ["", "?from=", "?from=x", "?from=1000", "?from=-1", "?from=0&more=1"])
def test_a_position_is_a_number_of_three_digits(alice: Person, asked: str) -> None:
    assert alice.get(f"/attachments/{encode(ONE)}/chunks{asked}").json["code"] == "bad-shape"


def test_a_deleted_account_leaves_no_chunk_and_gets_none(app: Flask, alice: Person, bob: Person) -> None:
    put(alice, frames(ONE, dict(enumerate(sealed(alice)))))
    put(bob, frames(ONE, dict(enumerate(sealed(bob)))))
    assert alice.post("/account/delete", {"proof": alice.proof()}).status_code == 204
    assert rows(app) == (3, 3)
    with app.app_context(), pytest.raises(ThingAbsentError):
        attachments.put(alice.user_id, ONE, frames(ONE, {0: sealed(alice)[0]}), 100)
