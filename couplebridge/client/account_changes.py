"""What needs a fresh passphrase: the ways in, staying unlocked, deleting; and the list of own sessions.

Each call opens the slot on this device first, so a wrong passphrase changes nothing anywhere.
"""

from dataclasses import dataclass, replace

from . import primitives, stay
from .account import Account
from .encoding import b64url_decode, b64url_encode
from .errors import AccountCodeMissingError, ApiProblemError, PassphraseWrongError
from .key_holder import KeyHolder, Unlocked
from .session import Session
from .store import Store
from .vault import Vault
from .ways_in import Opened, make_passphrase_slot, make_recovery_slot, open_on_device, recover_on_device


@dataclass(frozen=True)
class OwnSession:
    """One signed-in device of this account: when it signed in, never when it was last used."""

    id: str
    label: str
    since: str
    current: bool
    new: bool


ACCOUNT = "account"


class AccountChanges:
    """Changes of one's own account. Every `passphrase` is typed afresh."""

    def __init__(self, account: Account, session: Session, store: Store, holder: KeyHolder, vault: Vault) -> None:
        self._account, self._session, self._store, self._holder = account, session, store, holder
        self._vault = vault

    def prove(self, passphrase: str) -> dict[str, object]:
        """A proof for one call; PassphraseWrongError."""
        return self._open(passphrase).way_in.proof()

    def change_passphrase(self, old: str, new: str) -> None:
        """Every other session ends."""
        self._change(self._open(old), new)

    def change_passphrase_by_recovery(self, recovery_code: bytes, new: str) -> None:
        """After a sign-in with the recovery code, once the vault has told the account code."""
        self._change(recover_on_device(self._account.device, recovery_code), new)

    def adopt_account_code(self, code: bytes) -> None:
        """Keep the account code that the vault told (16 bytes)."""
        self._store.device = replace(self._account.device, account_code=code)

    def set_recovery(self, passphrase: str) -> bytes:
        """A recovery code, 16 secret bytes, shown once; an earlier one opens nothing any more. AccountLockedError."""
        self._holder.keyring  # noqa: B018 (its slot goes into the vault, for the exports of all devices)
        opened, device = self._open(passphrase), self._account.device
        code = primitives.random_bytes(16)
        made = make_recovery_slot(device.user_id, opened.account_key, code, device.name)
        self._send("PUT", "/account/recovery", {"proof": opened.way_in.proof(), **made.fields()})
        self.keep_recovery(made.blob)
        return code

    def remove_recovery(self, passphrase: str) -> None:
        """No recovery code any more. AccountLockedError."""
        self._holder.keyring  # noqa: B018 (as above)
        self._send("DELETE", "/account/recovery", {"proof": self.prove(passphrase)})
        self.keep_recovery(None)

    def keep_recovery(self, slot: bytes | None) -> None:
        """The recovery slot that the server holds now, or None: here, and in the vault for the other devices."""
        self._store.device = replace(self._account.device, recovery_slot=slot)
        self.tell(recoverySlot=b64url_encode(slot) if slot else None)

    def tell(self, **ways_in: str | None) -> None:
        """Write into the vault what other devices need of the ways in."""
        before = self._vault.singleton(ACCOUNT) or {"v": 1, "type": ACCOUNT}
        self._vault.put_singleton(ACCOUNT, {**before, **ways_in})

    def learn_recovery(self) -> None:
        """What another device told: after each pull."""
        told = self._vault.singleton(ACCOUNT)
        if told is not None and "recoverySlot" in told:
            slot = told["recoverySlot"]
            self._store.device = replace(self._account.device, recovery_slot=b64url_decode(slot) if slot else None)

    def stay_unlocked(self, passphrase: str, idle_s: int) -> None:
        """For so long without use this device opens without a passphrase; 60 … 2592000 seconds."""
        opened, share = self._open(passphrase), primitives.random_bytes(stay.SHARE_BYTES)
        self._session.ask("PUT", "/session/share", {"share": share, "idle_s": idle_s})
        self._store.stay = stay.seal_stay(share, self._account.device.user_id, opened.account_key)

    def forget_share(self) -> None:
        """The passphrase is needed again."""
        self._store.stay = None
        self._session.ask("DELETE", "/session/share")

    def sessions(self) -> list[OwnSession]:
        """One's own sessions, the latest first."""
        listed = self._session.ask("GET", "/sessions").many("sessions")
        return [
            OwnSession(one.text("id"), one.text("label"), one.text("since"), one.flag("current"), one.flag("new"))
            for one in listed
        ]

    def acknowledge_sessions(self) -> None:
        """The owner has seen the new ones."""
        self._session.ask("POST", "/sessions/acknowledge")

    def end_session(self, session: str) -> None:
        """Sign another device out."""
        self._session.ask("DELETE", f"/sessions/{session}")

    def sign_out(self) -> None:
        """This session ends, and this device forgets everything."""
        self._session.ask("DELETE", "/session")
        self._forget()

    def delete_account(self, passphrase: str) -> None:
        """Everything of this account is gone, here and on the server."""
        self._send("POST", "/account/delete", {"proof": self.prove(passphrase)})
        self._forget()

    def _forget(self) -> None:
        self._holder.lock()
        self._store.wipe()

    def _open(self, passphrase: str) -> Opened:
        return open_on_device(self._account.device, passphrase)

    def _change(self, opened: Opened, new: str) -> None:
        device = self._account.device
        if device.account_code is None:
            raise AccountCodeMissingError("this device does not hold the account code")
        cost, key = self._account.cost, opened.account_key
        made = make_passphrase_slot(device.user_id, key, new, device.account_code, device.name, cost)
        fields: dict[str, object] = {"proof": opened.way_in.proof(), "slot": made.blob, "auth": made.way_in.auth}
        self._send("PUT", "/account/passphrase", fields)
        self._store.device = replace(device, slot=made.blob)
        if self._holder.is_unlocked:
            self._holder.unlock(Unlocked(self._holder.keyring, self._holder.identity, made.way_in))

    def _send(self, method: str, path: str, fields: dict[str, object]) -> None:
        try:
            self._session.ask(method, path, fields)
        except ApiProblemError as problem:
            if problem.code == "proof-failed":
                raise PassphraseWrongError("the passphrase was not right") from problem
            raise
