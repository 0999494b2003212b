"""The identity bundle that somebody brings as their own."""

from __future__ import annotations

from couplebridge.errors import ShapeWrongError, SignatureWrongError
from couplebridge.security.signatures import Bundle, parse_bundle


def read_own_bundle(bundle: bytes, *, user_id: bytes, epoch: int) -> Bundle:
    """The 154 bytes of this account's bundle of that epoch, with two points on the curve. Raises ShapeWrongError."""
    try:
        parsed = parse_bundle(bundle)
    except SignatureWrongError:
        parsed = None
    if parsed is None or (parsed.user_id, parsed.epoch) != (user_id, epoch):
        raise ShapeWrongError([{"path": "bundle", "problem": "This is not an identity bundle of this account."}])
    return parsed
