"""The one thing that lets an entry across: its key, sealed to the partner for one exact version.

Protocol, "The bridge". Nothing here may be called before the author's device has checked the
acceptance (statements.py): until then no wrapped key exists anywhere.
"""

from dataclasses import dataclass

from . import curve, primitives
from .encoding import decode_tuple, encode_tuple, exactly, u64
from .errors import ShareRefusedError

WRAP_BYTES = curve.HPKE_OVERHEAD_BYTES + primitives.KEY_BYTES


@dataclass(frozen=True)
class ShareContext:
    """Which version of which record goes from whom to whom; ids 16, fingerprints and hash 32."""

    space: bytes
    record: bytes
    revision: int
    owner_fp: bytes
    recipient_fp: bytes
    envelope_hash: bytes

    def to_info(self) -> bytes:
        """tuple("share", space, record, u64 rev, owner fp, recipient fp, SHA-256(envelope))."""
        ids = exactly(self.space, 16, "a space id"), exactly(self.record, 16, "a record id")
        prints = (
            exactly(self.owner_fp, 32, "a fingerprint"),
            exactly(self.recipient_fp, 32, "a fingerprint"),
        )
        envelope = exactly(self.envelope_hash, 32, "an envelope hash")
        return encode_tuple("share", *ids, u64(self.revision), *prints, envelope)


def parse_share_info(info: bytes) -> ShareContext:
    """The context behind an info string; EncodingInvalidError unless it is exactly one."""
    space, record, revision, owner, recipient, envelope = decode_tuple("share", 6, info)
    number = int.from_bytes(exactly(revision, 8, "a revision"), "big")
    context = ShareContext(space, record, number, owner, recipient, envelope)
    context.to_info()  # checks the length of every other field
    return context


def wrap_for_partner(kem_public: bytes, context: ShareContext, record_key: bytes) -> bytes:
    """113 bytes that only the holder of this 65-byte point's key opens, in this context only."""
    exactly(record_key, primitives.KEY_BYTES, "a record key")
    return curve.hpke_seal(kem_public, context.to_info(), record_key)


def unwrap_from_partner(kem_private: curve.PrivateKey, context: ShareContext, wrap: bytes) -> bytes:
    """The record key, 32 secret bytes; ShareRefusedError for another key, context or length."""
    if len(wrap) != WRAP_BYTES:
        raise ShareRefusedError("a wrap must have 113 bytes")
    return curve.hpke_open(kem_private, context.to_info(), wrap)
