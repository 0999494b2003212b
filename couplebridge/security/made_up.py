"""What a stranger is told about a find tag that is not there: always the same, and like the real thing (attack S1)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac

_ARGON2ID = b"\x01" + struct.pack(">IIB", 64 * 1024, 3, 1)
# of a passkey: with the credential id of most devices
SLOT_BYTES = {1: 161, 2: 135, 3: 135 + 32}


@dataclass(frozen=True)
class StoredSlot:
    """A slot as the database keeps it, or as nobody keeps it."""

    slot_id: bytes
    user_id: bytes
    params: bytes
    verifier: bytes
    sealed: bytes


def made_up_slot(keyring: Keyring, find: bytes, slot_type: int) -> StoredSlot:
    """A slot that no auth opens, derived from the find tag (16 bytes) alone."""
    kind = bytes([slot_type])

    def part(name: str) -> bytes:
        return mac(keyring.token_key, "made-up-" + name, kind, find)

    params = _ARGON2ID + part("salt")[:16] if slot_type == 1 else b""
    sealed = bytes(12 + SLOT_BYTES[slot_type] + 16)
    return StoredSlot(part("slot")[:16], part("user")[:16], params, part("verifier"), sealed)
