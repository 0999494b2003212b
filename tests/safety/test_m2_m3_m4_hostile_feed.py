"""M2, M3, M4: a server that leaves out, swaps, rolls back or invents records is refused; absence never deletes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge.client.errors import ClientError, ServerAnswerRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.http import Response
from couplebridge.client.phone import Phone
from tests.safety.hostile import HostileTransport, flip, with_body, with_frames, with_header
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, on_sqlite, phone
from tests.support.wsgi_transport import WsgiTransport

RECORD, MANIFEST = 1, 2


def records(frames: list[Frame]) -> list[Frame]:
    return [frame for frame in frames if frame.type == RECORD]


def others(frames: list[Frame]) -> list[Frame]:
    return [frame for frame in frames if frame.type != RECORD]


def swap_envelopes(frames: list[Frame]) -> list[Frame]:
    first, second, *rest = records(frames)
    swapped = (
        replace(first, parts=(second.parts[0], first.parts[1])),
        replace(second, parts=(first.parts[0], second.parts[1])),
    )
    return [*swapped, *rest, *others(frames)]


def swap_whole(frames: list[Frame]) -> list[Frame]:
    first, second, *rest = records(frames)
    return [replace(first, parts=second.parts), replace(second, parts=first.parts), *rest, *others(frames)]


def change(part: int) -> Callable[[list[Frame]], list[Frame]]:
    def changed(frames: list[Frame]) -> list[Frame]:
        first, *rest = records(frames)
        parts = [flip(each) if at == part else each for at, each in enumerate(first.parts)]
        return [replace(first, parts=tuple(parts)), *rest, *others(frames)]

    return changed


def change_manifest(**fields: object) -> Callable[[list[Frame]], list[Frame]]:
    return lambda frames: [replace(frame, **fields) if frame.type == MANIFEST else frame for frame in frames]


LIES = {
    "a record left out": with_frames(lambda f: [*records(f)[1:], *others(f)]),
    "all records left out": with_frames(others),
    "the manifest left out": with_frames(lambda f: [each for each in f if each.type != MANIFEST]),
    "two envelopes exchanged": with_frames(swap_envelopes),
    "two records exchanged": with_frames(swap_whole),
    "an envelope changed": with_frames(change(0)),
    "a wrap changed": with_frames(change(1)),
    "a revision raised": with_frames(lambda f: [replace(records(f)[0], revision=9), *records(f)[1:], *others(f)]),
    "a record relabelled": with_frames(lambda f: [replace(records(f)[0], id=bytes(16)), *records(f)[1:], *others(f)]),
    "a record of one part": with_frames(lambda f: [replace(records(f)[0], parts=f[0].parts[:1]), *f[1:]]),
    "a record invented": with_frames(lambda f: [*f, replace(records(f)[0], id=bytes(16))]),
    "a frame of an unknown type": with_frames(lambda f: [*f, Frame(99, bytes(16), 1, 0)]),
    "the manifest raised": with_frames(change_manifest(revision=999)),
    "another manifest id": with_frames(change_manifest(id=bytes(16))),
    "a body cut short": lambda answer: replace(answer, body=answer.body[:-1]),
    "a byte more": lambda answer: replace(answer, body=answer.body + b"\0"),
    "another magic": lambda answer: replace(answer, body=b"CBX" + answer.body[3:]),
    "no frames but a page": with_body(b"CBF\x01"),
    "HTML": with_body(b"<html>Please sign in to this network</html>"),
    "no cursor": with_header("cb-cursor", "soon"),
    "a cursor far ahead": with_header("cb-cursor", "9007199254740990"),
    "frames in another order": lambda a: replace(a, body=backwards(a)),
    "more, for ever": lambda a: with_header("cb-more", "1")(replace(a, body=b"CBF\x01")),
}  # fmt: skip


def backwards(answer: Response) -> bytes:
    from couplebridge.client.frames import decode_frames, encode_frames

    return encode_frames(reversed(decode_frames(answer.body)))


def known(device: Phone) -> tuple[object, ...]:
    store = device.store
    return dict(store.records), dict(store.outbox), store.cursor, store.manifest, store.highest_counter


@pytest.fixture
def database(tmp_path: Path) -> dict[str, Any]:
    """The server is a liar here, whatever it keeps its lies in."""
    return on_sqlite(tmp_path)


@pytest.fixture
def mine(paired: Couple) -> Couple:
    for number in range(4):
        paired.write(happened=f"number {number}")
    paired.alice.sync()
    return paired


@pytest.mark.parametrize("lie", LIES)
def test_m3_a_device_keeps_what_it_has_and_refuses_the_lie(app: Flask, mine: Couple, lie: str) -> None:
    """A device that was here before: something new is announced, and not one byte of the lie is taken over."""
    server = HostileTransport(WsgiTransport(app))
    old = phone(app, mine.clock, transport=server, label="tablet")
    old.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    for entry in mine.alice.journal.entries():
        mine.alice.journal.edit(entry.id, felt="new")
    mine.alice.sync()
    before, entries = known(old), [entry.id for entry in old.journal.entries()]
    server.lie_about("GET", "/feed", LIES[lie])
    with pytest.raises(ClientError):
        old.sync()
    assert server.told
    assert known(old) == before
    assert [entry.id for entry in old.journal.entries()] == entries
    server.be_honest()
    old.sync()
    assert {entry.fields["felt"] for entry in old.journal.entries()} == {"new"}


@pytest.mark.parametrize("lie", LIES)
def test_m4_a_new_device_refuses_the_lie(app: Flask, mine: Couple, lie: str) -> None:
    server = HostileTransport(WsgiTransport(app))
    server.lie_about("GET", "/feed", LIES[lie])
    new = phone(app, mine.clock, transport=server)
    with pytest.raises(ClientError):
        new.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    assert (new.store.records, new.store.cursor) == ({}, 0)


def test_m2_an_older_whole_state_is_refused_by_a_device_that_saw_a_newer_one(app: Flask, mine: Couple) -> None:
    server = HostileTransport(WsgiTransport(app))
    old = phone(app, mine.clock, transport=server)
    old.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    once = [(each.path, answer) for each, answer in zip(server.honest.requests, server.honest.answers, strict=True)]
    whole = next(answer for path, answer in once if path.startswith("/api/feed"))
    entry = mine.alice.journal.entries()[0].id
    mine.alice.journal.edit(entry, felt="newer")
    mine.alice.sync()
    old.sync()
    mine.write()
    server.lie_about("GET", "/feed", lambda _: replay(whole, old.store.cursor))
    with pytest.raises(ServerAnswerRefusedError):
        old.sync()
    assert old.journal.get(entry)["felt"] == "newer"


def replay(whole: Response, cursor: int) -> Response:
    from couplebridge.client.frames import decode_frames, encode_frames

    frames = [replace(frame, seq=cursor + 1 + at) for at, frame in enumerate(decode_frames(whole.body))]
    return with_header("cb-cursor", str(frames[-1].seq))(replace(whole, body=encode_frames(frames)))


def test_m2_an_older_manifest_alone_is_refused(app: Flask, mine: Couple) -> None:
    server = HostileTransport(WsgiTransport(app))
    old = phone(app, mine.clock, transport=server)
    old.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    older = old.store.manifest
    mine.write(happened="once more")
    old.sync()
    mine.write(happened="and again")
    parts = (older.envelope, older.wrap) if older else ()
    back = with_frames(
        lambda f: [replace(e, revision=older.revision, parts=parts) if e.type == MANIFEST else e for e in f]
    )
    server.lie_about("GET", "/feed", back)
    with pytest.raises(ServerAnswerRefusedError):
        old.sync()


def test_m2_a_server_that_forgot_what_it_confirmed_is_refused_when_something_is_sent(app: Flask, mine: Couple) -> None:
    server = HostileTransport(WsgiTransport(app))
    old = phone(app, mine.clock, transport=server)
    old.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    entry = old.journal.entries()[0].id
    body = f'{{"type":"about:blank","code":"conflict","detail":"","conflicts":[{{"id":"{entry}","revision":0}}]}}'
    server.lie_about("POST", "/feed", lambda a: replace(a, status=409, body=body.encode()))
    old.journal.edit(entry, felt="newer")
    with pytest.raises(ServerAnswerRefusedError, match="older state"):
        old.sync()
    assert old.journal.get(entry)["felt"] == "newer"
    assert entry in old.store.outbox


def test_m4_a_push_that_was_counted_otherwise_is_refused_and_kept(app: Flask, mine: Couple) -> None:
    server = HostileTransport(WsgiTransport(app))
    old = phone(app, mine.clock, transport=server)
    old.sign_in("alice", PASSPHRASE, mine.alice.account_code)
    server.lie_about("POST", "/feed", with_body(b'{"first":1,"head":7}'))
    entry = old.journal.write(**CONCERN)
    with pytest.raises(ServerAnswerRefusedError):
        old.sync()
    assert entry in old.store.outbox
