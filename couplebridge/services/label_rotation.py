"""Rotation of the key that seals device labels."""

from __future__ import annotations

from sqlalchemy import select, update

from couplebridge.database import writing
from couplebridge.models.session import Session
from couplebridge.security.keyring import Keyring
from couplebridge.security.labels import open_label, seal_label

_sessions = Session.__table__


def rotate_label_key(keyring: Keyring) -> int:
    """Seal every label under a new key and drop the older ones but the last; returns how many labels.

    Interrupted anywhere, all labels still open: keys go only after their labels. The last key stays until the next
    rotation, because a worker may be sealing under it this very moment.
    """
    version = keyring.add_label_key()
    with writing() as connection:
        rows = connection.execute(select(_sessions.c.session_id, _sessions.c.label_sealed).with_for_update()).all()
        for session_id, sealed in rows:
            label = seal_label(keyring, session_id, open_label(keyring, session_id, sealed))
            connection.execute(update(_sessions).where(_sessions.c.session_id == session_id).values(label_sealed=label))
    keyring.drop_label_keys_before(version - 1)
    return len(rows)
