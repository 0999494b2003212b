"""Accounts: made by a client that brings every key, changed only with a fresh proof."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.errors import ShapeWrongError, ThingAbsentError
from couplebridge.models.account import Account
from couplebridge.security.keyring import Keyring
from couplebridge.security.slot_header import SlotBlob
from couplebridge.services import devices, gone, passkeys, proofs, sessions, slots
from couplebridge.services.collisions import taken_is_conflict
from couplebridge.services.passkeys import Ceremony
from couplebridge.services.proofs import Shown
from couplebridge.services.sessions import OpenedSession
from couplebridge.services.slots import NewSlot

FIRST_EPOCH = 1
_accounts = Account.__table__


@dataclass(frozen=True)
class PublicKeys:
    """The bundle (154 bytes) and both private keys, sealed by the client."""

    bundle: bytes
    kem_key: bytes
    signing_key: bytes


@dataclass(frozen=True)
class AccountFacts:
    """What the owner's client asks for when it opens."""

    keys: PublicKeys
    has_recovery: bool


def create(
    keyring: Keyring,
    user_id: bytes,
    keys: PublicKeys,
    new_slots: list[NewSlot],
    label: str,
    lifetime_s: int,
    in_place_of: bytes | None = None,
) -> OpenedSession:
    """Keep a new account and open its first session. Raises RevisionConflictError when the id is taken."""
    for new in new_slots:
        _check_epoch(new.blob, FIRST_EPOCH)
    with writing() as connection:
        gone.require_never_there(connection, keyring, user_id)
        with taken_is_conflict():
            _insert(connection, user_id, keys)
            for new in new_slots:
                slots.add(connection, keyring, new)
        return sessions.open_session(
            connection, keyring, user_id, label, lifetime_s, is_first=True, in_place_of=in_place_of
        )


def facts(user_id: bytes) -> AccountFacts:
    """The account's own keys. Raises ThingAbsentError."""
    columns = (_accounts.c.bundle, _accounts.c.kem_key, _accounts.c.signing_key)
    with reading() as connection:
        row = connection.execute(select(*columns).where(_accounts.c.user_id == user_id)).first()
        if row is None:
            raise ThingAbsentError
        return AccountFacts(PublicKeys(*row), slots.has(connection, user_id, slots.RECOVERY))


def change_passphrase(keyring: Keyring, proof: Shown, blob: SlotBlob, auth: bytes, keep_session_id: bytes) -> None:
    """A new passphrase slot under the same find tag; every other session ends. Raises ProofFailedError."""
    with writing() as connection:
        proofs.require(connection, keyring, proof)
        _check_epoch(blob, _epoch(connection, proof.user_id))
        with taken_is_conflict():
            slots.replace(connection, keyring, blob, auth)
        sessions.end_others(connection, proof.user_id, keep_session_id)
        devices.forget_others(connection, proof.user_id, keep_session_id)


def set_recovery(keyring: Keyring, proof: Shown, new: NewSlot) -> None:
    """A recovery slot in the place of any there was. Raises ProofFailedError, RevisionConflictError."""
    with writing() as connection:
        proofs.require(connection, keyring, proof)
        _check_epoch(new.blob, _epoch(connection, proof.user_id))
        slots.remove(connection, proof.user_id, slots.RECOVERY)
        with taken_is_conflict():
            slots.add(connection, keyring, new)


def remove_recovery(keyring: Keyring, proof: Shown) -> None:
    """No second way in any more. Raises ProofFailedError."""
    with writing() as connection:
        proofs.require(connection, keyring, proof)
        slots.remove(connection, proof.user_id, slots.RECOVERY)


def add_passkey(keyring: Keyring, proof: Shown, new: NewSlot, ceremony: Ceremony) -> None:
    """One more passkey, after another way in was typed just now: a passkey that is lost is lost for ever.

    Raises ProofFailedError, PasskeyRefusedError, QuotaReachedError, RevisionConflictError.
    """
    with writing() as connection:
        proofs.require_typed(connection, keyring, proof)
        _check_epoch(new.blob, _epoch(connection, proof.user_id))
        passkeys.add(connection, keyring, new, ceremony)


def remove_passkey(keyring: Keyring, proof: Shown, credential_id: bytes, keep_session_id: bytes) -> None:
    """One passkey less; every other session ends, for it may have opened one.

    Raises ProofFailedError, ThingAbsentError for one that is not the account's.
    """
    with writing() as connection:
        proofs.require(connection, keyring, proof)
        passkeys.remove(connection, proof.user_id, credential_id)
        sessions.end_others(connection, proof.user_id, keep_session_id)
        devices.forget_others(connection, proof.user_id, keep_session_id)


def _insert(connection: Connection, user_id: bytes, keys: PublicKeys) -> None:
    connection.execute(
        insert(_accounts).values(
            user_id=user_id,
            key_epoch=FIRST_EPOCH,
            bundle=keys.bundle,
            kem_key=keys.kem_key,
            signing_key=keys.signing_key,
            created_on=clock.today(),
        )
    )


def _epoch(connection: Connection, user_id: bytes) -> int:
    epoch: int = connection.execute(select(_accounts.c.key_epoch).where(_accounts.c.user_id == user_id)).scalar_one()
    return epoch


def _check_epoch(blob: SlotBlob, epoch: int) -> None:
    if blob.key_epoch != epoch:
        raise ShapeWrongError([{"path": "slot", "problem": "This slot is of another key epoch."}])
