"""Device labels at rest: sealed under a key outside the database, that can be rotated (rotating_box.py)."""

from __future__ import annotations

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.rotating_box import seal, unseal

PADDED_BYTES = 240  # sixty characters of four bytes: the length of a label tells nothing


def seal_label(keyring: Keyring, session_id: bytes, label: str) -> bytes:
    """Seal a label of at most 60 characters for the session (16 bytes)."""
    return seal(keyring, tuple_bytes("label", session_id), label.encode("utf-8").ljust(PADDED_BYTES, b"\0"))


def open_label(keyring: Keyring, session_id: bytes, sealed: bytes) -> str:
    """The label. Raises InvalidTag or KeyError for a row that was tampered with."""
    return unseal(keyring, tuple_bytes("label", session_id), sealed).rstrip(b"\0").decode("utf-8")
