"""Device tokens: a device that signed in once can prove it, so that a stranger's wrong tries never lock it out (P11).

nonce 16 ‖ first 16 of HMAC(token key, tuple("device", user id, nonce)). Nothing is stored, and it opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac, same


def make_device_token(keyring: Keyring, user_id: bytes) -> bytes:
    """32 bytes for the device of this account (16 bytes)."""
    nonce = secrets.token_bytes(16)
    return nonce + mac(keyring.token_key, "device", user_id, nonce)[:16]


def is_known_device(keyring: Keyring, user_id: bytes, device_token: bytes) -> bool:
    """Whether this server gave the token (32 bytes) to a device of this account."""
    nonce, shown = device_token[:16], device_token[16:]
    return same(mac(keyring.token_key, "device", user_id, nonce)[:16], shown)


def hash_device_token(device_token: bytes) -> bytes:
    """32 bytes: what the session remembers of its device."""
    return hashlib.sha256(device_token).digest()
