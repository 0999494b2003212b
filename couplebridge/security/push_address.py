"""Where a sign may be sent. The address comes from a client, so this server must not be led by it to its own network.

https on port 443 alone, by name; at sending every address that the name has must be one of the public internet, and the
connection goes to one that was just looked at (push_post.py), never to what the name says a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from couplebridge.errors import CoupleBridgeError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PushAddressRefusedError(CoupleBridgeError):
    """Nothing is ever sent there."""


class PushNameUnknownError(CoupleBridgeError):
    """The name leads nowhere at the moment."""


class PushAddress(NamedTuple):
    """An endpoint in its parts. `target` is what is asked of the host: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """What a token is for (RFC 8292): without the port where it is the usual one."""
        usual = 443 if self.scheme == "https" else 80
        return f"{self.scheme}://{self.host}" + ("" if self.port == usual else f":{self.port}")


def parse_address(endpoint: str, seam: str | None = None) -> PushAddress:
    """The parts of an endpoint that may be used. Raises PushAddressRefusedError.

    `seam` is the setting PUSH_SEAM: the origin of a push service on loopback, for tests alone.
    """
    if not endpoint.isascii() or any(letter <= " " or letter == "\\" for letter in endpoint):
        raise PushAddressRefusedError
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise PushAddressRefusedError from None
    host, usual = parts.hostname or "", 443 if parts.scheme == "https" else 80
    address = PushAddress(parts.scheme, host, usual if port is None else port, _target(parts))
    if seam is not None and address.origin == seam:
        return address
    is_plain = "@" not in parts.netloc and not parts.fragment
    if (address.scheme, address.port) != ("https", 443) or not is_plain or not _is_name(host):
        raise PushAddressRefusedError
    return address


def resolve(address: PushAddress) -> str:
    """One address of the host, in numbers, after all of them were looked at.

    Raises PushAddressRefusedError where one is not of the public internet, PushNameUnknownError where there is none.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise PushNameUnknownError from None
    numbers = [str(place[4][0]) for place in found]
    if not numbers:
        raise PushNameUnknownError
    if not all(is_public(number) for number in numbers):
        raise PushAddressRefusedError
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an address in numbers is one of the public internet, in whatever clothes it comes."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return address.is_global and not address.is_multicast


def _is_name(host: str) -> bool:
    """A name with a dot that is not numbers: push services have names, and 127.1 or 0x7f000001 are not."""
    labels = host.rstrip(".").split(".")
    return len(labels) > 1 and not host.startswith("[") and ":" not in host and not labels[-1][:1].isdigit()


def _target(parts: object) -> str:
    path, query = parts.path or "/", parts.query  # type: ignore[attr-defined]
    return f"{path}?{query}" if query else path
