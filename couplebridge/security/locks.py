"""What each of the two signs when they lock a text in, as the server reads it (docs/protocol.md, Together).

Well formed or refused, before anybody asks what it says. A label of its own: no lock can ever stand for an offer.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from couplebridge.errors import SignatureWrongError
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.signatures import sha256
from couplebridge.security.statements import LATEST_MS

# in the order of the fields of Lock
_SIZES = (16, 16, 16, 8, 32, 32, 32, 1, 8, 16, 32)
_START = b"CB1:together-lock\x00" + bytes([len(_SIZES)])
_FIELDS = struct.Struct(">" + "".join(f"I{size}s" for size in _SIZES))
LOCK_BYTES = len(_START) + _FIELDS.size


class Lock(NamedTuple):
    """One lock. Ids 16 bytes, hashes and fingerprints 32; record_id is the text's, prev the proposal's link."""

    space_id: bytes
    together_id: bytes
    record_id: bytes
    revision: int
    envelope_hash: bytes
    owner_fp: bytes
    recipient_fp: bytes
    policy: int
    time_ms: int
    nonce: bytes
    prev: bytes


def parse_lock(message: bytes) -> Lock:
    """Raises SignatureWrongError for other lengths, another label, or bytes that follow."""
    if not message.startswith(_START) or len(message) != LOCK_BYTES:
        raise SignatureWrongError("This is not a lock.")
    values = _FIELDS.unpack_from(message, len(_START))
    if values[::2] != _SIZES:
        raise SignatureWrongError("This is not a lock.")
    space, together, record, revision, envelope, owner, recipient, policy, time, nonce, prev = values[1::2]
    number = int.from_bytes
    if number(time, "big") > LATEST_MS:
        raise SignatureWrongError("This is not a lock.")
    return Lock(
        space, together, record, number(revision, "big"), envelope, owner, recipient,
        policy[0], number(time, "big"), nonce, prev,
    )  # fmt: skip


def both_locked(proposal_link: bytes, lock_of_proposer: bytes, lock_of_other: bytes) -> bytes:
    """32 bytes that name both locks, and so both texts: what both say now to."""
    hashes = proposal_link, sha256(lock_of_proposer), sha256(lock_of_other)
    return sha256(tuple_bytes("together-both", *hashes))
