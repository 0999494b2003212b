"""Opening an export by what a person holds, and saying honestly whether anything is missing.

Protocol, "The export file". No server is asked, nothing is written.
`language` is that of whoever reads what is missing.
"""

import time
from dataclasses import dataclass, field, replace
from gettext import NullTranslations

from . import account
from .bridge_book import BridgeBook, OfferView
from .couple import Couples
from .errors import (
    KeyWrapRefusedError,
    ManifestRefusedError,
    RecordRefusedError,
    ServerAnswerRefusedError,
)
from .export_file import read_export
from .key_holder import KeyHolder
from .manifest_state import ManifestState
from .store import Sealed, Store
from .vault import Vault
from .ways_in import Opened, open_on_device, recover_on_device
from .words import ENGLISH

_UNREADABLE = (RecordRefusedError, KeyWrapRefusedError)


@dataclass(frozen=True)
class OpenedExport:
    """An export with its keys at hand. `missing` is a sentence, empty when everything is there."""

    vault: Vault = field(repr=False)
    store: Store = field(repr=False)
    offers: list[OfferView] = field(repr=False)
    missing: str

    @property
    def owner(self) -> bytes:
        """Whose account it is, 16 bytes."""
        return account.require_device(self.store).user_id


def open_with_passphrase(
    data: bytes, passphrase: str, account_code: bytes, language: NullTranslations = ENGLISH
) -> OpenedExport:
    """By passphrase and account code (16 bytes). ExportInvalidError, PassphraseWrongError."""
    store = read_export(data)
    device = account.require_device(store)
    store.device = replace(device, account_code=account_code)
    return _open(store, open_on_device(store.device, passphrase), language)


def open_with_recovery(data: bytes, recovery_code: bytes, language: NullTranslations = ENGLISH) -> OpenedExport:
    """By the recovery code (16 bytes) alone. ExportInvalidError, PassphraseWrongError."""
    store = read_export(data)
    return _open(store, recover_on_device(account.require_device(store), recovery_code), language)


def _open(store: Store, opened: Opened, language: NullTranslations) -> OpenedExport:
    holder = KeyHolder()
    holder.unlock(account.keys_of(account.require_device(store), opened))
    vault = Vault(store, holder, lambda: time.time_ns() // 1_000_000)
    missing = _what_is_missing(store, holder, language)
    _leave_out_unreadable(store, vault)
    return OpenedExport(vault, store, BridgeBook(store, holder, Couples(store, vault, holder)).views(), missing)


def _leave_out_unreadable(store: Store, vault: Vault) -> None:
    # An unsent change that is damaged must not hide the record under it.
    for record in [each for each, waiting in store.outbox.items() if not _opens(vault, each, waiting.sealed)]:
        del store.outbox[record]
    for record in [each for each, sealed in store.records.items() if not _opens(vault, each, sealed)]:
        del store.records[record]


def _opens(vault: Vault, record: str, sealed: Sealed) -> bool:
    try:
        vault.open(record, sealed)
    except _UNREADABLE:
        return False
    return True


def _what_is_missing(store: Store, holder: KeyHolder, language: NullTranslations) -> str:
    manifest, gettext = ManifestState(store, holder), language.gettext
    try:
        stated = manifest.stated()
    except (*_UNREADABLE, ManifestRefusedError, ServerAnswerRefusedError):
        return gettext(
            "The list of what belongs in this file is damaged, so nobody can tell whether all of it is there."
        )
    if stated is None:
        return gettext(
            "The list of what belongs in this file is missing, so nobody can tell whether all of it is there."
        )
    here = manifest.describe(stated.counter)
    if here == stated:
        return ""
    lost = stated.count - here.count
    if lost <= 0:
        return gettext("Some records of this file are not those that belong in it.")
    said = language.ngettext(
        "{n} of {total} records is missing from this file.", "{n} of {total} records are missing from this file.", lost
    )
    return said.format(n=lost, total=stated.count)
