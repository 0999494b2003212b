"""What a push may carry: checked byte by byte before the database is asked anything (docs/protocol.md, A record)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from couplebridge.errors import BodyTooLargeError, FramesMalformedError
from couplebridge.framing import MANIFEST, RECORD, Frame, read_body
from couplebridge.security.mac import tuple_bytes
from couplebridge.services.feed import NUMBER_MAX

# "CB", version 1, suite 1, kind 0, no flags, schema 1, and no space: from outside every private record looks the same
PRIVATE_START = b"CB\x01\x01\x00\x00\x00\x01" + bytes(16)
HEADER_BYTES = 64
ENVELOPE_BYTES_MIN = 108 + 1040
WRAP_BYTES = 60


@dataclass(frozen=True, slots=True)
class PushLimits:
    """What one push and one account may hold (config.py)."""

    envelope_bytes: int
    push_records: int
    push_bytes: int
    account_records: int
    account_bytes: int


def manifest_id(user_id: bytes, space_id: bytes = bytes(16)) -> bytes:
    """The id of a manifest, 16 bytes: the private one, or of what a member shares in a space (docs/protocol.md)."""
    return hashlib.sha256(tuple_bytes("manifest-id", user_id, space_id)).digest()[:16]


def read_push(body: bytes, user_id: bytes, limits: PushLimits) -> list[Frame]:
    """The records and, last, the manifest. Raises FramesMalformedError, BodyTooLargeError."""
    if len(body) > limits.push_bytes:
        raise BodyTooLargeError
    frames = list(read_body(body))
    if len(frames) > limits.push_records + 1:
        raise BodyTooLargeError
    if len(frames) < 2 or frames[-1].type != MANIFEST or frames[-1].id != manifest_id(user_id):
        raise FramesMalformedError("The last frame must be the manifest, after at least one record.")
    if len({frame.id for frame in frames}) != len(frames):
        raise FramesMalformedError("A record may be there once.")
    start = PRIVATE_START + user_id
    for frame in frames[:-1]:
        _check(frame, RECORD, start, limits.envelope_bytes)
    _check(frames[-1], MANIFEST, start, limits.envelope_bytes)
    return frames


def _check(frame: Frame, kind: int, start: bytes, envelope_bytes_max: int) -> None:
    if frame.type != kind or frame.seq != 0 or not 1 <= frame.revision <= NUMBER_MAX or len(frame.parts) != 2:
        raise FramesMalformedError
    envelope, wrap = frame.parts
    if not ENVELOPE_BYTES_MIN <= len(envelope) <= envelope_bytes_max or len(wrap) != WRAP_BYTES:
        raise FramesMalformedError("An envelope or a wrap has not the right size.")
    # id ‖ revision stand in the frame as they stand at the end of the header
    if envelope[:HEADER_BYTES] != start + frame.raw[1:25]:
        raise FramesMalformedError("An envelope's header is not that of its frame and of this account.")
