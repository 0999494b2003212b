"""A fresh proof that whoever holds this session also knows the passphrase or the recovery code, or has the passkey."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from couplebridge.database import writing
from couplebridge.errors import PasskeyRefusedError, ProofFailedError
from couplebridge.security.keyring import Keyring
from couplebridge.security.made_up import StoredSlot
from couplebridge.services import passkeys, slots
from couplebridge.services.passkeys import Ceremony


@dataclass(frozen=True)
class Shown:
    """What was shown: whose account (16 bytes), slot type 1 to 3, auth (32 bytes, secret), and what a passkey said."""

    user_id: bytes
    slot_type: int
    auth: bytes
    ceremony: Ceremony | None = None


def require(connection: Connection, keyring: Keyring, proof: Shown) -> None:
    """Raises ProofFailedError unless auth opens the account's own slot of that type. Call it first in a transaction."""
    stored = _slot_of(connection, keyring, proof)
    if stored is None or slots.opened(keyring, stored, proof.auth) is None:
        raise ProofFailedError


def require_typed(connection: Connection, keyring: Keyring, proof: Shown) -> None:
    """The same, and not by a passkey: where another way in must have been typed just now. Raises ProofFailedError."""
    if proof.slot_type == slots.PASSKEY:
        raise ProofFailedError
    require(connection, keyring, proof)


def _slot_of(connection: Connection, keyring: Keyring, proof: Shown) -> StoredSlot | None:
    if proof.slot_type != slots.PASSKEY:
        return slots.of_account(connection, proof.user_id, proof.slot_type)
    if proof.ceremony is None:
        return None
    try:
        stored = passkeys.require_used(connection, keyring, proof.ceremony)
    except PasskeyRefusedError:
        raise ProofFailedError from None
    return stored if stored.user_id == proof.user_id else None


def prove(keyring: Keyring, proof: Shown) -> None:
    """The same, by itself: asked before the app shows a kit or a plain export. Raises ProofFailedError."""
    with writing() as connection:
        require(connection, keyring, proof)
