"""Sessions: opened, listed, ended. A session keeps the day it began and never when it was used."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.errors import ThingAbsentError
from couplebridge.models.session import Session
from couplebridge.security.devices import hash_device_token, make_device_token
from couplebridge.security.keyring import Keyring
from couplebridge.security.labels import open_label, seal_label
from couplebridge.security.tokens import hash_token, make_token
from couplebridge.services import devices

SESSIONS_MAX = 50  # of one account; the oldest make room
_sessions = Session.__table__


@dataclass(frozen=True)
class OpenedSession:
    """What a device gets when it signs in. token (32 bytes) goes into the cookie and is secret."""

    token: bytes
    user_id: bytes
    session_id: bytes
    device_token: bytes


@dataclass(frozen=True)
class ListedSession:
    """One line of somebody's own list."""

    session_id: bytes
    label: str
    since: date
    is_new: bool


def open_session(
    connection: Connection,
    keyring: Keyring,
    user_id: bytes,
    label: str,
    lifetime_s: int,
    *,
    known_device: bytes | None = None,
    is_first: bool = False,
    in_place_of: bytes | None = None,
) -> OpenedSession:
    """Open a session in the caller's transaction. It takes the place of the one that the request came with
    (`in_place_of`, 16 bytes), and of the last one of a device that proved itself.

    The owner is shown, at the next unlock, what a device did that they do not know (any more).
    """
    device_token = known_device or make_device_token(keyring, user_id)
    device_hash = hash_device_token(device_token)
    opened = OpenedSession(make_token(), user_id, secrets.token_bytes(16), device_token)
    connection.execute(delete(_sessions).where(_sessions.c.session_id == in_place_of))
    _make_room(connection, user_id, device_hash)
    was_known = devices.meet(connection, user_id, device_hash)
    connection.execute(
        insert(_sessions).values(
            session_id=opened.session_id,
            token_hash=hash_token(opened.token),
            user_id=user_id,
            device_hash=device_hash,
            label_sealed=seal_label(keyring, opened.session_id, label),
            created_on=clock.today(),
            expires_at_s=clock.now_s() + lifetime_s,
            is_new=not (is_first or was_known),
        )
    )
    return opened


def list_sessions(keyring: Keyring, user_id: bytes) -> list[ListedSession]:
    """The account's sessions that have not ended, the latest first."""
    columns = (_sessions.c.session_id, _sessions.c.label_sealed, _sessions.c.created_on, _sessions.c.is_new)
    alive = select(*columns).where(_sessions.c.user_id == user_id, _sessions.c.expires_at_s > clock.now_s())
    with reading() as connection:
        rows = connection.execute(alive.order_by(_sessions.c.expires_at_s.desc())).all()
    return [ListedSession(row[0], open_label(keyring, row[0], row[1]), row[2], row[3]) for row in rows]


def acknowledge(user_id: bytes) -> None:
    """The owner has seen the list: nothing in it is new any more."""
    with writing() as connection:
        connection.execute(update(_sessions).where(_sessions.c.user_id == user_id).values(is_new=False))


def end(user_id: bytes, session_id: bytes, *, is_own_device: bool) -> None:
    """End one of the account's sessions. Another device than one's own is a stranger from then on.

    Raises ThingAbsentError for anybody else's session.
    """
    with writing() as connection:
        if not is_own_device:
            devices.forget_of(connection, user_id, session_id)
        mine = (_sessions.c.user_id == user_id) & (_sessions.c.session_id == session_id)
        if connection.execute(delete(_sessions).where(mine)).rowcount == 0:
            raise ThingAbsentError


def end_others(connection: Connection, user_id: bytes, keep_session_id: bytes) -> None:
    """End all but one, in the caller's transaction."""
    others = (_sessions.c.user_id == user_id) & (_sessions.c.session_id != keep_session_id)
    connection.execute(delete(_sessions).where(others))


def sweep() -> None:
    """Forget sessions that have ended."""
    with writing() as connection:
        connection.execute(delete(_sessions).where(_sessions.c.expires_at_s <= clock.now_s()))


def _make_room(connection: Connection, user_id: bytes, device_hash: bytes) -> None:
    """Drop what this device had open before, what has ended, and the oldest beyond the most there may be."""
    mine = _sessions.c.user_id == user_id
    gone = (_sessions.c.device_hash == device_hash) | (_sessions.c.expires_at_s <= clock.now_s())
    connection.execute(delete(_sessions).where(mine, gone))
    latest = select(_sessions.c.session_id).where(mine).order_by(_sessions.c.expires_at_s.desc())
    kept = connection.execute(latest.limit(SESSIONS_MAX - 1)).scalars().all()
    if len(kept) == SESSIONS_MAX - 1:
        connection.execute(delete(_sessions).where(mine, _sessions.c.session_id.not_in(kept)))
