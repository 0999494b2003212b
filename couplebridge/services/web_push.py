"""Signs: who asked for one, and when one is due. Sending is push_sending.py (docs/protocol.md, Signs).

A sign is due only when the other of the two did something that both share. Must never be due for what somebody does
alone, for leaving, for taking back, or a second time for the same thing.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, Row, and_, case, delete, insert, select, update

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.errors import ThingAbsentError
from couplebridge.models.device import Device
from couplebridge.models.push_subscription import PushSubscription
from couplebridge.models.session import Session
from couplebridge.security.keyring import Keyring
from couplebridge.security.push_wish import Wish, open_wish, seal_wish

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
# so that whoever did something, and watches the other's phone, cannot tell that it buzzes for that (safety.md, I2)
JITTER_MS = (2 * MINUTE_MS, 20 * MINUTE_MS)
# after a sign: until the app was opened nothing new buzzes for so long; and once it was opened, not for so long
REST_UNOPENED_MS, REST_OPENED_MS = 20 * HOUR_MS, 3 * HOUR_MS

table = PushSubscription.__table__
row_of = table.c
_sessions, _devices = Session.__table__, Device.__table__


def put(keyring: Keyring, user_id: bytes, session_id: bytes, wish: Wish) -> None:
    """This device wants signs, or wants them otherwise. Raises ThingAbsentError where the device is not known."""
    with writing() as connection:
        session = _session(connection, session_id)
        known = select(_devices.c.device_hash).where(_devices.c.device_hash == session.device_hash)
        # held, because two tabs of one phone may ask at once
        if connection.execute(known.with_for_update()).first() is None:
            raise ThingAbsentError
        device, sealed = session.device_hash, seal_wish(keyring, session.device_hash, wish)
        new = {"user_id": user_id, "sealed": sealed, "expires_at_s": session.expires_at_s, "tries": 0}
        # what is due stays due: changing one's hours is no way to lose a sign
        changed = connection.execute(update(table).where(row_of.device_hash == device).values(**new))
        if changed.rowcount == 0:
            fresh = {"device_hash": device, "due_at_ms": None, "was_told": False, "rest_until_ms": 0}
            connection.execute(insert(table).values(**new, **fresh))


def here(keyring: Keyring, session_id: bytes) -> Wish | None:
    """What this very device asked for, or None."""
    with reading() as connection:
        mine = select(table).where(row_of.device_hash == _device_of(session_id), _lasts())
        row = connection.execute(mine).first()
    return None if row is None else open_wish(keyring, row.device_hash, row.sealed)


def remove(session_id: bytes) -> None:
    """No more signs on this device."""
    with writing() as connection:
        connection.execute(delete(table).where(row_of.device_hash == _device_of(session_id)))


def opened(user_id: bytes, session_id: bytes) -> bool:
    """The owner looks: nothing that was due is due any more, on none of their devices. Whether any gets signs."""
    mine = row_of.user_id == user_id
    with reading() as connection:  # most people have none, and then nothing is written
        if connection.execute(select(row_of.device_hash).where(mine, _lasts()).limit(1)).first() is None:
            return False
    with writing() as connection:
        _hold(connection, user_id)
        told_at_ms = row_of.rest_until_ms - REST_UNOPENED_MS
        rest = case((row_of.was_told, told_at_ms + REST_OPENED_MS), else_=row_of.rest_until_ms)
        clear = {"due_at_ms": None, "was_told": False, "rest_until_ms": rest, "tries": 0}
        connection.execute(update(table).where(mine).values(**clear))
        session = _session(connection, session_id)
        on_this = row_of.device_hash == session.device_hash
        connection.execute(update(table).where(on_this).values(expires_at_s=session.expires_at_s))
    return True


def tell(connection: Connection, user_id: bytes) -> None:
    """Something new of the other is there for this member: let a sign be due, in the caller's transaction.

    One that is due already, or was sent and not looked at, stands for this too.
    """
    if not _hold(connection, user_id):
        return
    now_ms = clock.now_ms()
    soon_ms = now_ms + JITTER_MS[0] + secrets.randbelow(JITTER_MS[1] - JITTER_MS[0])
    may = and_(row_of.user_id == user_id, row_of.due_at_ms.is_(None))
    rested = row_of.was_told.is_(False) | (row_of.rest_until_ms <= now_ms)
    due = case((row_of.rest_until_ms > soon_ms, row_of.rest_until_ms), else_=soon_ms)
    connection.execute(update(table).where(may, rested).values(due_at_ms=due, was_told=False))


def hush(connection: Connection, user_ids: set[bytes]) -> None:
    """One of them leaves: what was due is not sent any more, so that leaving makes no phone buzz."""
    for user_id in sorted(user_ids):
        if _hold(connection, user_id):
            connection.execute(update(table).where(row_of.user_id == user_id).values(due_at_ms=None))


def sweep() -> None:
    """Forget devices that nobody opened for as long as a session lasts."""
    with writing() as connection:
        connection.execute(delete(table).where(row_of.expires_at_s <= clock.now_s()))


def _hold(connection: Connection, user_id: bytes) -> bool:
    """Hold the rows of an account, always in the same order; whether there are any."""
    mine = select(row_of.device_hash).where(row_of.user_id == user_id).order_by(row_of.device_hash)
    return bool(connection.execute(mine.with_for_update()).all())


def _lasts() -> Any:
    return row_of.expires_at_s > clock.now_s()


def _device_of(session_id: bytes) -> Any:
    return select(_sessions.c.device_hash).where(_sessions.c.session_id == session_id).scalar_subquery()


def _session(connection: Connection, session_id: bytes) -> Row[Any]:
    """Raises ThingAbsentError when the session was ended in this very moment."""
    columns = (_sessions.c.device_hash, _sessions.c.expires_at_s)
    row = connection.execute(select(*columns).where(_sessions.c.session_id == session_id)).first()
    if row is None:
        raise ThingAbsentError
    return row
