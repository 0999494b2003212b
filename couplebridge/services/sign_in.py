"""Signing in, in two steps. At each, a name that is there and one that is not cost and answer the same (attack S1)."""

from __future__ import annotations

from couplebridge.database import reading, writing
from couplebridge.errors import PasskeyRefusedError, SignInFailedError
from couplebridge.security.devices import is_known_device
from couplebridge.security.keyring import Keyring
from couplebridge.security.made_up import StoredSlot
from couplebridge.services import passkeys, slots
from couplebridge.services.passkeys import Ceremony
from couplebridge.services.sessions import OpenedSession, open_session


def look_up(keyring: Keyring, find: bytes, slot_type: int) -> StoredSlot:
    """The slot of a find tag (16 bytes), true or made up."""
    with reading() as connection:
        return slots.find_or_make_up(connection, keyring, find, slot_type)


def proves_device(keyring: Keyring, user_id: bytes, device_token: bytes | None) -> bool:
    """Whether the device signed in to this account before. The check runs for no token, too."""
    return is_known_device(keyring, user_id, device_token or bytes(32))


def finish(
    keyring: Keyring,
    stored: StoredSlot,
    auth: bytes,
    label: str,
    lifetime_s: int,
    known_device: bytes | None,
    in_place_of: bytes | None = None,
) -> tuple[OpenedSession, bytes]:
    """A session and the slot, for whoever shows auth. Raises SignInFailedError, whatever was wrong."""
    slot = slots.opened(keyring, stored, auth)
    if slot is None:
        raise SignInFailedError
    with writing() as connection:
        if not slots.is_still(connection, stored):  # the passphrase was changed this very moment
            raise SignInFailedError
        opened = open_session(
            connection, keyring, stored.user_id, label, lifetime_s, known_device=known_device, in_place_of=in_place_of
        )
    return opened, slot


def owner_of_passkey(credential_id: bytes) -> bytes | None:
    """Whose account (16 bytes) a passkey opens; None where it opens none."""
    with reading() as connection:
        return passkeys.owner(connection, credential_id)


def by_passkey(
    keyring: Keyring,
    ceremony: Ceremony,
    auth: bytes,
    label: str,
    lifetime_s: int,
    known_device: bytes | None,
    in_place_of: bytes | None = None,
) -> tuple[OpenedSession, bytes]:
    """A session and the slot, for whoever touched the passkey just now and shows auth. Raises SignInFailedError."""
    with writing() as connection:
        try:
            stored = passkeys.require_used(connection, keyring, ceremony)
        except PasskeyRefusedError:
            raise SignInFailedError from None
        slot = slots.opened(keyring, stored, auth)
        if slot is None:
            raise SignInFailedError
        opened = open_session(
            connection, keyring, stored.user_id, label, lifetime_s, known_device=known_device, in_place_of=in_place_of
        )
    return opened, slot
