"""Bytes in JSON and in addresses: base64url without padding, one spelling each (docs/protocol.md, Encoding)."""

from __future__ import annotations

import base64
import binascii


def encode(data: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes. Raises ValueError for padding, other characters, or a spelling that is not the canonical one."""
    if (len(text) > 0 and not text.isascii()) or "=" in text or "+" in text or "/" in text:
        raise ValueError("not base64url")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if encode(data) != text:
        raise ValueError("not the canonical spelling")
    return data
