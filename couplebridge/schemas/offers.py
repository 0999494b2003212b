"""What the bridge's routes carry (docs/protocol.md, Routes)."""

from __future__ import annotations

from couplebridge.schemas.fields import B16, B32, B60, B64, B113, Envelope, Shape, between


class SignedStatement(Shape):
    """POST /offers/ID/accept and /withdraw; the beginning of all the others."""

    # "CB1:consent" 00 0c, and twelve fields of 226 bytes together with their lengths
    statement: between(287, 287)  # type: ignore[valid-type]  # made by a function, as the others in fields.py
    signature: B64


class SharedRecord(Shape):
    """A cover or a moment: sealed under the space key, signed by its author."""

    envelope: Envelope
    wrap: B60
    signature: B64


class EditedOffer(SignedStatement):
    """PUT /offers/ID."""

    envelope: Envelope
    wrap: B60
    cover: SharedRecord


class NewOffer(EditedOffer):
    """POST /offers."""

    entry_tag: B16
    topic_tag: B16


class Release(SignedStatement):
    """POST /offers/ID/release."""

    wrap: B113


class NewTurn(SharedRecord):
    """POST /offers/ID/turns."""

    prev: B32
