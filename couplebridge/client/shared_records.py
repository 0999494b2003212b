"""Signatures over what is written into the shared space.

Protocol, "A record" and consent.md, "What was opened is append-only". A space key is held by both,
so sealing alone would let either write in the other's name: the signature says who wrote it.
"""

from dataclasses import dataclass

from . import curve, primitives
from .encoding import encode_tuple, exactly, u64
from .errors import RecordRefusedError, SignatureInvalidError
from .records import PRIVATE_SPACE, RecordHeader, envelope_hash

NO_REF = bytes(16)
NO_PREV = bytes(32)


@dataclass(frozen=True)
class SharedStatement:
    """One revision of a shared record: ids 16, hashes and fingerprint 32.

    `ref` is the record it belongs to (or zeros), `prev` the hash of the statement before it.
    """

    space: bytes
    record: bytes
    revision: int
    envelope_hash: bytes
    author_fp: bytes
    ref: bytes = NO_REF
    prev: bytes = NO_PREV

    def to_bytes(self) -> bytes:
        """tuple("shared", space, record, u64 revision, SHA-256(envelope), author fp, ref, prev)."""
        ids = exactly(self.space, 16, "a space id"), exactly(self.record, 16, "a record id")
        what = exactly(self.envelope_hash, 32, "an envelope hash")
        who = exactly(self.author_fp, 32, "a fingerprint")
        links = exactly(self.ref, 16, "a reference"), exactly(self.prev, 32, "a previous hash")
        return encode_tuple("shared", *ids, u64(self.revision), what, who, *links)

    def hash(self) -> bytes:
        """SHA-256 of the signed message, the `prev` of what follows."""
        return primitives.sha256(self.to_bytes())


def describe_shared(
    header: RecordHeader,
    envelope: bytes,
    author_fp: bytes,
    *,
    ref: bytes = NO_REF,
    prev: bytes = NO_PREV,
) -> SharedStatement:
    """The statement that belongs to this envelope; RecordRefusedError for a private record."""
    if header.space == PRIVATE_SPACE:
        raise RecordRefusedError("a private record is never signed for the shared space")
    digest = envelope_hash(envelope)
    return SharedStatement(header.space, header.record, header.revision, digest, author_fp, ref, prev)


def sign_shared(statement: SharedStatement, signing_private: curve.PrivateKey) -> bytes:
    """Raw 64-byte signature by the author."""
    return curve.sign(signing_private, statement.to_bytes())


def verify_shared(statement: SharedStatement, signature: bytes, signing_public: bytes) -> None:
    """RecordRefusedError unless the pinned author at this 65-byte point signed exactly this."""
    try:
        curve.verify(signing_public, statement.to_bytes(), signature)
    except SignatureInvalidError as error:
        raise RecordRefusedError("a shared record was not signed by its author") from error
