"""Frames as the server reads and stores them: the reference client's bytes, and nothing else."""

from __future__ import annotations

import pytest

from couplebridge.client.frames import Frame as ClientFrame
from couplebridge.client.frames import encode_frames
from couplebridge.errors import FramesMalformedError
from couplebridge.framing import MAGIC, read_body, read_frame, with_seq, write_frame

ID = bytes(range(16))
BODY = encode_frames([ClientFrame(1, ID, 7, 9, (b"envelope", b"")), ClientFrame(2, ID, 1, 0, ())])


def test_the_clients_frames_are_read_and_written_alike() -> None:
    first, second = read_body(BODY)
    assert (first.type, first.id, first.revision, first.seq, first.parts) == (1, ID, 7, 9, (b"envelope", b""))
    assert MAGIC + first.raw + second.raw == BODY
    assert write_frame(*first[:5]) == first.raw


def test_another_seq_changes_nothing_else() -> None:
    first = next(read_body(BODY))
    assert read_frame(with_seq(first.raw, 2**53)) == first._replace(seq=2**53, raw=with_seq(first.raw, 2**53))


@pytest.mark.parametrize("end", range(len(MAGIC) + 1, len(BODY)))
def test_a_body_that_is_cut_anywhere_but_between_frames_is_refused(end: int) -> None:
    if end == len(MAGIC) + len(next(read_body(BODY)).raw):
        assert len(list(read_body(BODY[:end]))) == 1
        return
    with pytest.raises(FramesMalformedError):
        list(read_body(BODY[:end]))


def test_an_empty_body_has_no_frames_and_no_magic_is_no_body() -> None:
    assert list(read_body(MAGIC)) == []
    with pytest.raises(FramesMalformedError):
        list(read_body(b"CBX\x01"))


def test_too_many_or_too_long_parts_are_refused() -> None:
    many = write_frame(1, ID, 1, 0, [b""] * 16)
    with pytest.raises(FramesMalformedError):
        list(read_body(MAGIC + many[:33] + b"\x11" + many[34:] + bytes(4)))
    long = MAGIC + many[:33] + b"\x01" + (2**20 + 1).to_bytes(4, "big") + bytes(2**20 + 1)
    with pytest.raises(FramesMalformedError):
        list(read_body(long))
    for wrong in ((1, ID[:15], 1, 0, []), (1, ID, 1, 0, [b""] * 17), (1, ID, 1, 0, [bytes(2**20 + 1)])):
        with pytest.raises(FramesMalformedError):
            write_frame(*wrong)


def test_one_frame_is_one_frame() -> None:
    with pytest.raises(FramesMalformedError):
        read_frame(BODY[len(MAGIC) :])
