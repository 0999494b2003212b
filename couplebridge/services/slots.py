"""Slots in the database: kept sealed, found by their find tag, and opened only by auth."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from couplebridge.models.slot import Slot
from couplebridge.security.keyring import Keyring
from couplebridge.security.made_up import StoredSlot, made_up_slot
from couplebridge.security.slot_header import SlotBlob
from couplebridge.security.slotbox import open_slot, seal_slot
from couplebridge.security.verifier import is_verified, make_verifier

PASSPHRASE, RECOVERY, PASSKEY = 1, 2, 3
_slots = Slot.__table__
_stored = select(_slots.c.slot_id, _slots.c.user_id, _slots.c.params, _slots.c.verifier, _slots.c.sealed)


@dataclass(frozen=True)
class NewSlot:
    """A slot to be kept: find tag 16 bytes, auth 32 bytes (secret, not kept)."""

    blob: SlotBlob
    find: bytes
    auth: bytes


def add(connection: Connection, keyring: Keyring, new: NewSlot) -> None:
    """Keep a slot."""
    values = {"user_id": new.blob.user_id, "type": new.blob.type, "find": new.find}
    connection.execute(insert(_slots).values(**values, **_kept(keyring, new.blob, new.auth)))


def replace(connection: Connection, keyring: Keyring, blob: SlotBlob, auth: bytes) -> None:
    """Put a slot in the place of the account's slot of that type, under the find tag it has."""
    place = (_slots.c.user_id == blob.user_id) & (_slots.c.type == blob.type)
    connection.execute(update(_slots).where(place).values(**_kept(keyring, blob, auth)))


def remove(connection: Connection, user_id: bytes, slot_type: int) -> None:
    """Forget the account's slot of that type, if it has one."""
    connection.execute(delete(_slots).where(_slots.c.user_id == user_id, _slots.c.type == slot_type))


def has(connection: Connection, user_id: bytes, slot_type: int) -> bool:
    """Whether the account has a slot of that type."""
    found = select(_slots.c.slot_id).where(_slots.c.user_id == user_id, _slots.c.type == slot_type)
    return connection.execute(found).first() is not None


def find_or_make_up(connection: Connection, keyring: Keyring, find: bytes, slot_type: int) -> StoredSlot:
    """The slot of a find tag. For one that is not there a made-up slot, at the same cost (attack S1)."""
    nobody = made_up_slot(keyring, find, slot_type)
    row = connection.execute(_stored.where(_slots.c.find == find, _slots.c.type == slot_type)).first()
    return nobody if row is None else StoredSlot(*row)


def of_account(connection: Connection, user_id: bytes, slot_type: int) -> StoredSlot | None:
    """The account's own slot of that type, held until the transaction ends: a change of it waits."""
    mine = _stored.where(_slots.c.user_id == user_id, _slots.c.type == slot_type).with_for_update()
    row = connection.execute(mine).first()
    return None if row is None else StoredSlot(*row)


def is_still(connection: Connection, stored: StoredSlot) -> bool:
    """Whether the slot is in the database as it was read, and stays so until the transaction ends."""
    same = select(_slots.c.verifier).where(_slots.c.slot_id == stored.slot_id).with_for_update()
    return connection.execute(same).scalar() == stored.verifier


def opened(keyring: Keyring, stored: StoredSlot, auth: bytes) -> bytes | None:
    """The slot as its client made it, or None for another auth. Both checks run whatever the first one says."""
    verified = is_verified(keyring, stored.slot_id, auth, stored.verifier)
    slot = open_slot(keyring, stored.slot_id, auth, stored.sealed)
    return slot if verified else None


def _kept(keyring: Keyring, blob: SlotBlob, auth: bytes) -> dict[str, bytes]:
    return {
        "slot_id": blob.slot_id,
        "params": blob.params,
        "verifier": make_verifier(keyring, blob.slot_id, auth),
        "sealed": seal_slot(keyring, blob.slot_id, auth, blob.whole),
    }
