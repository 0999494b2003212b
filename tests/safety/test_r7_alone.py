"""R7 for what one does alone: nothing of it is in any answer that the partner can get, in state, size, count or time.

To the server a page, a reminder, "we just argued", what is still true, a journal that is brought in, and that a moment
is set aside are private records; photos and voice notes are chunks. Bob does all of it in every size; alice asks for
everything there is to ask for, bob's own ids included.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.attachments import CHUNK_BYTES, Place, seal_attachment
from couplebridge.client.frames import Frame, encode_frames
from couplebridge.framing import read_body
from couplebridge.views.shaped import FRAMES
from tests.safety.test_r7_presence import Snapshot, normalised
from tests.support.couple import Pairing
from tests.support.parts import PartsDrive
from tests.support.people import Person
from tests.support.phone import manifest_frame, push_frames, record_frame
from tests.support.routes import all_routes

Act = Callable[[Person], None]
SIZES = (2, 900, 4_000, 60_000)
# the feed is asked for page by page; a stream has no end, and tests of its own (test_r7_shared_places)
ASKED_APART = {"feed.pull", "live.stream"}
MOST_CHUNKS = 8


class Alone:
    """Records of every size and number, a photo that stays, and chunks that come and go."""

    def __init__(self, photo: bytes, entry: bytes) -> None:
        self.photo, self.entry = photo, entry
        self.manifests, self.revisions = itertools.count(1), itertools.count(1)

    def __call__(self, bob: Person) -> None:
        for size in SIZES:
            self.writes(bob, *(secrets.token_bytes(16) for _ in range(7)), size=size)
        revision = next(self.revisions)
        self.writes(bob, self.entry, size=SIZES[revision % 4], revision=revision)
        if revision == 1:
            assert put_chunks(bob, self.photo, 3).status_code == 204
        away = secrets.token_bytes(16)
        assert put_chunks(bob, away).status_code == 204
        assert bob.delete(f"/attachments/{encode(away)}").status_code == 204
        for path in ("/feed?cursor=0&limit=1000", "/attachments", "/account", "/sessions"):
            assert bob.get(path).status_code == 200

    def writes(self, bob: Person, *record_ids: bytes, size: int, revision: int = 1) -> None:
        """One push, as an import or a save makes it."""
        records = [record_frame(bob, each, revision, "x" * size) for each in record_ids]
        assert push_frames(bob, [*records, manifest_frame(bob, next(self.manifests))]).status_code == 200


def put_chunks(person: Person, attachment_id: bytes, chunks: int = 1) -> Any:
    """A photo, or a minute of a voice."""
    place = Place(person.user_id, attachment_id, secrets.token_bytes(32))
    sealed = seal_attachment(place, secrets.token_bytes(chunks * CHUNK_BYTES - 1))
    body = encode_frames([Frame(30, attachment_id, at + 1, 0, (each,)) for at, each in enumerate(sealed)])
    return person.put(f"/attachments/{encode(attachment_id)}", data=body, headers={"Content-Type": FRAMES})


@pytest.fixture
def couple(app: Flask, carol: Person, dan: Person, monkeypatch: pytest.MonkeyPatch) -> Pairing:
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)
    alice, bob = Person(app, "alice").register(), Person(app, "bob").register()
    return Pairing(alice, bob).run()


def everything_to_ask(app: Flask, folder: str, *ids: bytes) -> list[str]:
    """All that can be read by GET; where an address names a thing, each of these ids and one that exists nowhere."""
    paths = ["/feed?cursor=0&limit=1000", "/feed?cursor=0&limit=1"]
    for route in all_routes(folder):
        if route.method != "GET" or route.endpoint in ASKED_APART:
            continue
        named = "<id16:" in route.rule
        for each in ids if named else ():
            head, _, rest = route.rule.removeprefix("/api").partition("<id16:")
            paths.append(head + encode(each) + rest.partition(">")[2])
        paths.append(route.address(app))
    return paths


def asked(
    alice: Person, paths: list[str], steps: list[tuple[str, str, Any]], act: Act, bob: Person
) -> Iterator[object]:
    """What alice gets, again and again, while bob does something in between."""
    base = min(frame.seq for frame in read_body(alice.get("/feed?cursor=0&limit=1000").data))
    for method, path, body in steps:
        act(bob)
        yield normalised(alice.send(method, path, **body), base)
        yield from (normalised(alice.get(path), base) for path in paths)


def alices_steps(alice: Person) -> list[tuple[str, str, Any]]:
    """She writes, adds a photo and takes it away: the same bytes each time."""
    mine = secrets.token_bytes(16)
    place = Place(alice.user_id, mine, secrets.token_bytes(32))
    chunk = encode_frames([Frame(30, mine, 1, 0, (seal_attachment(place, b"hers")[0],))])
    pushed = encode_frames([record_frame(alice, mine), manifest_frame(alice, 1)])
    key = encode(secrets.token_bytes(16))
    return [
        ("POST", "/feed", {"data": pushed, "headers": {"Idempotency-Key": key, "Content-Type": FRAMES}}),
        ("PUT", f"/attachments/{encode(mine)}", {"data": chunk, "headers": {"Content-Type": FRAMES}}),
        ("DELETE", f"/attachments/{encode(mine)}", {}),
    ]


def runs(app: Flask, couple: Pairing, folder: str, *acts: Act, ids: tuple[bytes, ...] = ()) -> list[list[object]]:
    alice, bob = couple.inviter, couple.joiner
    paths, steps, snapshot = everything_to_ask(app, folder, *ids), alices_steps(alice), Snapshot(app)
    found = []
    for act in acts:
        snapshot.restore()
        found.append(list(asked(alice, paths, steps, act, bob)))
    assert len(found[0]) == len(steps) * (len(paths) + 1)
    return found


def absent(_bob: Person) -> None:
    """Does nothing."""


def test_what_one_writes_keeps_brings_in_and_throws_away_alone_is_in_no_answer(
    app: Flask, couple: Pairing, tmp_path_factory: pytest.TempPathFactory
) -> None:
    busy = Alone(secrets.token_bytes(16), secrets.token_bytes(16))
    folder = str(tmp_path_factory.mktemp("routes"))
    away, there = runs(app, couple, folder, absent, busy, ids=(busy.photo, busy.entry))
    assert away == there


@pytest.mark.parametrize("settings", [{"ACCOUNT_CHUNKS_MAX": MOST_CHUNKS}], ids=["eight chunks"])
def test_a_partner_whose_space_is_full_takes_none_of_mine(couple: Pairing) -> None:
    """I2: "space full" on one phone would say how much the other keeps."""
    alice, bob = couple.inviter, couple.joiner
    while put_chunks(bob, secrets.token_bytes(16)).status_code == 204:
        pass
    answers = [put_chunks(alice, secrets.token_bytes(16)).status_code for _ in range(MOST_CHUNKS + 1)]
    assert answers == [204] * MOST_CHUNKS + [507]


def test_the_script_would_notice_what_is_shared(
    app: Flask, couple: Pairing, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same comparison, where bob publishes one thing for both."""
    drive = PartsDrive(couple, couple.joiner)

    def publishes(_bob: Person) -> None:
        assert drive.publish(secrets.token_bytes(16)).status_code == 204

    folder = str(tmp_path_factory.mktemp("routes"))
    away, there = runs(app, couple, folder, absent, publishes)
    assert away != there
