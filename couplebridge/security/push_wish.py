"""What a device asked for: where its signs go and when, as it lies sealed in the database.

The address of a phone at its push service can be used to find the phone, and hours say when somebody sleeps.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from couplebridge.base64url import decode, encode
from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.rotating_box import seal, unseal

ENDPOINT_CHARS_MAX = 1024
ZONE_CHARS_MAX = 64
PADDED_BYTES = 1536  # the length tells nothing, and so nothing of whose service it is


@dataclass(frozen=True, slots=True)
class Hours:
    """The owner's own: days (0 is Monday), minutes of the day, and the time zone these are meant in.

    An end that is not after its beginning lies on the next day.
    """

    days: tuple[int, ...]
    from_minute: int
    until_minute: int
    zone: str


@dataclass(frozen=True, slots=True)
class Wish:
    """endpoint: the address of this browser at its push service; p256dh (65 bytes) and auth (16 bytes, secret): what a
    sign is sealed with; held: the owner has paused the bridge."""

    endpoint: str
    p256dh: bytes
    auth: bytes
    hours: Hours
    held: bool


def seal_wish(keyring: Keyring, device_hash: bytes, wish: Wish) -> bytes:
    """Seal it for the row of this device (32 bytes)."""
    plain = {**asdict(wish), "p256dh": encode(wish.p256dh), "auth": encode(wish.auth)}
    padded = json.dumps(plain, separators=(",", ":")).encode("ascii").ljust(PADDED_BYTES)
    return seal(keyring, tuple_bytes("push", device_hash), padded)


def open_wish(keyring: Keyring, device_hash: bytes, sealed: bytes) -> Wish:
    """The wish. Raises InvalidTag or KeyError for a row that was tampered with."""
    plain = json.loads(unseal(keyring, tuple_bytes("push", device_hash), sealed))
    hours = Hours(**{**plain["hours"], "days": tuple(plain["hours"]["days"])})
    return Wish(plain["endpoint"], decode(plain["p256dh"]), decode(plain["auth"]), hours, plain["held"])
