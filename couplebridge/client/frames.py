"""The framed binary of the sync routes and of the export file.

A body is `"CBF" 01` (an export `"CBX" 01`) and then frames until it ends; a frame is `u8 type ‖
id 16 ‖ revision u64 ‖ seq u64 ‖ u8 part count ‖ (u32 length ‖ bytes)*`. What the parts are belongs
to each route.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .encoding import Reader, exactly, u8, u32, u64
from .errors import EncodingInvalidError, FrameInvalidError

MAGIC = b"CBF\x01"
EXPORT_MAGIC = b"CBX\x01"
MAX_PARTS = 16
MAX_PART_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Frame:
    """One item: type, id 16, revision, sequence number, up to 16 parts of up to 1 MiB each."""

    type: int
    id: bytes
    revision: int
    seq: int
    parts: tuple[bytes, ...] = field(default=(), repr=False)


def encode_frames(frames: Iterable[Frame], magic: bytes = MAGIC) -> bytes:
    """A whole body; FrameInvalidError for a frame that no reader would accept."""
    return magic + b"".join(_encode_frame(frame) for frame in frames)


def _encode_frame(frame: Frame) -> bytes:
    _check_count(len(frame.parts))
    try:
        head = u8(frame.type) + exactly(frame.id, 16, "a frame's id")
        head += u64(frame.revision) + u64(frame.seq) + u8(len(frame.parts))
    except EncodingInvalidError as error:
        raise FrameInvalidError("a frame does not fit its format") from error
    for part in frame.parts:
        _check_size(len(part))
    return head + b"".join(u32(len(part)) + part for part in frame.parts)


def decode_frames(body: bytes, magic: bytes = MAGIC) -> list[Frame]:
    """Every frame of a body; FrameInvalidError unless the body ends exactly where a frame does."""
    try:
        return list(_read_frames(Reader(body), magic))
    except EncodingInvalidError as error:
        raise FrameInvalidError("a body is not framed as agreed") from error


def _read_frames(reader: Reader, magic: bytes) -> Iterator[Frame]:
    reader.expect(magic, "the body")
    while not reader.finished:
        kind, item = reader.uint(1), reader.take(16)
        revision, seq, count = reader.uint(8), reader.uint(8), reader.uint(1)
        _check_count(count)
        parts = tuple(_read_part(reader) for _ in range(count))
        yield Frame(kind, item, revision, seq, parts)


def _read_part(reader: Reader) -> bytes:
    size_bytes = reader.uint(4)
    _check_size(size_bytes)
    return reader.take(size_bytes)


def _check_count(count: int) -> None:
    if count > MAX_PARTS:
        raise FrameInvalidError("a frame has too many parts")


def _check_size(size_bytes: int) -> None:
    if size_bytes > MAX_PART_BYTES:
        raise FrameInvalidError("a part is too long")
