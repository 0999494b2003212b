"""M3 for photos and voice notes: chunks that a server swapped, changed, left out, doubled or took from elsewhere are
refused before anything of them is shown, and nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from couplebridge.client.errors import AttachmentRefusedError, ClientError, ServerAnswerRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.phone import Phone
from tests.safety.hostile import HostileTransport, flip, with_body, with_frames, with_value
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, phone
from tests.support.wsgi_transport import WsgiTransport

PHOTO, OTHER = bytes(range(256)) * 700, bytes(range(255, -1, -1)) * 700
Change = Callable[[list[Frame]], list[Frame]]


@pytest.fixture
def lies(app: Flask) -> HostileTransport:
    return HostileTransport(WsgiTransport(app))


@pytest.fixture
def kept(alone: Couple) -> tuple[str, str]:
    """Two photos of one page, on the server."""
    alice = alone.alice
    entry = alice.journal.write(**CONCERN)
    ids = [alice.attachments.keep(entry, each, kind="photo", media="image/jpeg", words="") for each in (PHOTO, OTHER)]
    alice.attachments.send()
    alice.sync()
    return ids[0], ids[1]


@pytest.fixture
def tablet(app: Flask, alone: Couple, lies: HostileTransport, kept: tuple[str, str]) -> Phone:
    device = phone(app, alone.clock, transport=lies, label="tablet")
    device.sign_in("alice", PASSPHRASE, alone.alice.account_code)
    return device


def part(frame: Frame, content: bytes) -> Frame:
    return replace(frame, parts=(content,))


CHANGES: dict[str, Change] = {
    "swapped": lambda f: [part(f[0], f[1].parts[0]), part(f[1], f[0].parts[0]), *f[2:]],
    "doubled": lambda f: [f[0], part(f[1], f[0].parts[0]), *f[2:]],
    "cut short": lambda f: [part(f[0], f[0].parts[0][:-1]), *f[1:]],
    "changed": lambda f: [part(f[0], flip(f[0].parts[0], 9_000)), *f[1:]],
    "another commitment": lambda f: [part(f[0], flip(f[0].parts[0], 60)), *f[1:]],
    "another end": lambda f: [*f[:-1], part(f[-1], flip(f[-1].parts[0], 40))],
    "none": lambda f: [],
    "from another position": lambda f: [replace(each, revision=each.revision + 1) for each in f],
    "without parts": lambda f: [replace(each, parts=()) for each in f],
    "of another type": lambda f: [replace(each, type=1) for each in f],
}


@pytest.mark.parametrize("name", CHANGES)
def test_refused_before_anything_is_shown(
    tablet: Phone, lies: HostileTransport, kept: tuple[str, str], name: str
) -> None:
    lies.lie_about("GET", f"/attachments/{kept[0]}/chunks", with_frames(CHANGES[name]))
    with pytest.raises(AttachmentRefusedError):
        tablet.attachments.read(kept[0])
    assert lies.told
    assert kept[0] not in tablet.store.chunks
    lies.be_honest()
    assert tablet.attachments.read(kept[0]) == PHOTO


def test_a_chunk_of_another_photo_of_the_same_page_is_refused(
    tablet: Phone, alone: Couple, lies: HostileTransport, kept: tuple[str, str]
) -> None:
    foreign = alone.alice.store.chunks[kept[1]]
    lies.lie_about(
        "GET",
        f"/attachments/{kept[0]}/chunks",
        with_frames(lambda f: [part(each, foreign[each.revision - 1]) for each in f]),
    )
    with pytest.raises(AttachmentRefusedError):
        tablet.attachments.read(kept[0])


def test_an_answer_that_is_no_frames_and_a_list_that_is_no_list_are_refused(
    tablet: Phone, lies: HostileTransport, kept: tuple[str, str]
) -> None:
    lies.lie_about("GET", f"/attachments/{kept[0]}/chunks", with_body(b"CBF"))
    with pytest.raises(ServerAnswerRefusedError):
        tablet.attachments.read(kept[0])
    entry = tablet.journal.entries()[0].id
    tablet.attachments.keep(entry, PHOTO, kind="photo", media="image/jpeg", words="")
    for wrong in ("none", [True], [-1], ["0"]):
        lies.be_honest()
        lies.lie_about("GET", "/attachments/", with_value("positions", wrong))
        with pytest.raises(ClientError):
            tablet.attachments.send()
    lies.be_honest()
    lies.lie_about("GET", "/attachments", with_value("attachments", [7]))
    with pytest.raises(ServerAnswerRefusedError):
        tablet.attachments.tidy()


def test_what_a_server_names_that_is_not_gone_is_never_deleted(
    tablet: Phone, alone: Couple, lies: HostileTransport, kept: tuple[str, str]
) -> None:
    lies.lie_about("GET", "/attachments", with_value("attachments", [*kept, "AAAAAAAAAAAAAAAAAAAAAA"]))
    tablet.attachments.tidy()
    lies.be_honest()
    assert sorted(alone.alice.session.ask("GET", "/attachments").texts("attachments")) == sorted(kept)
