"""What the feed routes carry besides frames (docs/protocol.md, Routes)."""

from __future__ import annotations

import re

from couplebridge.base64url import decode
from couplebridge.errors import ShapeWrongError
from couplebridge.schemas.fields import Shape

PAGE_MAX = 1000
_NUMBER = re.compile(r"[0-9]{1,16}")
_NUMBER_MAX = 2**53 - 1
_KEY_BYTES = 16


class Pushed(Shape):
    """The answer to a push: the seqs that were given."""

    first: int
    head: int


def read_page(names: dict[str, str]) -> tuple[int, int]:
    """cursor and limit of a pull. Raises ShapeWrongError."""
    if names.keys() - {"cursor", "limit"}:
        raise ShapeWrongError([{"path": "", "problem": "There is a field that is not known here."}])
    return _number(names, "cursor", 0, _NUMBER_MAX), _number(names, "limit", 1, PAGE_MAX)


def _number(names: dict[str, str], name: str, least: int, most: int) -> int:
    text = names.get(name, "")
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise ShapeWrongError([{"path": name, "problem": f"This must be a number from {least} to {most}."}])
    return int(text)


def read_key(text: str | None) -> bytes:
    """The 16 bytes of an Idempotency-Key. Raises ShapeWrongError."""
    try:
        key = decode(text or "")
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ShapeWrongError([{"path": "Idempotency-Key", "problem": "This must be 16 bytes as base64url."}])
    return key
