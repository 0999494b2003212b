"""Passkeys: one more way in each, never the only one. Every account keeps its passphrase slot whatever happens here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.errors import PasskeyRefusedError, QuotaReachedError, ThingAbsentError
from couplebridge.models.passkey import Passkey, UsedChallenge
from couplebridge.models.slot import Slot
from couplebridge.security.challenges import Purpose, ends_at_ms, is_own_challenge
from couplebridge.security.keyring import Keyring
from couplebridge.security.made_up import StoredSlot
from couplebridge.security.passkeys import Answer, NewKey, check_new, check_use, find_tag
from couplebridge.services import slots
from couplebridge.services.collisions import taken_is_conflict
from couplebridge.services.slots import PASSKEY, NewSlot

PASSKEYS_MAX = 20  # of one account
_passkeys, _slots, _used = Passkey.__table__, Slot.__table__, UsedChallenge.__table__


@dataclass(frozen=True)
class Ceremony:
    """What a passkey answered and for what: `bound` is the session's id (16 bytes), or nothing at a sign-in."""

    answer: Answer
    purpose: Purpose
    bound: bytes


@dataclass(frozen=True)
class ListedPasskey:
    """One line of somebody's own list."""

    credential_id: bytes
    is_new: bool


def of_account(user_id: bytes) -> list[ListedPasskey]:
    """An account's passkeys."""
    mine = (
        select(_slots.c.params, _passkeys.c.is_new).join_from(_slots, _passkeys).where(_passkeys.c.user_id == user_id)
    )
    with reading() as connection:
        return [ListedPasskey(*row) for row in connection.execute(mine.order_by(_slots.c.slot_id))]


def count_new(user_id: bytes) -> int:
    """How many their owner has not looked at yet."""
    new = select(func.count()).where(_passkeys.c.user_id == user_id, _passkeys.c.is_new)
    with reading() as connection:
        count: int = connection.execute(new).scalar_one()
        return count


def acknowledge(user_id: bytes) -> None:
    """The owner has seen the list."""
    with writing() as connection:
        connection.execute(update(_passkeys).where(_passkeys.c.user_id == user_id).values(is_new=False))


def owner(connection: Connection, credential_id: bytes) -> bytes | None:
    """Whose (account id, 16 bytes) a passkey is; None where it opens nothing here."""
    place = (_slots.c.find == find_tag(credential_id)) & (_slots.c.type == PASSKEY)
    found: bytes | None = connection.execute(select(_slots.c.user_id).where(place)).scalar()
    return found


def add(connection: Connection, keyring: Keyring, new: NewSlot, ceremony: Ceremony) -> None:
    """Keep a passkey that was just made, and its slot, in the caller's transaction, after a fresh proof.

    Raises PasskeyRefusedError, QuotaReachedError, RevisionConflictError for one that is there already.
    """
    user_id = new.blob.user_id
    count = select(func.count()).select_from(_passkeys).where(_passkeys.c.user_id == user_id)
    if connection.execute(count).scalar_one() >= PASSKEYS_MAX:
        raise QuotaReachedError
    _spend(connection, keyring, ceremony)
    key = check_new(ceremony.answer)
    if key is None or new.blob.params != ceremony.answer.credential_id:
        raise PasskeyRefusedError
    with taken_is_conflict():
        slots.add(connection, keyring, new)
        kept = {"public_key": key.public_key, "counter": key.counter, "is_new": True}
        connection.execute(insert(_passkeys).values(slot_id=new.blob.slot_id, user_id=user_id, **kept))


def remove(connection: Connection, user_id: bytes, credential_id: bytes) -> None:
    """Forget one, and its slot, in the caller's transaction. Raises ThingAbsentError, also for anybody else's."""
    mine = (_slots.c.user_id == user_id) & (_slots.c.type == PASSKEY) & (_slots.c.find == find_tag(credential_id))
    slot_id = connection.execute(select(_slots.c.slot_id).where(mine)).scalar()
    if slot_id is None:
        raise ThingAbsentError
    connection.execute(delete(_passkeys).where(_passkeys.c.slot_id == slot_id))
    connection.execute(delete(_slots).where(_slots.c.slot_id == slot_id))


def require_used(connection: Connection, keyring: Keyring, ceremony: Ceremony) -> StoredSlot:
    """The slot of the passkey that answered, after its device was touched just now. Raises PasskeyRefusedError."""
    place = (_slots.c.find == find_tag(ceremony.answer.credential_id)) & (_slots.c.type == PASSKEY)
    columns = (_slots.c.slot_id, _slots.c.user_id, _slots.c.params, _slots.c.verifier, _slots.c.sealed)
    found = select(*columns, _passkeys.c.public_key, _passkeys.c.counter).join_from(_slots, _passkeys).where(place)
    row = connection.execute(found.with_for_update()).first()
    if row is None:
        raise PasskeyRefusedError
    _spend(connection, keyring, ceremony)
    counter = check_use(ceremony.answer, NewKey(row.public_key, row.counter))
    if counter is None:
        raise PasskeyRefusedError
    connection.execute(update(_passkeys).where(_passkeys.c.slot_id == row.slot_id).values(counter=counter))
    return StoredSlot(*row[: len(columns)])


def sweep() -> None:
    """Forget used challenges that nobody could use again anyway."""
    with writing() as connection:
        connection.execute(delete(_used).where(_used.c.ends_at_ms <= clock.now_ms()))


def _spend(connection: Connection, keyring: Keyring, ceremony: Ceremony) -> None:
    """Take a challenge of ours, for this purpose, once. Raises PasskeyRefusedError; the transaction ends with it."""
    challenge = ceremony.answer.challenge
    if not is_own_challenge(keyring, ceremony.purpose, ceremony.bound, challenge):
        raise PasskeyRefusedError
    try:
        connection.execute(insert(_used).values(challenge=challenge, ends_at_ms=ends_at_ms(challenge)))
    except IntegrityError:
        raise PasskeyRefusedError from None
