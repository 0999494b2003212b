"""A fresh proof that whoever holds this session also knows the passphrase or the recovery code."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from couplebridge.database import writing
from couplebridge.errors import ProofFailedError
from couplebridge.security.keyring import Keyring
from couplebridge.services import slots


@dataclass(frozen=True)
class Shown:
    """What was shown: whose account (16 bytes), slot type 1 or 2, auth (32 bytes, secret)."""

    user_id: bytes
    slot_type: int
    auth: bytes


def require(connection: Connection, keyring: Keyring, proof: Shown) -> None:
    """Raises ProofFailedError unless auth opens the account's own slot of that type. Call it first in a transaction."""
    stored = slots.of_account(connection, proof.user_id, proof.slot_type)
    if stored is None or slots.opened(keyring, stored, proof.auth) is None:
        raise ProofFailedError


def prove(keyring: Keyring, proof: Shown) -> None:
    """The same, by itself: asked before the app shows a kit or a plain export. Raises ProofFailedError."""
    with writing() as connection:
        require(connection, keyring, proof)
