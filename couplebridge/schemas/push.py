"""What the routes of signs carry (docs/protocol.md, Signs)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from couplebridge.schemas.fields import B16, B65, Shape

Minute = Annotated[int, Field(ge=0, lt=24 * 60)]
Days = Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)]
Endpoint = Annotated[str, Field(min_length=1, max_length=1024)]
Zone = Annotated[str, Field(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")]


class PushHours(Shape):
    """The owner's own days (0 is Monday) and hours."""

    days: Days
    from_minute: Minute
    until_minute: Minute
    zone: Zone


class NewPush(PushHours):
    """PUT /push."""

    endpoint: Endpoint
    p256dh: B65
    auth: B16
    held: bool


class PushHere(PushHours):
    """What this device asked for."""

    endpoint: str
    held: bool


class PushShown(Shape):
    """GET /push: the key to subscribe with, null where this server sends no signs."""

    key: B65 | None
    here: PushHere | None


class PushOpened(Shape):
    """POST /push/opened: whether any device of the account gets signs."""

    any: bool
