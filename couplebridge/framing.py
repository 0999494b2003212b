"""Frames: the framed binary in which records travel and are stored (docs/protocol.md, Frames).

Pure. A stored frame is sent as it is, so pulling a thousand costs no encoding.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from couplebridge.errors import FramesMalformedError

MAGIC = b"CBF\x01"
PARTS_MAX = 16
PART_BYTES_MAX = 1024 * 1024

RECORD, MANIFEST, PART, PARTS_MANIFEST, OFFER, TURN, PAIRING, SPACE = 1, 2, 3, 4, 5, 6, 7, 8
# no item of a feed: a chunk of an attachment, on routes of its own
CHUNK = 30
TOGETHER = 12

_HEAD = struct.Struct(">B16sQQB")
_LENGTH = struct.Struct(">I")
_SEQ = struct.Struct(">Q")
_SEQ_AT = 25
_SEQ_END = _SEQ_AT + _SEQ.size


class Frame(NamedTuple):
    """One frame: type, id (16 bytes), revision, seq, parts, and its own bytes as they were read."""

    type: int
    id: bytes
    revision: int
    seq: int
    parts: tuple[bytes, ...]
    raw: bytes


def read_body(body: bytes) -> Iterator[Frame]:
    """The frames of a body. Raises FramesMalformedError for anything the protocol does not allow."""
    if body[: len(MAGIC)] != MAGIC:
        raise FramesMalformedError
    at, end = len(MAGIC), len(body)
    while at < end:
        frame = _read_at(body, at)
        at += len(frame.raw)
        yield frame


def read_frame(raw: bytes) -> Frame:
    """One frame that fills `raw` exactly. Raises FramesMalformedError."""
    frame = _read_at(raw, 0)
    if len(frame.raw) != len(raw):
        raise FramesMalformedError
    return frame


def _read_at(body: bytes, start: int) -> Frame:
    try:
        kind, record_id, revision, seq, count = _HEAD.unpack_from(body, start)
        at, parts = start + _HEAD.size, []
        if count > PARTS_MAX:
            raise FramesMalformedError
        for _ in range(count):
            (length,) = _LENGTH.unpack_from(body, at)
            at += _LENGTH.size + length
            if length > PART_BYTES_MAX or at > len(body):
                raise FramesMalformedError
            parts.append(body[at - length : at])
    except struct.error as error:
        raise FramesMalformedError from error
    return Frame(kind, record_id, revision, seq, tuple(parts), body[start:at])


def write_frame(kind: int, record_id: bytes, revision: int, seq: int, parts: Sequence[bytes]) -> bytes:
    """The bytes of one frame; record_id is 16 bytes."""
    if len(record_id) != 16 or len(parts) > PARTS_MAX or any(len(part) > PART_BYTES_MAX for part in parts):
        raise FramesMalformedError
    head = _HEAD.pack(kind, record_id, revision, seq, len(parts))
    return head + b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def with_seq(raw: bytes, seq: int) -> bytes:
    """The same frame under another sequence number."""
    return raw[:_SEQ_AT] + _SEQ.pack(seq) + raw[_SEQ_END:]
