"""The share of a device that stays unlocked, sealed under the session's token.

Without the cookie of that very device neither the database nor secrets.json opens it.
"""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac


def seal_share(keyring: Keyring, token: bytes, share: bytes) -> bytes:
    """nonce 12 ‖ AES-256-GCM(share 32). `token` is the session's, 32 bytes."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(mac(keyring.token_key, "share", token)).encrypt(nonce, share, None)


def open_share(keyring: Keyring, token: bytes, sealed: bytes) -> bytes:
    """The 32 bytes. Raises InvalidTag when the row was tampered with."""
    return AESGCM(mac(keyring.token_key, "share", token)).decrypt(sealed[:12], sealed[12:], None)
