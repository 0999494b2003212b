"""What a push of parts may carry: shapes first, before anything is asked of the database (docs/protocol.md, Parts)."""

from __future__ import annotations

from couplebridge.errors import BodyTooLargeError, FramesMalformedError
from couplebridge.framing import PART, PARTS_MANIFEST, Frame, read_body
from couplebridge.services.push_frames import ENVELOPE_BYTES_MIN, WRAP_BYTES, PushLimits

# each is checked against a signature, and goes into two feeds
PARTS_MAX = 100
SIGNATURE_BYTES = 64


def read_parts(body: bytes, limits: PushLimits) -> list[Frame]:
    """The parts and, last, the manifest over them. Raises FramesMalformedError, BodyTooLargeError."""
    if len(body) > limits.push_bytes:
        raise BodyTooLargeError
    frames = list(read_body(body))
    if len(frames) > PARTS_MAX + 1:
        raise BodyTooLargeError
    if len(frames) < 2 or [frame.type for frame in frames] != [PART] * (len(frames) - 1) + [PARTS_MANIFEST]:
        raise FramesMalformedError("The last frame must be the manifest of parts, after at least one part.")
    if len({frame.id for frame in frames}) != len(frames):
        raise FramesMalformedError("A part may be there once.")
    for frame in frames:
        _check(frame, limits.envelope_bytes)
    return frames


def _check(frame: Frame, envelope_bytes_max: int) -> None:
    if frame.seq != 0 or len(frame.parts) != 3:
        raise FramesMalformedError
    envelope, wrap, signature = frame.parts
    if not ENVELOPE_BYTES_MIN <= len(envelope) <= envelope_bytes_max:
        raise FramesMalformedError("An envelope has not the right size.")
    if len(wrap) != WRAP_BYTES or len(signature) != SIGNATURE_BYTES:
        raise FramesMalformedError("A wrap or a signature has not the right size.")
