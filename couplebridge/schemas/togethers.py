"""What the routes of a together carry (docs/protocol.md, Routes)."""

from __future__ import annotations

from couplebridge.schemas.fields import B16, B60, B64, B113, Envelope, Shape, between
from couplebridge.schemas.offers import SharedRecord, SignedStatement


class NewTogether(SharedRecord):
    """POST /togethers."""

    topic_tag: B16


class NewLock(Shape):
    """POST /togethers/ID/lock."""

    # "CB1:together-lock" 00 0b, and eleven fields of 209 bytes together with their lengths
    statement: between(272, 272)  # type: ignore[valid-type]  # made by a function, as the others in fields.py
    signature: B64
    envelope: Envelope
    wrap: B60


class Now(SignedStatement):
    """POST /togethers/ID/now."""

    wrap: B113
