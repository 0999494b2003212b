"""Making an account, signing in on a device, locking and unlocking it.

It owns the order: what the server sends is checked before a passphrase is stretched for it, and
opened before anything of it is kept.
"""

from . import primitives, stay
from .answers import Answer
from .api import Api
from .errors import (
    AccountMissingError,
    BundleInvalidError,
    EncodingInvalidError,
    KeyWrapRefusedError,
    ServerAnswerRefusedError,
    SlotRefusedError,
)
from .identity import (
    Identity,
    WrappedIdentity,
    generate_identity,
    parse_bundle,
    unwrap_identity_keys,
    wrap_identity_keys,
)
from .key_holder import KeyHolder, Unlocked
from .keyring import Keyring
from .session import Session
from .slot_secrets import find_tag
from .slots import SlotType, parse_slot
from .store import Device, Store
from .ways_in import (
    FIRST_EPOCH,
    Opened,
    PassphraseCost,
    make_passphrase_slot,
    make_recovery_slot,
    open_on_device,
    open_slot,
    passphrase_way,
    recover_on_device,
    recovery_way,
)


class Account:
    """The account of one device."""

    def __init__(self, api: Api, session: Session, store: Store, holder: KeyHolder, cost: PassphraseCost) -> None:
        self._api, self._session, self._store, self._holder = api, session, store, holder
        self.cost = cost

    @property
    def device(self) -> Device:
        """Whose device this is; AccountMissingError before anybody signed in."""
        return require_device(self._store)

    def register(self, name: str, passphrase: str, *, with_recovery: bool = False) -> bytes | None:
        """A new account, signed in and unlocked. The recovery code, 16 secret bytes, when one was chosen."""
        user_id, code, account_key = primitives.random_bytes(16), primitives.random_bytes(16), primitives.new_key()
        made = make_passphrase_slot(user_id, account_key, passphrase, code, name, self.cost)
        recovery_code = primitives.random_bytes(16) if with_recovery else None
        recovery = make_recovery_slot(user_id, account_key, recovery_code, name) if recovery_code else None
        keyring = Keyring(user_id, FIRST_EPOCH, account_key)
        identity = generate_identity(user_id, FIRST_EPOCH)
        wrapped, bundle = wrap_identity_keys(keyring, identity), identity.bundle.to_bytes()
        keys = {"bundle": bundle, "kem_key": wrapped.kem, "signing_key": wrapped.signing}
        fields = {"user": user_id, **made.fields(), **keys, "recovery": recovery.fields() if recovery else None}
        answer = self._session.hold(self._api.ask("POST", "/accounts", {**fields, "label": self._session.label}))
        token, spare = answer.bytes("device_token", 32), recovery.blob if recovery else None
        self._store.device = Device(user_id, name, code, made.blob, token, bundle, wrapped.kem, wrapped.signing, spare)
        self._holder.unlock(Unlocked(keyring, identity, made.way_in))
        return recovery_code

    def sign_in(self, name: str, passphrase: str, account_code: bytes) -> None:
        """On a new device: name, passphrase, and the account code (16 bytes, by link or from the kit)."""
        find = find_tag(account_code, SlotType.PASSPHRASE, name)
        started = self._start(find, SlotType.PASSPHRASE)
        user_id, params = started.bytes("user", 16), started.bytes("params")
        secret, way_in = passphrase_way(passphrase, account_code, name, params, user_id)
        answer = self._session.open(way_in)
        opened = open_slot(_slot_of(answer, SlotType.PASSPHRASE, user_id), secret, way_in)
        self._settle(answer, opened, user_id, name, account_code)

    def recover(self, name: str, recovery_code: bytes) -> None:
        """On a new device: name and recovery code alone."""
        started = self._start(find_tag(recovery_code, SlotType.RECOVERY, name), SlotType.RECOVERY)
        user_id = started.bytes("user", 16)
        secret, way_in = recovery_way(recovery_code, name, user_id)
        answer = self._session.open(way_in)
        opened = open_slot(_slot_of(answer, SlotType.RECOVERY, user_id), secret, way_in)
        self._settle(answer, opened, user_id, name, None)

    def unlock(self, passphrase: str) -> None:
        """Without a server. PassphraseWrongError."""
        self._unlock(open_on_device(self.device, passphrase))

    def unlock_by_recovery(self, recovery_code: bytes) -> None:
        """Without a server, on a device that holds the recovery slot."""
        self._unlock(recover_on_device(self.device, recovery_code))

    def unlock_by_share(self) -> None:
        """By the share that the server keeps with the session, while it keeps it."""
        sealed = self._store.stay
        if sealed is None:
            raise AccountMissingError("this device was not to stay unlocked")
        share = self._session.ask("GET", "/session/share").bytes("share", stay.SHARE_BYTES)
        account_key = stay.open_stay(share, self.device.user_id, sealed)
        keyring = Keyring(self.device.user_id, parse_slot(self.device.slot).header.epoch, account_key)
        self._holder.unlock(Unlocked(keyring, _identity(keyring, self.device), None))

    def resume(self) -> None:
        """After a restart: the session of the cookie goes on, and its CSRF token is fetched again."""
        self._session.hold(self._api.ask("GET", "/session"))

    def _start(self, find: bytes, slot_type: SlotType) -> Answer:
        self._api.csrf = "none"
        return self._api.ask("POST", "/sign-in/start", {"find": find, "slot_type": slot_type})

    def _settle(self, answer: Answer, opened: Opened, user_id: bytes, name: str, code: bytes | None) -> None:
        shown = self._api.ask("GET", "/account")
        keys = shown.bytes("bundle", 154), shown.bytes("kem_key"), shown.bytes("signing_key")
        token, blob = answer.bytes("device_token", 32), answer.bytes("slot")
        spare = blob if code is None else None
        device = Device(user_id, name, code, blob, token, *keys, spare)
        self._holder.unlock(keys_of(device, opened))
        self._store.device = device

    def _unlock(self, opened: Opened) -> None:
        self._holder.unlock(keys_of(self.device, opened))


def require_device(store: Store) -> Device:
    """AccountMissingError before anybody signed in."""
    if store.device is None:
        raise AccountMissingError("nobody has signed in on this device")
    return store.device


def keys_of(device: Device, opened: Opened) -> Unlocked:
    """The keys behind an opened slot; ServerAnswerRefusedError when the identity is not this account's."""
    keyring = Keyring(device.user_id, opened.epoch, opened.account_key)
    return Unlocked(keyring, _identity(keyring, device), opened.way_in)


def _identity(keyring: Keyring, device: Device) -> Identity:
    wrapped = WrappedIdentity(device.kem_key, device.signing_key)
    try:
        return unwrap_identity_keys(keyring, parse_bundle(device.bundle), wrapped)
    except (KeyWrapRefusedError, EncodingInvalidError, BundleInvalidError) as error:
        raise ServerAnswerRefusedError("the account's keys are not its own") from error


def _slot_of(answer: Answer, kind: SlotType, user_id: bytes) -> bytes:
    blob = answer.bytes("slot")
    try:
        header = parse_slot(blob).header
    except SlotRefusedError as error:
        raise ServerAnswerRefusedError("the server's slot is malformed") from error
    if (header.type, header.user_id) != (kind, user_id):
        raise ServerAnswerRefusedError("the server's slot is another one")
    return blob
