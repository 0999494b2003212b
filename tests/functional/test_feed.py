"""Writing on one phone and reading it on another: push, pull, conflicts, quotas."""

from __future__ import annotations

import secrets

import pytest

from couplebridge.base64url import encode
from couplebridge.client.frames import encode_frames
from couplebridge.database import reading
from couplebridge.services import feed_pages, records
from couplebridge.services.feed import feeds
from couplebridge.services.records import pushes
from couplebridge.views.shaped import FRAMES
from tests.support.people import Person
from tests.support.phone import cursor_of, manifest_frame, pull, push, push_frames, record_frame

ONE, TWO, THREE = (bytes([n]) * 16 for n in (1, 2, 3))


def test_what_was_pushed_is_pulled_in_the_same_bytes_and_order(alice: Person, bob: Person) -> None:
    push(bob, 1, ONE)
    frames = [record_frame(alice, TWO), record_frame(alice, ONE), manifest_frame(alice, 1)]
    answer = push_frames(alice, frames).json
    pulled = pull(alice)
    assert [frame.parts for frame in pulled] == [frame.parts for frame in frames]
    assert [frame.seq for frame in pulled] == list(range(answer["first"], answer["head"] + 1))


def test_nothing_new_says_only_where_the_reader_stands(alice: Person) -> None:
    push(alice, 1, ONE)
    response = alice.get(f"/feed?cursor={cursor_of(alice)}&limit=10")
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["CB-Cursor"] == str(cursor_of(alice))


def test_a_change_moves_the_record_to_the_end_and_the_old_one_is_gone(alice: Person) -> None:
    push(alice, 1, ONE, TWO)
    push(alice, 2, ONE, revision=2)
    assert [(frame.type, frame.id, frame.revision) for frame in pull(alice)][:2] == [(1, TWO, 1), (1, ONE, 2)]
    assert len(pull(alice)) == 3


def test_pages_go_on_where_the_last_one_ended(alice: Person) -> None:
    push(alice, 1, ONE, TWO, THREE)
    first = alice.get("/feed?cursor=0&limit=3")
    assert (first.headers["CB-More"], len(pull(alice, 0, 3))) == ("1", 3)
    rest = alice.get(f"/feed?cursor={first.headers['CB-Cursor']}&limit=3")
    assert (rest.headers["CB-More"], len(pull(alice, int(first.headers["CB-Cursor"]), 3))) == ("0", 1)


def test_a_page_that_ends_exactly_says_that_there_is_no_more(alice: Person) -> None:
    push(alice, 1, ONE, TWO)
    assert alice.get("/feed?cursor=0&limit=3").headers["CB-More"] == "0"


def test_a_page_ends_by_bytes_too(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [secrets.token_bytes(16) for _ in range(40)]
    frames = [record_frame(alice, record_id, text='"' + "x" * 250_000 + '"') for record_id in ids]
    for counter in (1, 2):
        half = frames[(counter - 1) * 20 : counter * 20]
        assert push_frames(alice, [*half, manifest_frame(alice, counter)]).status_code == 200
    response = alice.get("/feed?cursor=0&limit=1000")
    assert feed_pages.PAGE_BYTES_MAX <= len(response.data) < feed_pages.PAGE_BYTES_MAX + 300_000
    assert response.headers["CB-More"] == "1"
    rest = pull(alice, int(response.headers["CB-Cursor"]))
    assert {frame.id for frame in rest} < set(ids) | {rest[-1].id}


def test_a_head_begins_at_a_random_number(alice: Person, bob: Person) -> None:
    firsts = {push(person, 1, ONE).json["first"] for person in (alice, bob)}
    assert len(firsts) == 2
    assert max(firsts) < 2**48 + 3


def test_a_conflict_names_what_is_newer_and_changes_nothing(alice: Person) -> None:
    push(alice, 1, ONE)
    before = alice.get("/feed?cursor=0&limit=10").data
    response = push_frames(alice, [record_frame(alice, TWO), record_frame(alice, ONE), manifest_frame(alice, 2)])
    assert (response.status_code, response.json["code"]) == (409, "conflict")
    assert response.json["conflicts"] == [{"id": encode(ONE), "revision": 1}]
    assert alice.get("/feed?cursor=0&limit=10").data == before
    with alice.app.app_context(), reading() as connection:
        (held,) = connection.execute(feeds.select().where(feeds.c.user_id == alice.user_id))
    assert held.records == 1


def test_a_manifest_that_is_not_the_next_one_is_a_conflict(alice: Person) -> None:
    push(alice, 1, ONE)
    response = push(alice, 1, TWO)
    assert [conflict["revision"] for conflict in response.json["conflicts"]] == [1]
    assert len(pull(alice)) == 2


def test_the_same_key_gets_the_same_answer_and_is_stored_once(alice: Person) -> None:
    key = secrets.token_bytes(16)
    first, again = push(alice, 1, ONE, key=key), push(alice, 1, ONE, key=key)
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(pull(alice)) == 2


def test_anothers_key_is_not_mine(alice: Person, bob: Person) -> None:
    key = secrets.token_bytes(16)
    push(alice, 1, ONE, key=key)
    assert push(bob, 1, ONE, key=key).status_code == 200
    assert len(pull(bob)) == 2


def test_old_answers_are_forgotten_by_how_far_the_feed_went(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "KEPT_SEQS", 4)
    monkeypatch.setattr(records, "_PRUNE_EVERY_SEQS", 1)
    for counter in range(1, 7):
        push(alice, counter, secrets.token_bytes(16))
    with alice.app.app_context(), reading() as connection:
        assert len(connection.execute(pushes.select()).all()) == 3


@pytest.mark.parametrize("settings", [{"ACCOUNT_RECORDS_MAX": 2}], ids=["records"])
def test_a_full_account_refuses_more_but_still_changes_what_is_there(alice: Person, bob: Person) -> None:
    push(alice, 1, ONE, TWO)
    assert push(alice, 2, THREE).json["code"] == "quota"
    assert push(alice, 2, ONE, revision=2).status_code == 200
    assert push(bob, 1, ONE).status_code == 200


@pytest.mark.parametrize("settings", [{"ACCOUNT_BYTES_MAX": 3000}], ids=["bytes"])
def test_an_account_is_full_by_bytes_too(alice: Person) -> None:
    assert push(alice, 1, ONE).status_code == 200
    assert push(alice, 2, ONE, revision=2).status_code == 200
    assert push(alice, 3, TWO).status_code == 507


@pytest.mark.parametrize("settings", [{"PUSH_RECORDS_MAX": 2, "PUSH_BYTES_MAX": 6000}], ids=["small"])
def test_too_much_for_one_push_is_refused_whole(alice: Person) -> None:
    assert push(alice, 1, ONE, TWO, THREE).status_code == 413
    big = record_frame(alice, ONE, text="x" * 6000)
    assert push_frames(alice, [big, manifest_frame(alice, 1)]).status_code == 413
    assert pull(alice) == []


def _other(frame: object, **changes: object) -> object:
    return frame.__class__(**{**frame.__dict__, **changes})


BAD = {
    "no manifest": lambda a, b: [record_frame(a, ONE)],
    "only a manifest": lambda a, b: [manifest_frame(a, 1)],
    "manifest first": lambda a, b: [manifest_frame(a, 1), record_frame(a, ONE)],
    "two manifests": lambda a, b: [manifest_frame(a, 1), manifest_frame(a, 1)],
    "the same record twice": lambda a, b: [record_frame(a, ONE), record_frame(a, ONE), manifest_frame(a, 1)],
    "another's record": lambda a, b: [record_frame(b, ONE), manifest_frame(a, 1)],
    "another's manifest": lambda a, b: [record_frame(a, ONE), manifest_frame(b, 1)],
    "another id than inside": lambda a, b: [_other(record_frame(a, ONE), id=TWO), manifest_frame(a, 1)],
    "another revision": lambda a, b: [_other(record_frame(a, ONE), revision=2), manifest_frame(a, 1)],
    "revision zero": lambda a, b: [record_frame(a, ONE, 0), manifest_frame(a, 1)],
    "a revision past 2^53": lambda a, b: [record_frame(a, ONE, 2**53), manifest_frame(a, 1)],
    "a seq": lambda a, b: [_other(record_frame(a, ONE), seq=1), manifest_frame(a, 1)],
    "a type of the bridge": lambda a, b: [_other(record_frame(a, ONE), type=5), manifest_frame(a, 1)],
    "a missing wrap": lambda a, b: [
        _other(record_frame(a, ONE), parts=record_frame(a, ONE).parts[:1]), manifest_frame(a, 1),
    ],
    "a short wrap": lambda a, b: [
        _other(record_frame(a, ONE), parts=(record_frame(a, ONE).parts[0], bytes(59))), manifest_frame(a, 1),
    ],
    "a short envelope": lambda a, b: [
        _other(record_frame(a, ONE), parts=(record_frame(a, ONE).parts[0][:1147], bytes(60))), manifest_frame(a, 1),
    ],
    "a long envelope": lambda a, b: [record_frame(a, ONE, text="x" * 262_100), manifest_frame(a, 1)],
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_frames_that_the_protocol_does_not_allow_change_nothing(name: str, alice: Person, bob: Person) -> None:
    response = push_frames(alice, BAD[name](alice, bob))
    assert (response.status_code, response.json["code"]) == (422, "bad-frames")
    assert pull(alice) == []


def test_a_shared_kind_is_no_private_record(alice: Person) -> None:
    frame = record_frame(alice, ONE)
    for at in (4, 5, 7, 8):  # kind, flags, schema, space
        envelope = bytearray(frame.parts[0])
        envelope[at] ^= 2
        bad = _other(frame, parts=(bytes(envelope), frame.parts[1]))
        assert push_frames(alice, [bad, manifest_frame(alice, 1)]).status_code == 422


@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1)], ids=["other magic", "cut short"])
def test_a_body_that_is_not_frames_is_refused(cut: slice, alice: Person) -> None:
    body = encode_frames([record_frame(alice, ONE), manifest_frame(alice, 1)])[cut]
    headers = {"Idempotency-Key": encode(ONE), "Content-Type": FRAMES}
    assert alice.post("/feed", data=body, headers=headers).json["code"] == "bad-frames"


def test_the_content_type_and_the_key_must_be_right(alice: Person) -> None:
    body = encode_frames([record_frame(alice, ONE), manifest_frame(alice, 1)])
    other = {"Idempotency-Key": encode(ONE), "Content-Type": "application/octet-stream"}
    assert alice.post("/feed", data=body, headers=other).status_code == 415
    for key in ({}, {"Idempotency-Key": "short"}, {"Idempotency-Key": "=" * 22}):
        assert alice.post("/feed", data=body, headers={"Content-Type": FRAMES, **key}).json["code"] == "bad-shape"


@pytest.mark.parametrize(
    "query", ["", "cursor=0", "cursor=-1&limit=1", "cursor=0&limit=0", "cursor=0&limit=1001",
              "cursor=9007199254740992&limit=1",
              "cursor=x&limit=1", "cursor=0&limit=1&user=x"],
)  # fmt: skip
def test_a_page_is_asked_for_in_numbers(query: str, alice: Person) -> None:
    assert alice.get(f"/feed?{query}").json["code"] == "bad-shape"
