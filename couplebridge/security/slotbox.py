"""A slot in the database is sealed once more, under a key that only auth and the second pepper make.

So the server can hand a slot out only to someone who shows auth, and a stolen database holds nothing to guess at.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac, tuple_bytes


def seal_slot(keyring: Keyring, slot_id: bytes, auth: bytes, slot: bytes) -> bytes:
    """nonce 12 ‖ AES-256-GCM(slot), AAD the slot id (16 bytes). `auth` is secret, 32 bytes."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_key(keyring, slot_id, auth)).encrypt(nonce, slot, slot_id)


def open_slot(keyring: Keyring, slot_id: bytes, auth: bytes, sealed: bytes) -> bytes | None:
    """The slot, or None for another auth: that is an ordinary answer, not a fault."""
    try:
        return AESGCM(_key(keyring, slot_id, auth)).decrypt(sealed[:12], sealed[12:], slot_id)
    except InvalidTag:
        return None


def _key(keyring: Keyring, slot_id: bytes, auth: bytes) -> bytes:
    secret = mac(keyring.slot_pepper, "slot-box", auth)
    return HKDF(SHA256(), 32, salt=None, info=tuple_bytes("slot-box-key", slot_id)).derive(secret)
