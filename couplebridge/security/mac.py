"""The one way this server makes a MAC or derives a key: HMAC-SHA256 over a labelled tuple.

Each purpose has a label of its own, so that no answer of one can serve as another (docs/protocol.md, Encoding).
"""

from __future__ import annotations

import hashlib
import hmac
import struct


def tuple_bytes(label: str, *fields: bytes) -> bytes:
    """`tuple(label, f1 … fn)` of the protocol: unambiguous for any fields."""
    parts = [b"CB1:", label.encode("ascii"), b"\0", struct.pack(">B", len(fields))]
    for field in fields:
        parts += [struct.pack(">I", len(field)), field]
    return b"".join(parts)


def mac(key: bytes, label: str, *fields: bytes) -> bytes:
    """32 bytes: HMAC-SHA256(key, tuple(label, fields)). `key` is secret, 32 bytes."""
    return hmac.digest(key, tuple_bytes(label, *fields), hashlib.sha256)


def same(one: bytes, other: bytes) -> bool:
    """Compare two MACs in a time that does not depend on where they differ."""
    return hmac.compare_digest(one, other)
