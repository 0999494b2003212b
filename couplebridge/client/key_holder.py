"""Where the keys are while a device is unlocked, and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import AccountLockedError
from .identity import Identity
from .keyring import Keyring


@dataclass(frozen=True)
class WayIn:
    """By which way in this device signs in: slot type, find tag 16, auth 32."""

    slot_type: int
    find: bytes = field(repr=False)
    auth: bytes = field(repr=False)

    def proof(self) -> dict[str, object]:
        """What a request carries that asks for a fresh passphrase."""
        return {"slot_type": self.slot_type, "auth": self.auth}


@dataclass(frozen=True)
class Unlocked:
    """Keys in memory. `way_in` is None when the device was opened by its stay-unlocked share."""

    keyring: Keyring = field(repr=False)
    identity: Identity = field(repr=False)
    way_in: WayIn | None = field(repr=False)


class KeyHolder:
    """Holds the keys of one device until `lock`; whoever keeps something opened is told of it."""

    def __init__(self) -> None:
        self._unlocked: Unlocked | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def is_unlocked(self) -> bool:
        return self._unlocked is not None

    @property
    def way_in(self) -> WayIn | None:
        return self._unlocked.way_in if self._unlocked else None

    @property
    def keyring(self) -> Keyring:
        """AccountLockedError while locked."""
        return self._open().keyring

    @property
    def identity(self) -> Identity:
        """AccountLockedError while locked."""
        return self._open().identity

    def on_lock(self, listener: Callable[[], None]) -> None:
        """Called at each lock."""
        self._listeners.append(listener)

    def unlock(self, unlocked: Unlocked) -> None:
        """From now on there are keys."""
        self._unlocked = unlocked

    def lock(self) -> None:
        """No keys any more, at once."""
        self._unlocked = None
        for listener in self._listeners:
            listener()

    def _open(self) -> Unlocked:
        if self._unlocked is None:
            raise AccountLockedError("this device is locked")
        return self._unlocked
