"""Under which addresses and names the phones of the local network find this host."""

from __future__ import annotations

import os
import re
import socket
from ipaddress import AddressValueError, IPv4Address

from couplebridge.errors import CoupleBridgeError
from couplebridge.security.lan_authority import HostNames

# an address that belongs to nobody (RFC 5737): asking for the way there sends nothing
NOBODY = ("192.0.2.1", 9)
LABEL = re.compile(r"[^a-z0-9-]")


class LanAddressMissingError(CoupleBridgeError):
    """This host has no address that a phone could reach."""


class LanPortTakenError(CoupleBridgeError):
    """Another program listens where the app should be."""


def host_names() -> HostNames:
    """Give this host's names; COUPLEBRIDGE_LAN_ADDRESS names the address where the guess is wrong."""
    named = os.environ.get("COUPLEBRIDGE_LAN_ADDRESS")
    addresses = (_parse(named),) if named else found_addresses()
    if not addresses:
        raise LanAddressMissingError(
            "This computer has no address in a local network. Connect it to the Wi-Fi of the phones and try again, "
            "or name the address: COUPLEBRIDGE_LAN_ADDRESS=192.168.… ./run --lan"
        )
    label = LABEL.sub("-", socket.gethostname().split(".")[0].lower()).strip("-") or "couplebridge"
    return HostNames(addresses, (f"{label}.local", label))


def found_addresses() -> tuple[IPv4Address, ...]:
    """The address from which this host speaks to others; empty without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOBODY)
        except OSError:
            return ()
        address = IPv4Address(probe.getsockname()[0])
    return () if address.is_loopback or address.is_unspecified else (address,)


def require_free(address: str, port: int) -> None:
    """Raise LanPortTakenError when another program has this port already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as problem:
            raise LanPortTakenError(f"Port {port} of {address} is in use already. End that program first.") from problem


def _parse(text: str) -> IPv4Address:
    try:
        return IPv4Address(text)
    except AddressValueError as problem:
        raise LanAddressMissingError(
            f"COUPLEBRIDGE_LAN_ADDRESS says {text!r}; it should be like 192.168.1.20"
        ) from problem
