"""Leaving for good: every row of an account goes, and nothing of it stays anywhere."""

from __future__ import annotations

from sqlalchemy import delete

from couplebridge.models.account import Account
from couplebridge.models.attachment import AttachmentChunk, AttachmentUse
from couplebridge.models.device import Device
from couplebridge.models.passkey import Passkey
from couplebridge.models.session import Session
from couplebridge.models.slot import Slot
from couplebridge.security.keyring import Keyring
from couplebridge.services import gone, proofs, space
from couplebridge.services.feed import moving
from couplebridge.services.proofs import Shown

# the count first: a phone that sends a chunk waits for its row
_OWN = (AttachmentUse, AttachmentChunk, Session, Device, Passkey, Slot, Account)
_TABLES = [each.__table__ for each in _OWN]


def remove(keyring: Keyring, proof: Shown) -> None:
    """Remove the account of the proof. Raises ProofFailedError, and then nothing was removed."""
    with moving() as moves:
        proofs.require(moves.connection, keyring, proof)
        space.remove_member_data(moves, proof.user_id)
        for table in _TABLES:
            moves.connection.execute(delete(table).where(table.c.user_id == proof.user_id))
        gone.remember(moves.connection, keyring, proof.user_id)
