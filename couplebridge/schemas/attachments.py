"""What the routes of attachments carry besides frames (docs/protocol.md, Routes)."""

from __future__ import annotations

import re

from couplebridge.errors import ShapeWrongError
from couplebridge.schemas.fields import B16, Shape

_POSITION = re.compile(r"[0-9]{1,3}")


class AttachmentsShown(Shape):
    """GET /attachments: of which anything is on this server."""

    attachments: list[B16]


class AttachmentShown(Shape):
    """GET /attachments/ID: which chunks are on this server."""

    positions: list[int]


def read_first(names: dict[str, str]) -> int:
    """The position from which on chunks are asked for. Raises ShapeWrongError."""
    if names.keys() - {"from"}:
        raise ShapeWrongError([{"path": "", "problem": "There is a field that is not known here."}])
    if not _POSITION.fullmatch(names.get("from", "")):
        raise ShapeWrongError([{"path": "from", "problem": "This must be a number of three digits at most."}])
    return int(names["from"])
