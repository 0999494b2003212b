"""Session tokens: 32 random bytes in the cookie, their SHA-256 in the database, and nothing anywhere else."""

from __future__ import annotations

import hashlib
import secrets

from couplebridge.base64url import decode

TOKEN_BYTES = 32


def make_token() -> bytes:
    """32 random bytes. Secret."""
    return secrets.token_bytes(TOKEN_BYTES)


def hash_token(token: bytes) -> bytes:
    """32 bytes; a plain hash is enough because the token has 256 random bits."""
    return hashlib.sha256(token).digest()


def read_token(text: str | None) -> bytes | None:
    """The 32 bytes of a cookie, or None for anything else."""
    if text is None or len(text) != 43:
        return None
    try:
        return decode(text)
    except ValueError:
        return None
