"""Locking a text in for a together: what each of the two signs before anything opens.

Protocol, "Together". A lock names the sealed text and no key. A label of its own: no lock can ever stand for an offer.
"""

from dataclasses import dataclass

from . import curve, primitives
from .encoding import decode_tuple, encode_tuple, exactly, u8, u64
from .errors import EncodingInvalidError, SignatureInvalidError, StatementRefusedError
from .share import ShareContext
from .statements import LATEST_MS, NONCE_BYTES, SignedStatement, Tier

LOCK_BYTES = 272
_SIZES = (16, 16, 16, 8, 32, 32, 32, 1, 8, 16, 32)


@dataclass(frozen=True)
class Lock:
    """One lock; `together` 16 bytes, `nonce` 16, `prev` 32: the link of the proposal."""

    together: bytes
    context: ShareContext
    policy: Tier
    time_ms: int
    nonce: bytes
    prev: bytes

    def to_bytes(self) -> bytes:
        """The signed message, 272 bytes."""
        c = self.context
        what = (c.space, self.together, c.record, u64(c.revision), c.envelope_hash)
        said = (u8(self.policy), u64(self.time_ms), self.nonce, self.prev)
        return encode_tuple("together-lock", *what, c.owner_fp, c.recipient_fp, *said)

    def hash(self) -> bytes:
        """SHA-256 of the message."""
        return primitives.sha256(self.to_bytes())


def build_lock(together: bytes, context: ShareContext, policy: Tier, time_ms: int, prev: bytes) -> Lock:
    """A lock with a fresh nonce."""
    return parse_lock(Lock(together, context, policy, time_ms, primitives.random_bytes(NONCE_BYTES), prev).to_bytes())


def parse_lock(message: bytes) -> Lock:
    """StatementRefusedError unless this is well formed; says nothing about who made it."""
    try:
        fields = decode_tuple("together-lock", len(_SIZES), message)
        for field, size_bytes in zip(fields, _SIZES, strict=True):
            exactly(field, size_bytes, "a lock's field")
    except EncodingInvalidError as error:
        raise StatementRefusedError("a lock is malformed") from error
    space, together, record, revision, envelope, owner, recipient, policy, time, nonce, prev = fields
    time_ms = int.from_bytes(time, "big")
    if policy[0] not in list(Tier) or time_ms > LATEST_MS:
        raise StatementRefusedError("a lock has an unknown tier, or a time that no calendar has")
    context = ShareContext(space, record, int.from_bytes(revision, "big"), owner, recipient, envelope)
    return Lock(together, context, Tier(policy[0]), time_ms, nonce, prev)


def sign_lock(lock: Lock, signing_private: curve.PrivateKey) -> SignedStatement:
    """Signed by whoever locks in."""
    message = lock.to_bytes()
    return SignedStatement(message, curve.sign(signing_private, message))


def verify_lock(signed: SignedStatement, signing_public: bytes) -> Lock:
    """The lock; StatementRefusedError unless the key at this 65-byte point signed it."""
    try:
        curve.verify(signing_public, signed.message, signed.signature)
    except SignatureInvalidError as error:
        raise StatementRefusedError("a lock was not signed by who should have") from error
    return parse_lock(signed.message)


def both_locked(proposal_link: bytes, lock_of_proposer: Lock, lock_of_other: Lock) -> bytes:
    """32 bytes that name both locks, and so both texts: the `prev` of what both say now to."""
    message = encode_tuple("together-both", proposal_link, lock_of_proposer.hash(), lock_of_other.hash())
    return primitives.sha256(message)
