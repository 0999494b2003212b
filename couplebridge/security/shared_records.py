"""Records that both can read: whose they are must be signed, because both hold the key that seals them."""

from __future__ import annotations

from couplebridge.errors import SignatureWrongError
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.signatures import Bundle, sha256, verify_signature

OFFERED_TEXT, SHARED = 1, 2
_START = b"CB\x01\x01"
_REVISION_MAX = 2**53 - 1


class Header:
    """What the first 64 bytes of an envelope say: record id 16 and revision, once the rest is as expected."""

    __slots__ = ("record_id", "revision")

    def __init__(self, envelope: bytes, kind: int, space_id: bytes, owner_id: bytes) -> None:
        if envelope[:40] != _START + bytes([kind, 0, 0, 1]) + space_id + owner_id:
            raise SignatureWrongError("An envelope's header does not fit.")
        self.record_id = envelope[40:56]
        self.revision = int.from_bytes(envelope[56:64], "big")
        if not 1 <= self.revision <= _REVISION_MAX:
            raise SignatureWrongError("An envelope's header does not fit.")


def verify_shared(
    envelope: bytes, signature: bytes, author: Bundle, space_id: bytes, ref: bytes, prev: bytes
) -> tuple[Header, bytes]:
    """The header, and the hash of what was signed (32 bytes). Raises SignatureWrongError.

    The signed tuple is that of docs/protocol.md, A record: ref is the offer (16 bytes), prev the link before (32).
    """
    header = Header(envelope, SHARED, space_id, author.user_id)
    revision = header.revision.to_bytes(8, "big")
    said = (space_id, header.record_id, revision, sha256(envelope), author.fingerprint, ref, prev)
    message = tuple_bytes("shared", *said)
    verify_signature(author.signing_public, message, signature)
    return header, sha256(message)
