"""Bytes in JSON and in addresses: base64url without padding, one spelling each (docs/protocol.md, Encoding)."""

from __future__ import annotations

import base64


def encode(data: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes. Raises ValueError for padding, other characters, or a spelling that is not the canonical one."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:  # of binascii.Error too
        raise ValueError("not base64url") from error
    # it passes over what is no letter of it, which then is missing here
    if encode(data) != text:
        raise ValueError("not the canonical spelling")
    return data
