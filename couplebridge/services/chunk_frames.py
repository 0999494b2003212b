"""What a body of chunks may carry: shapes first, before the database is asked (docs/protocol.md, Attachments)."""

from __future__ import annotations

from couplebridge.errors import BodyTooLargeError, FramesMalformedError
from couplebridge.framing import CHUNK, Frame, read_body, write_frame

CHUNKS_A_BODY_MAX = 8
# an answer must arrive within half a minute on a very slow network too
CHUNKS_AN_ANSWER_MAX = 4
# of one attachment: 16 MiB
CHUNKS_MAX = 256
HEADER_BYTES = 41
# header ‖ commitment 32 ‖ nonce 12 ‖ 64 KiB ‖ tag 16: every chunk has this size, the last one too
CHUNK_BYTES = HEADER_BYTES + 32 + 12 + 64 * 1024 + 16
_MAGIC = b"CBA\x01"


def read_chunks(body: bytes, user_id: bytes, attachment_id: bytes) -> dict[int, bytes]:
    """Sealed chunks by position. Raises FramesMalformedError, BodyTooLargeError."""
    if len(body) > CHUNKS_A_BODY_MAX * (CHUNK_BYTES + 64):
        raise BodyTooLargeError
    frames = list(read_body(body))
    chunks = {frame.revision - 1: _checked(frame, user_id, attachment_id) for frame in frames}
    if not frames or len(chunks) != len(frames):
        raise FramesMalformedError("There must be chunks, each of them once.")
    return chunks


def _checked(frame: Frame, user_id: bytes, attachment_id: bytes) -> bytes:
    if frame.type != CHUNK or frame.id != attachment_id or frame.seq != 0 or len(frame.parts) != 1:
        raise FramesMalformedError
    position, sealed = frame.revision - 1, frame.parts[0]
    if not 0 <= position < CHUNKS_MAX or len(sealed) != CHUNK_BYTES:
        raise FramesMalformedError("A chunk has not the right size, or lies behind the end.")
    start = _MAGIC + user_id + attachment_id + position.to_bytes(4, "big")
    if sealed[: HEADER_BYTES - 1] != start or sealed[HEADER_BYTES - 1] > 1:
        raise FramesMalformedError("A chunk's header is not that of its frame and of this account.")
    return sealed


def chunk_frame(attachment_id: bytes, position: int, sealed: bytes) -> bytes:
    """A chunk as it is sent."""
    return write_frame(CHUNK, attachment_id, position + 1, 0, [sealed])
