"""Slots: the account key locked once for each way in, like the slots of a disk.

Protocol, "The account". A slot commits to its key and its whole header, so a server that swaps
users, epochs or parameters is refused before anything is opened.
"""

from dataclasses import dataclass
from enum import IntEnum

from . import primitives
from .encoding import Reader, encode_tuple, exactly, u8, u16, u32
from .errors import EncodingInvalidError, SlotRefusedError
from .keyring import ID_BYTES
from .slot_secrets import SlotSecret, parse_passphrase_params

_MAGIC = b"CBS\x01"
_COMMITMENT_BYTES = 32
_SEALED_KEY_BYTES = primitives.KEY_BYTES + primitives.TAG_BYTES


class SlotType(IntEnum):
    """The ways in."""

    PASSPHRASE = 1
    RECOVERY = 2
    PASSKEY = 3


@dataclass(frozen=True)
class SlotHeader:
    """Slot id 16, user id 16, key epoch, and the parameters of the type; nothing secret.

    Parameters: passphrase 26 bytes (PassphraseParams), recovery none, passkey its credential id
    of 1 … 1023 bytes.
    """

    type: SlotType
    slot_id: bytes
    user_id: bytes
    epoch: int
    params: bytes

    def to_bytes(self) -> bytes:
        """`"CBS" 01 ‖ type u8 ‖ slot id ‖ user id ‖ epoch u32 ‖ u16 length ‖ params`."""
        ids = exactly(self.slot_id, ID_BYTES, "a slot id")
        ids += exactly(self.user_id, ID_BYTES, "a user id")
        tail = u32(self.epoch) + u16(len(self.params)) + self.params
        return _MAGIC + u8(self.type) + ids + tail


@dataclass(frozen=True)
class Slot:
    """A slot taken apart: its header, commitment 32, nonce 12, sealed account key 48."""

    header: SlotHeader
    commitment: bytes
    nonce: bytes
    sealed: bytes


def parse_slot(blob: bytes) -> Slot:
    """SlotRefusedError unless this is a whole slot; ParametersRefusedError for its cost."""
    reader = Reader(blob)
    try:
        header = _read_header(reader)
        commitment, nonce = reader.take(_COMMITMENT_BYTES), reader.take(primitives.NONCE_BYTES)
        sealed = reader.take(_SEALED_KEY_BYTES)
        reader.end()
    except EncodingInvalidError as error:
        raise SlotRefusedError("a slot is malformed") from error
    _check_params(header)
    return Slot(header, commitment, nonce, sealed)


def _read_header(reader: Reader) -> SlotHeader:
    reader.expect(_MAGIC, "the slot")
    number = reader.uint(1)
    if number not in list(SlotType):
        raise EncodingInvalidError("a slot has an unknown type")
    slot_id, user_id, epoch = reader.take(16), reader.take(16), reader.uint(4)
    return SlotHeader(SlotType(number), slot_id, user_id, epoch, reader.take(reader.uint(2)))


def _check_params(header: SlotHeader) -> None:
    if header.type is SlotType.PASSPHRASE:
        parse_passphrase_params(header.params)
        return
    least, most = (1, 1023) if header.type is SlotType.PASSKEY else (0, 0)
    if not least <= len(header.params) <= most:
        raise SlotRefusedError("a slot's parameters do not fit its type")


def _derive(secret: SlotSecret, header: bytes) -> tuple[bytes, bytes]:
    material = primitives.hkdf(secret.value, encode_tuple("slot-kek", header), 64)
    return material[:32], material[32:]


def lock_slot(header: SlotHeader, secret: SlotSecret, account_key: bytes) -> bytes:
    """The slot that opens to these 32 secret bytes with this secret."""
    exactly(account_key, primitives.KEY_BYTES, "an account key")
    if secret.user_id != header.user_id:
        raise SlotRefusedError("a slot and its secret are of different users")
    _check_params(header)
    key, commitment = _derive(secret, header.to_bytes())
    nonce = primitives.new_nonce()
    before = header.to_bytes() + commitment + nonce
    return before + primitives.aead_seal(key, nonce, account_key, before)


def unlock_slot(blob: bytes, secret: SlotSecret) -> bytes:
    """The account key, 32 secret bytes; SlotRefusedError for another user, secret or any change."""
    slot = parse_slot(blob)
    if slot.header.user_id != secret.user_id:
        raise SlotRefusedError("a slot is another user's")
    key, commitment = _derive(secret, slot.header.to_bytes())
    # Before decrypting: GCM alone would let one slot open under two secrets.
    if not primitives.same_bytes(commitment, slot.commitment):
        raise SlotRefusedError("a slot does not open with this secret")
    before = blob[: -len(slot.sealed)]
    account_key = primitives.aead_open(key, slot.nonce, slot.sealed, before)
    if account_key is None:
        raise SlotRefusedError("a slot was changed")
    return account_key
