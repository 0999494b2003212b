"""What is sealed at rest under the label key: a key outside the database, that can be rotated.

version u32 ‖ nonce 12 ‖ AES-256-GCM; the context names the row, so that a box cannot be moved to another one.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from couplebridge.security.keyring import Keyring


def seal(keyring: Keyring, context: bytes, padded: bytes) -> bytes:
    """Seal bytes whose length may be known to all."""
    version = keyring.newest_label_version()
    nonce = secrets.token_bytes(12)
    box = AESGCM(keyring.label_key(version)).encrypt(nonce, padded, context)
    return struct.pack(">I", version) + nonce + box


def unseal(keyring: Keyring, context: bytes, sealed: bytes) -> bytes:
    """The padded bytes. Raises InvalidTag or KeyError for a row that was tampered with."""
    version = struct.unpack_from(">I", sealed)[0]
    return AESGCM(keyring.label_key(version)).decrypt(sealed[4:16], sealed[16:], context)
