"""The parts of a slot the server keeps apart (docs/protocol.md, Slot). The rest of it is opaque."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from couplebridge.errors import ShapeWrongError
from couplebridge.security.passkeys import CREDENTIAL_BYTES_MAX

_HEAD = struct.Struct(">4sB16s16sIH")
_AFTER_PARAMS = 32 + 12 + 32 + 16  # commitment, nonce, sealed account key and its tag
_ARGON2ID = struct.Struct(">BIIB16s")
_PARAMS_BYTES = {
    1: range(_ARGON2ID.size, _ARGON2ID.size + 1),
    2: range(1),
    3: range(1, CREDENTIAL_BYTES_MAX + 1),
}
_MEMORY_KIB = range(19 * 1024, 256 * 1024 + 1)
_ROUNDS = range(2, 17)


@dataclass(frozen=True)
class SlotBlob:
    """A slot as it came, and what its header says."""

    type: int
    slot_id: bytes
    user_id: bytes
    key_epoch: int
    params: bytes
    whole: bytes


def read_slot(whole: bytes, *, slot_type: int, user_id: bytes, path: str = "slot") -> SlotBlob:
    """Read a slot of this type for this account. Raises ShapeWrongError for any other, and for weak parameters."""
    magic, kind, slot_id, owner, epoch, length = _HEAD.unpack_from(whole)
    params = whole[_HEAD.size : _HEAD.size + length]
    right = (
        magic == b"CBS\x01"
        and kind == slot_type
        and owner == user_id
        and epoch >= 1
        and length in _PARAMS_BYTES[slot_type]
        and len(whole) == _HEAD.size + length + _AFTER_PARAMS
        and (slot_type != 1 or _is_strong(params))
    )
    if not right:
        raise ShapeWrongError([{"path": path, "problem": "This is not a slot of this kind for this account."}])
    return SlotBlob(kind, slot_id, owner, epoch, params, whole)


def _is_strong(params: bytes) -> bool:
    algorithm, memory_kib, rounds, lanes, _ = _ARGON2ID.unpack(params)
    return algorithm == 1 and memory_kib in _MEMORY_KIB and rounds in _ROUNDS and lanes == 1
