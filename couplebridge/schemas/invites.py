"""What the invitation routes carry (docs/protocol.md, Routes)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from couplebridge.schemas.fields import B16, B32, B64, B113, Bundle, Shape

TimeMs = Annotated[int, Field(ge=0, lt=2**53)]


class InviteShown(Shape):
    """GET /invites/ID."""

    space: B16
    expires: TimeMs
    bundle: Bundle
    mac: B32


class NewInvite(InviteShown):
    """POST /invites."""

    invite: B16


class JoinInvite(Shape):
    """POST /invites/ID/join."""

    bundle: Bundle
    mac: B32
    signature: B64


class ConfirmInvite(Shape):
    """POST /invites/ID/confirm."""

    mac: B32
    signature: B64
    wrap: B113
