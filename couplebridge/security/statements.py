"""Consent statements as the server reads them: well formed or refused, before anybody asks what they say."""

from __future__ import annotations

import struct
from typing import NamedTuple

from couplebridge.errors import SignatureWrongError

OFFER, ACCEPT, WITHDRAW, COMMIT, RELEASE = 1, 2, 3, 6, 7
# in the order of the fields of Statement
_SIZES = (1, 16, 16, 8, 32, 32, 32, 32, 1, 8, 16, 32)
_START = b"CB1:consent\x00" + bytes([len(_SIZES)])
LATEST_MS = 8_640_000_000_000_000  # the last millisecond of a date in every client
_FIELDS = struct.Struct(">" + "".join(f"I{size}s" for size in _SIZES))


class Statement(NamedTuple):
    """One statement (docs/protocol.md, The bridge). Ids 16 bytes, hashes and fingerprints 32."""

    action: int
    space_id: bytes
    record_id: bytes
    revision: int
    envelope_hash: bytes
    wrap_hash: bytes
    owner_fp: bytes
    recipient_fp: bytes
    policy: int
    time_ms: int
    nonce: bytes
    prev: bytes


def parse_statement(message: bytes) -> Statement:
    """Raises SignatureWrongError for other lengths, another label, or bytes that follow."""
    if not message.startswith(_START) or len(message) != len(_START) + _FIELDS.size:
        raise SignatureWrongError("This is not a consent statement.")
    values = _FIELDS.unpack_from(message, len(_START))
    if values[::2] != _SIZES:
        raise SignatureWrongError("This is not a consent statement.")
    action, space, record, revision, envelope, wrap, owner, recipient, policy, time, nonce, prev = values[1::2]
    number = int.from_bytes
    if number(time, "big") > LATEST_MS:
        # No client could show it: whoever signs it would close the offer to the other.
        raise SignatureWrongError("This is not a consent statement.")
    return Statement(
        action[0], space, record, number(revision, "big"), envelope, wrap, owner, recipient,
        policy[0], number(time, "big"), nonce, prev,
    )  # fmt: skip
