"""Ids of deleted accounts stay taken: a partner of old, who knows the id, cannot ask whether its account is there."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from couplebridge.errors import RevisionConflictError
from couplebridge.models.gone import Gone
from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac

_gone = Gone.__table__


def remember(connection: Connection, keyring: Keyring, user_id: bytes) -> None:
    """Mark the id (16 bytes) as used up, without keeping it."""
    connection.execute(insert(_gone).values(mark=_mark(keyring, user_id)))


def require_never_there(connection: Connection, keyring: Keyring, user_id: bytes) -> None:
    """Raises RevisionConflictError when there was an account of this id (16 bytes)."""
    if connection.execute(select(_gone).where(_gone.c.mark == _mark(keyring, user_id))).first() is not None:
        raise RevisionConflictError(conflicts=[])


def _mark(keyring: Keyring, user_id: bytes) -> bytes:
    return mac(keyring.token_key, "gone", user_id)
