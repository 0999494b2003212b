"""Device labels at rest: sealed under a key outside the database, that can be rotated.

version u32 ‖ nonce 12 ‖ AES-256-GCM; AAD names the session, so that a label cannot be moved to another row.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import tuple_bytes

PADDED_BYTES = 240  # sixty characters of four bytes: the length of a label tells nothing


def seal_label(keyring: Keyring, session_id: bytes, label: str) -> bytes:
    """Seal a label of at most 60 characters for the session (16 bytes)."""
    version = keyring.newest_label_version()
    nonce = secrets.token_bytes(12)
    padded = label.encode("utf-8").ljust(PADDED_BYTES, b"\0")
    box = AESGCM(keyring.label_key(version)).encrypt(nonce, padded, tuple_bytes("label", session_id))
    return struct.pack(">I", version) + nonce + box


def open_label(keyring: Keyring, session_id: bytes, sealed: bytes) -> str:
    """The label. Raises InvalidTag or KeyError for a row that was tampered with."""
    version = struct.unpack_from(">I", sealed)[0]
    padded = AESGCM(keyring.label_key(version)).decrypt(sealed[4:16], sealed[16:], tuple_bytes("label", session_id))
    return padded.rstrip(b"\0").decode("utf-8")
