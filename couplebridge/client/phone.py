"""A person's device without a browser: everything that a person does with the product, against a server.

The parts hang together here and nowhere else. The demo, the load generator and the server's tests
stand on it.
"""

import time
from collections.abc import Callable

from .account import Account
from .account_changes import ACCOUNT, AccountChanges
from .api import Api
from .attachment_flow import Attachments
from .bridge_book import BridgeBook
from .bridge_flow import Bridge
from .couple import Couples
from .device_link import make_device_fragment, parse_device_fragment
from .echo_flow import Echo
from .encoding import b64url_decode, b64url_encode
from .errors import AccountCodeMissingError
from .export_file import write_export
from .http import HttpTransport, Transport
from .journal import Journal
from .key_holder import KeyHolder
from .manifest_state import ManifestState
from .markdown_export import to_markdown
from .merge import Fields
from .pairing_flow import Pairing
from .parts import Parts
from .plain_export import to_json
from .session import Session
from .store import Store
from .sync import Sync
from .together_flow import Togethers
from .vault import Vault
from .ways_in import PassphraseCost

SETTINGS = "settings"
_ROUNDS = 6


def now_ms() -> int:
    """This computer's clock."""
    return time.time_ns() // 1_000_000


class Phone:
    """One device. `server` is a base address or a Transport; `store` what it kept from before."""

    def __init__(
        self,
        server: str | Transport,
        store: Store | None = None,
        *,
        label: str = "phone",
        clock_ms: Callable[[], int] = now_ms,
        cost: PassphraseCost | None = None,
    ) -> None:
        self.store, self.holder = store or Store(), KeyHolder()
        transport = HttpTransport(server) if isinstance(server, str) else server
        self.api = Api(transport, self.store)
        self.session = Session(self.api, self.store, self.holder, label)
        self.account = Account(self.api, self.session, self.store, self.holder, cost or PassphraseCost())
        self.vault = Vault(self.store, self.holder, clock_ms)
        self.changes = AccountChanges(self.account, self.session, self.store, self.holder, self.vault)
        self.manifest = ManifestState(self.store, self.holder)
        self.records = Sync(self.session, self.store, self.vault, self.manifest)
        self.attachments = Attachments(self.session, self.store, self.vault, self.holder)
        self.journal = Journal(self.vault, clock_ms)
        self.couples = Couples(self.store, self.vault, self.holder)
        self.book = BridgeBook(self.store, self.holder, self.couples)
        self.parts = Parts(self.session, self.store, self.vault, self.holder, self.couples)
        self.echo = Echo(self.store, self.vault, self.holder, self.couples, self.parts, clock_ms)
        self.bridge = Bridge(self.session, self.vault, self.holder, self.couples, self.book, clock_ms)
        self.togethers = Togethers(self.session, self.vault, self.holder, self.couples, self.book.togethers, clock_ms)
        self.pairing = Pairing(
            self.session, self.store, self.vault, self.holder, self.couples, clock_ms, self.records.run
        )

    def register(self, name: str, passphrase: str, *, with_recovery: bool = False) -> bytes | None:
        """A new account on this device, unlocked; the recovery code (16, secret) when one was chosen."""
        recovery_code = self.account.register(name, passphrase, with_recovery=with_recovery)
        self.change_settings(name=name)
        # Sealed in the vault too: who comes back with the recovery code can choose a passphrase again.
        self.changes.tell(accountCode=b64url_encode(self.account_code))
        self.changes.keep_recovery(self.account.device.recovery_slot)
        self.sync()
        return recovery_code

    def sign_in(self, name: str, passphrase: str, account_code: bytes) -> None:
        """This device becomes one more of an account, with all of it."""
        self.account.sign_in(name, passphrase, account_code)
        self._begin_again()

    def add(self, link: str, passphrase: str) -> None:
        """The same, by the link that another device showed."""
        code, name = parse_device_fragment(link.partition("#")[2])
        self.sign_in(name, passphrase, code)

    def recover(self, name: str, recovery_code: bytes, new_passphrase: str) -> None:
        """With the recovery code alone; a new passphrase is chosen at once."""
        self.account.recover(name, recovery_code)
        slot = self.account.device.recovery_slot
        self._begin_again()
        # The server just showed it: what the vault says may be from before.
        self.changes.keep_recovery(slot)
        code = (self.vault.singleton(ACCOUNT) or {}).get("accountCode")
        if not isinstance(code, str):
            raise AccountCodeMissingError("this account keeps its account code on its devices alone")
        self.changes.adopt_account_code(b64url_decode(code))
        self.changes.change_passphrase_by_recovery(recovery_code, new_passphrase)

    @property
    def account_code(self) -> bytes:
        """16 secret bytes; AccountCodeMissingError."""
        code = self.account.device.account_code
        if code is None:
            raise AccountCodeMissingError("this device does not hold the account code")
        return code

    def device_link(self, passphrase: str, app_url: str = "") -> str:
        """What another device scans; asks for a fresh passphrase."""
        self.changes.prove(passphrase)
        return f"{app_url.rstrip('/')}/add#{make_device_fragment(self.account_code, self.account.device.name)}"

    def lock(self) -> None:
        """Keys out of memory, at once and without the server."""
        self.holder.lock()

    def unlock(self, passphrase: str) -> None:
        """Keys back into memory, without the server."""
        self.account.unlock(passphrase)

    def settings(self) -> Fields:
        """The settings of this account."""
        return self.vault.singleton(SETTINGS) or {"v": 1, "type": "settings"}

    def change_settings(self, **fields: object) -> None:
        """Change some of them."""
        self.vault.put_singleton(SETTINGS, {**self.settings(), **fields})

    def sync(self) -> None:
        """Everything there and back, and what follows from it: pairing goes on, what was let go at once goes.

        ServerAnswerRefusedError, PartnerKeyChangedError, PairingRefusedError: then it stopped, and all is kept.
        """
        for _ in range(_ROUNDS):
            self.records.run()
            self.changes.learn_recovery()
            self.couples.watch()
            moved = self.pairing.go_on()
            self.bridge.look()
            self.echo.take_part()
            if not (self.bridge.release_ready() or moved or self.store.outbox or self.parts.publish()):
                return

    def leave(self, passphrase: str) -> None:
        """Leave the space, at once; the other needs not agree."""
        self.pairing.leave(self.changes.prove(passphrase))
        self.sync()

    def export(self) -> bytes:
        """The encrypted file: everything of this account as this device holds it."""
        return write_export(self.store, self.manifest)

    def export_json(self, passphrase: str) -> str:
        """Everything one wrote, readable; asks for a fresh passphrase."""
        self.changes.prove(passphrase)
        return to_json(self.vault, self.bridge.offers())

    def export_markdown(self, passphrase: str) -> str:
        """The same as a text to read."""
        self.changes.prove(passphrase)
        return to_markdown(self.vault, self.bridge.offers())

    def _begin_again(self) -> None:
        self.manifest.forget()
        self.sync()
