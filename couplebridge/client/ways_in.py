"""Making and opening the ways in: the passphrase with its account code, and the recovery code."""

from dataclasses import dataclass, field

from . import primitives
from .errors import AccountCodeMissingError, PassphraseWrongError, SlotRefusedError
from .key_holder import WayIn
from .slot_secrets import (
    PassphraseParams,
    SlotSecret,
    find_tag,
    parse_passphrase_params,
    passphrase_secret,
    recovery_secret,
)
from .slots import SlotHeader, SlotType, lock_slot, parse_slot, unlock_slot
from .store import Device

FIRST_EPOCH = 1


@dataclass(frozen=True)
class PassphraseCost:
    """How much a passphrase is stretched when a slot is made; the refusal bounds of the protocol hold."""

    memory_kib: int = 64 * 1024
    passes: int = 3

    def fresh(self) -> PassphraseParams:
        """These costs with a fresh salt."""
        return PassphraseParams(primitives.random_bytes(16), self.memory_kib, self.passes)


@dataclass(frozen=True)
class MadeSlot:
    """A new slot, and how this device signs in by it."""

    blob: bytes = field(repr=False)
    way_in: WayIn = field(repr=False)

    def fields(self) -> dict[str, object]:
        """`slot`, `find` and `auth`, as the routes take them."""
        return {"slot": self.blob, "find": self.way_in.find, "auth": self.way_in.auth}


@dataclass(frozen=True)
class Opened:
    """A slot that opened: the account key, its epoch, and the way in."""

    account_key: bytes = field(repr=False)
    epoch: int
    way_in: WayIn = field(repr=False)


def make_passphrase_slot(
    user_id: bytes, account_key: bytes, passphrase: str, code: bytes, name: str, cost: PassphraseCost
) -> MadeSlot:
    """A passphrase slot; both the passphrase and the account code (16) will be needed."""
    params = cost.fresh()
    secret = passphrase_secret(passphrase, code, params, user_id)
    return _make(SlotType.PASSPHRASE, secret, account_key, params.to_bytes(), find_tag(code, 1, name))


def make_recovery_slot(user_id: bytes, account_key: bytes, code: bytes, name: str) -> MadeSlot:
    """A slot that the recovery code (16 secret bytes) opens alone."""
    return _make(SlotType.RECOVERY, recovery_secret(code, user_id), account_key, b"", find_tag(code, 2, name))


def _make(kind: SlotType, secret: SlotSecret, account_key: bytes, params: bytes, find: bytes) -> MadeSlot:
    header = SlotHeader(kind, primitives.random_bytes(16), secret.user_id, FIRST_EPOCH, params)
    return MadeSlot(lock_slot(header, secret, account_key), WayIn(kind, find, secret.auth_key()))


def passphrase_way(passphrase: str, code: bytes, name: str, params: bytes, user_id: bytes) -> tuple[SlotSecret, WayIn]:
    """The secret and the way in; ParametersRefusedError before anything is stretched cheaply."""
    secret = passphrase_secret(passphrase, code, parse_passphrase_params(params), user_id)
    return secret, WayIn(SlotType.PASSPHRASE, find_tag(code, 1, name), secret.auth_key())


def recovery_way(code: bytes, name: str, user_id: bytes) -> tuple[SlotSecret, WayIn]:
    """The secret and the way in of a recovery code."""
    secret = recovery_secret(code, user_id)
    return secret, WayIn(SlotType.RECOVERY, find_tag(code, 2, name), secret.auth_key())


def open_slot(blob: bytes, secret: SlotSecret, way_in: WayIn) -> Opened:
    """PassphraseWrongError when it does not open, whatever the reason: they are not told apart."""
    try:
        account_key = unlock_slot(blob, secret)
    except SlotRefusedError as error:
        raise PassphraseWrongError("this does not open the account") from error
    return Opened(account_key, parse_slot(blob).header.epoch, way_in)


def open_on_device(device: Device, passphrase: str) -> Opened:
    """Opens the slot that lies on this device, without a server."""
    if device.account_code is None:
        raise AccountCodeMissingError("this device does not hold the account code")
    params = parse_slot(device.slot).header.params
    secret, way_in = passphrase_way(passphrase, device.account_code, device.name, params, device.user_id)
    return open_slot(device.slot, secret, way_in)


def recover_on_device(device: Device, recovery_code: bytes) -> Opened:
    """Opens the recovery slot that lies on this device."""
    secret, way_in = recovery_way(recovery_code, device.name, device.user_id)
    return open_slot(device.recovery_slot or device.slot, secret, way_in)
