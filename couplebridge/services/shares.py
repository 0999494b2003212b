"""The share of a device that stays unlocked: forgotten when it was not asked for in its time."""

from __future__ import annotations

from sqlalchemy import select, update

from couplebridge import clock
from couplebridge.database import writing
from couplebridge.errors import ThingAbsentError
from couplebridge.models.session import Session
from couplebridge.security.keyring import Keyring
from couplebridge.security.shares import open_share, seal_share

_sessions = Session.__table__
_FORGOTTEN: dict[str, object] = {"share_sealed": None, "share_idle_s": None, "share_used_at_s": None}


def put(keyring: Keyring, session_id: bytes, token: bytes, share: bytes, idle_s: int) -> None:
    """Keep the share (32 bytes, secret) with the session until nobody asks for it in `idle_s` seconds."""
    sealed = seal_share(keyring, token, share)
    _write(session_id, {"share_sealed": sealed, "share_idle_s": idle_s, "share_used_at_s": clock.now_s()})


def get(keyring: Keyring, session_id: bytes, token: bytes) -> bytes:
    """The 32 bytes, and the time starts anew. Raises ThingAbsentError when there is none or its time is over."""
    columns = (_sessions.c.share_sealed, _sessions.c.share_idle_s, _sessions.c.share_used_at_s)
    with writing() as connection:
        row = connection.execute(select(*columns).where(_sessions.c.session_id == session_id)).first()
        alive = row is not None and row[0] is not None and clock.now_s() < row[2] + row[1]
        values: dict[str, object] = {"share_used_at_s": clock.now_s()} if alive else _FORGOTTEN
        connection.execute(update(_sessions).where(_sessions.c.session_id == session_id).values(**values))
    if row is None or not alive:
        raise ThingAbsentError
    return open_share(keyring, token, row[0])


def forget(session_id: bytes) -> None:
    """On lock: the share is gone at once."""
    _write(session_id, _FORGOTTEN)


def sweep() -> None:
    """Forget shares that nobody asked for in their time."""
    over = _sessions.c.share_used_at_s + _sessions.c.share_idle_s <= clock.now_s()
    with writing() as connection:
        connection.execute(update(_sessions).where(over).values(**_FORGOTTEN))


def _write(session_id: bytes, values: dict[str, object]) -> None:
    with writing() as connection:
        connection.execute(update(_sessions).where(_sessions.c.session_id == session_id).values(**values))
