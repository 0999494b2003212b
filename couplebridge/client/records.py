"""Sealed records and their wrapped keys.

Protocol, "A record". The reader states the header it expects: a record that was swapped, rolled
back or relabelled is refused before its key is even derived.
"""

from dataclasses import dataclass

from . import primitives
from .encoding import Reader, encode_tuple, exactly, pad, u8, u16, u64, unpad, utf8
from .errors import EncodingInvalidError, KeyWrapRefusedError, RecordRefusedError
from .keyring import ID_BYTES

HEADER_BYTES = 64
SEALED_AT = 108
PRIVATE_SPACE = bytes(ID_BYTES)
PRIVATE_KIND = 0
_MAGIC = b"CB\x01\x01"
_NO_FLAGS = b"\x00"


@dataclass(frozen=True)
class RecordHeader:
    """Kind, schema, space 16 (zeros: private), owner 16, record id 16, revision: all visible."""

    kind: int
    schema: int
    space: bytes
    owner: bytes
    record: bytes
    revision: int

    def to_bytes(self) -> bytes:
        """`"CB" 01 ‖ 01 ‖ kind ‖ flags 00 ‖ schema u16 ‖ space ‖ owner ‖ record ‖ revision u64`."""
        space = exactly(self.space, ID_BYTES, "a space id")
        owner = exactly(self.owner, ID_BYTES, "an owner id")
        record = exactly(self.record, ID_BYTES, "a record id")
        start = _MAGIC + u8(self.kind) + _NO_FLAGS + u16(self.schema)
        return start + space + owner + record + u64(self.revision)


def private_header(schema: int, owner: bytes, record: bytes, revision: int) -> RecordHeader:
    """The header of a private record: every kind looks the same from outside."""
    return RecordHeader(PRIVATE_KIND, schema, PRIVATE_SPACE, owner, record, revision)


def parse_record_header(envelope: bytes) -> RecordHeader:
    """What an envelope claims to be. A claim only: `open_record` decides."""
    reader = Reader(envelope)
    try:
        reader.expect(_MAGIC, "the record")
        kind = reader.uint(1)
        reader.expect(_NO_FLAGS, "the record's flags")
        schema, space, owner = reader.uint(2), reader.take(16), reader.take(16)
        return RecordHeader(kind, schema, space, owner, reader.take(16), reader.uint(8))
    except EncodingInvalidError as error:
        raise RecordRefusedError("a record is malformed") from error


def envelope_hash(envelope: bytes) -> bytes:
    """SHA-256 of a whole envelope, 32 bytes: how statements and manifests name one version."""
    return primitives.sha256(envelope)


def _derive(record_key: bytes, header: bytes) -> tuple[bytes, bytes]:
    exactly(record_key, primitives.KEY_BYTES, "a record key")
    material = primitives.hkdf(record_key, encode_tuple("record-key", header), 64)
    return material[:32], material[32:]


def seal_record(header: RecordHeader, record_key: bytes, text: str) -> bytes:
    """The envelope of a JSON text under a secret 32-byte record key."""
    start = header.to_bytes()
    key, commitment = _derive(record_key, start)
    nonce = primitives.new_nonce()
    before = start + commitment + nonce
    return before + primitives.aead_seal(key, nonce, pad(utf8(text)), before)


def open_record(expected: RecordHeader, record_key: bytes, envelope: bytes) -> str:
    """The JSON text; RecordRefusedError unless this is exactly the expected record, unchanged."""
    start = expected.to_bytes()
    if envelope[:HEADER_BYTES] != start or len(envelope) < SEALED_AT + primitives.TAG_BYTES:
        raise RecordRefusedError("a record is not the expected one")
    key, commitment = _derive(record_key, start)
    # Before decrypting: GCM alone would let one ciphertext open to two texts under two keys.
    if not primitives.same_bytes(commitment, envelope[HEADER_BYTES:96]):
        raise RecordRefusedError("a record is not sealed under this key")
    nonce, sealed = envelope[96:SEALED_AT], envelope[SEALED_AT:]
    padded = primitives.aead_open(key, nonce, sealed, envelope[:SEALED_AT])
    if padded is None:
        raise RecordRefusedError("a record was changed")
    try:
        return unpad(padded).decode("utf-8")
    except (EncodingInvalidError, UnicodeDecodeError):
        # `from None`: a decode error carries the plaintext.
        raise RecordRefusedError("a record's inside is malformed") from None


def _wrap_context(header: RecordHeader) -> bytes:
    # No revision: one record keeps its key, and every revision derives its own from it.
    return encode_tuple("dek", header.space, header.owner, header.record)


def wrap_record_key(wrapping_key: bytes, header: RecordHeader, record_key: bytes) -> bytes:
    """60 bytes under the vault key, or under the space key for a shared record."""
    exactly(record_key, primitives.KEY_BYTES, "a record key")
    return primitives.wrap_bytes(wrapping_key, record_key, _wrap_context(header))


def unwrap_record_key(wrapping_key: bytes, header: RecordHeader, wrapped: bytes) -> bytes:
    """The record key, 32 secret bytes; KeyWrapRefusedError for another key, record or length."""
    if len(wrapped) != primitives.WRAPPED_KEY_BYTES:
        raise KeyWrapRefusedError("a wrapped record key must have 60 bytes")
    return primitives.unwrap_bytes(wrapping_key, wrapped, _wrap_context(header))
