"""Devices that the owner knows. Any other that signs in is shown at the owner's next unlock."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from couplebridge.models.device import Device
from couplebridge.models.session import Session

DEVICES_MAX = 100  # of one account; then all but the newest are strangers once more
_devices, _sessions = Device.__table__, Session.__table__


def meet(connection: Connection, user_id: bytes, device_hash: bytes) -> bool:
    """Whether the owner knew this device (32 bytes) already; from now on they do."""
    mine = _devices.c.user_id == user_id
    if connection.execute(select(_devices).where(mine, _devices.c.device_hash == device_hash)).first() is not None:
        return True
    if connection.execute(select(func.count()).where(mine)).scalar_one() >= DEVICES_MAX:
        connection.execute(delete(_devices).where(mine))
    connection.execute(insert(_devices).values(user_id=user_id, device_hash=device_hash))
    return False


def forget_of(connection: Connection, user_id: bytes, session_id: bytes) -> None:
    """The owner sends away the device of this session (id 16 bytes)."""
    connection.execute(delete(_devices).where(_devices.c.user_id == user_id, _devices.c.device_hash == _of(session_id)))


def forget_others(connection: Connection, user_id: bytes, keep_session_id: bytes) -> None:
    """After a new passphrase only the device that set it is known."""
    other = _devices.c.device_hash != _of(keep_session_id)
    connection.execute(delete(_devices).where(_devices.c.user_id == user_id, other))


def _of(session_id: bytes) -> object:
    return select(_sessions.c.device_hash).where(_sessions.c.session_id == session_id).scalar_subquery()
