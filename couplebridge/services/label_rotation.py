"""Rotation of the key that seals device labels, and what devices asked for of signs."""

from __future__ import annotations

from sqlalchemy import select, update

from couplebridge.database import writing
from couplebridge.models.push_subscription import PushSubscription
from couplebridge.models.session import Session
from couplebridge.security.keyring import Keyring
from couplebridge.security.labels import open_label, seal_label
from couplebridge.security.push_wish import open_wish, seal_wish

_sessions, _pushes = Session.__table__, PushSubscription.__table__


def rotate_label_key(keyring: Keyring) -> int:
    """Seal every label and wish under a new key and drop the older keys but the last; returns how many were sealed.

    Interrupted anywhere, all of them still open: keys go only after what they sealed. The last key stays until the next
    rotation, because a worker may be sealing under it this very moment.
    """
    version = keyring.add_label_key()
    with writing() as connection:
        rows = connection.execute(select(_sessions.c.session_id, _sessions.c.label_sealed).with_for_update()).all()
        for session_id, sealed in rows:
            label = seal_label(keyring, session_id, open_label(keyring, session_id, sealed))
            connection.execute(update(_sessions).where(_sessions.c.session_id == session_id).values(label_sealed=label))
        wishes = connection.execute(select(_pushes.c.device_hash, _pushes.c.sealed).with_for_update()).all()
        for device_hash, sealed in wishes:
            wish = seal_wish(keyring, device_hash, open_wish(keyring, device_hash, sealed))
            connection.execute(update(_pushes).where(_pushes.c.device_hash == device_hash).values(sealed=wish))
    keyring.drop_label_keys_before(version - 1)
    return len(rows) + len(wishes)
