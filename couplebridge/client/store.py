"""What a device keeps: everything here is sealed, public, or the account code of this very device.

It owns the list of what lies on the device, so that a test can take all of it. It must never hold
an account key, a passphrase or anything that was opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .frames import Frame


@dataclass(frozen=True)
class Device:
    """Whose device it is. Ids and codes 16 bytes, `slot` and `bundle` as the formats say."""

    user_id: bytes
    name: str
    account_code: bytes | None = field(repr=False)
    slot: bytes = field(repr=False)
    device_token: bytes = field(repr=False)
    bundle: bytes = field(repr=False)
    kem_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)
    recovery_slot: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Sealed:
    """One revision of one record: envelope, and its key wrapped in 60 bytes."""

    revision: int
    envelope: bytes = field(repr=False)
    wrap: bytes = field(repr=False)


@dataclass(frozen=True)
class Waiting:
    """A record that is not on the server yet; `sent` = hashes of its envelopes that were sent without an answer."""

    sealed: Sealed
    sent: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Seen:
    """How much of an offer's chain this device has checked: number and last hash 32, or that it is over."""

    count: int = 0
    last: bytes = b""
    ended: bool = False


@dataclass
class Store:
    """One device's storage. Record ids are base64url, as they stand inside other records."""

    device: Device | None = None
    cookie: str | None = field(default=None, repr=False)
    records: dict[str, Sealed] = field(default_factory=dict)
    outbox: dict[str, Waiting] = field(default_factory=dict)
    items: dict[tuple[int, bytes], Frame] = field(default_factory=dict)
    seen: dict[bytes, Seen] = field(default_factory=dict)
    manifest: Sealed | None = None
    highest_counter: int = 0
    cursor: int = 0
    stay: bytes | None = field(default=None, repr=False)
    partner_key_changed: bool = False
    # sealed chunks of photos and voice notes by record and position, and the records that are not all on the server
    chunks: dict[str, dict[int, bytes]] = field(default_factory=dict, repr=False)
    unsent_chunks: tuple[str, ...] = ()

    def current(self, record: str) -> Sealed | None:
        """What this device would show: unsent before confirmed."""
        waiting = self.outbox.get(record)
        return waiting.sealed if waiting else self.records.get(record)

    def items_of(self, kind: int) -> list[Frame]:
        """The items of one type, in the order in which they last moved."""
        frames = (frame for (of, _), frame in self.items.items() if of == kind)
        return sorted(frames, key=lambda each: each.seq)

    def wipe(self) -> None:
        """Nothing of this account stays."""
        self.__init__()  # type: ignore[misc]  # every field back to its default, those added one day included

    def everything(self) -> Iterator[bytes]:
        """Every byte string on this device, for tests that hand a whole device to an attacker."""
        yield from _walk(vars(self))


def _walk(value: object) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, str):
        yield value.encode()
    elif isinstance(value, dict):
        yield from (each for pair in value.items() for part in pair for each in _walk(part))
    elif isinstance(value, tuple):
        yield from (each for part in value for each in _walk(part))
    elif isinstance(value, (Device, Sealed, Waiting, Seen, Frame)):
        yield from _walk(vars(value))
