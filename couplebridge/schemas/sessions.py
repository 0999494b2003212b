"""What the session routes carry (docs/protocol.md, Routes)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from couplebridge.schemas.fields import B16, B32, Shape, SlotBlob

IdleSeconds = Annotated[int, Field(ge=60, le=2_592_000)]


class SessionShown(Shape):
    """GET /session."""

    csrf: str
    user: B16
    session: B16


class SessionOpened(SessionShown):
    """POST /accounts."""

    device_token: B32


class SignedIn(SessionOpened):
    """POST /sign-in/finish."""

    slot: SlotBlob


class NewShare(Shape):
    """PUT /session/share."""

    share: B32
    idle_s: IdleSeconds


class ShareShown(Shape):
    """GET /session/share."""

    share: B32


class ListedSession(Shape):
    """One signed-in device: the day it signed in, never when it was last used."""

    id: B16
    label: str
    since: str
    current: bool
    new: bool


class SessionList(Shape):
    """GET /sessions."""

    sessions: list[ListedSession]
    # the other way in that somebody else might have added
    new_passkeys: int
