"""Sealed chunks of photos and voice notes.

Protocol, "Attachments". The key lies in the private record of the attachment, which the manifest covers; every chunk
states its owner, record, position and whether it is the last, and nothing is handed out before all of it is proved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from . import primitives
from .encoding import b64url_decode, encode_tuple, exactly, padme_length, u8, u32
from .errors import AttachmentRefusedError, EncodingInvalidError
from .keyring import ID_BYTES

CHUNK_BYTES = 64 * 1024
MAX_CHUNKS = 256
HEADER_BYTES = 41
SEALED_AT = HEADER_BYTES + 32 + primitives.NONCE_BYTES
SEALED_BYTES = SEALED_AT + CHUNK_BYTES + primitives.TAG_BYTES
_MAGIC = b"CBA\x01"


@dataclass(frozen=True)
class Place:
    """Whose chunk of which attachment: owner 16, record 16, and the attachment's secret key of 32 bytes."""

    owner: bytes
    record: bytes
    key: bytes = field(repr=False)


def count_chunks(size_bytes: int) -> int:
    """How many chunks hold so many bytes: few distinct counts, at most 12 % more than needed."""
    chunks = padme_length(max(1, -(-size_bytes // CHUNK_BYTES)))
    if chunks > MAX_CHUNKS:
        raise EncodingInvalidError("an attachment has at most 16 MiB")
    return chunks


def chunk_header(place: Place, position: int, chunks: int) -> bytes:
    """`"CBA" 01 ‖ owner 16 ‖ record 16 ‖ position u32 ‖ last u8`, 41 bytes."""
    owner, record = exactly(place.owner, ID_BYTES, "an owner id"), exactly(place.record, ID_BYTES, "a record id")
    return _MAGIC + owner + record + u32(position) + u8(position == chunks - 1)


def _derive(place: Place) -> tuple[bytes, bytes]:
    exactly(place.key, primitives.KEY_BYTES, "an attachment's key")
    material = primitives.hkdf(place.key, encode_tuple("attachment-key", place.owner, place.record), 64)
    return material[:32], material[32:]


def seal_attachment(place: Place, content: bytes) -> list[bytes]:
    """Every chunk of it, in order, all of one size."""
    chunks = count_chunks(len(content))
    padded = content.ljust(chunks * CHUNK_BYTES, b"\x00")
    key, commitment = _derive(place)
    sealed = []
    for position in range(chunks):
        before = chunk_header(place, position, chunks) + commitment + primitives.new_nonce()
        part = padded[position * CHUNK_BYTES : (position + 1) * CHUNK_BYTES]
        sealed.append(before + primitives.aead_seal(key, before[-primitives.NONCE_BYTES :], part, before))
    return sealed


def open_chunk(place: Place, position: int, chunks: int, sealed: bytes) -> bytes:
    """64 KiB; AttachmentRefusedError unless this is exactly that chunk of that attachment."""
    if len(sealed) != SEALED_BYTES or sealed[:HEADER_BYTES] != chunk_header(place, position, chunks):
        raise AttachmentRefusedError("a chunk is not the expected one")
    key, commitment = _derive(place)
    if not primitives.same_bytes(commitment, sealed[HEADER_BYTES : HEADER_BYTES + 32]):
        raise AttachmentRefusedError("a chunk is not sealed under this key")
    before = sealed[:SEALED_AT]
    part = primitives.aead_open(key, before[-primitives.NONCE_BYTES :], sealed[SEALED_AT:], before)
    if part is None:
        raise AttachmentRefusedError("a chunk was changed")
    return part


def open_attachment(place: Place, size_bytes: int, sha256: bytes, sealed: Sequence[bytes]) -> bytes:
    """The content; AttachmentRefusedError unless all of it is there, in order, and what its record says."""
    if len(sealed) != count_chunks(size_bytes):
        raise AttachmentRefusedError("an attachment is not as long as its record says")
    padded = b"".join(open_chunk(place, position, len(sealed), each) for position, each in enumerate(sealed))
    content = padded[:size_bytes]
    if any(padded[size_bytes:]) or primitives.sha256(content) != sha256:
        raise AttachmentRefusedError("an attachment is not what its record says")
    return content


def place_of(owner: bytes, record: str, fields: Mapping[str, object]) -> Place:
    """From the fields of its private record; AttachmentRefusedError."""
    return Place(owner, b64url_decode(record), read_bytes(fields, "key"))


def read_bytes(fields: Mapping[str, object], name: str) -> bytes:
    """32 bytes of a field; AttachmentRefusedError."""
    value = fields.get(name)
    try:
        return exactly(b64url_decode(value if isinstance(value, str) else ""), 32, name)
    except EncodingInvalidError as error:
        raise AttachmentRefusedError("the record of an attachment is malformed") from error
