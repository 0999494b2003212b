"""Where a sign may be sent: https on 443, by name, and to the public internet alone, however the address is dressed."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from couplebridge.security import push_address
from couplebridge.security.push_address import (
    PushAddressRefusedError,
    PushNameUnknownError,
    is_public,
    parse_address,
    resolve,
)

SEAM = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("endpoint", "origin", "target"),
    [
        ("https://web.push.apple.com/QPz9", "https://web.push.apple.com", "/QPz9"),
        ("https://fcm.googleapis.com:443/fcm/send/a:b", "https://fcm.googleapis.com", "/fcm/send/a:b"),
        ("https://push.example/a?b=c", "https://push.example", "/a?b=c"),
        ("https://push.example", "https://push.example", "/"),
    ],
)
def test_push_services_as_they_are(endpoint: str, origin: str, target: str) -> None:
    address = parse_address(endpoint)
    assert (address.origin, address.target) == (origin, target)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/a", "https://push.example:8443/a", "https://push.example:0/a", "https://push.example:x/a",
        "ftp://push.example/a", "https://localhost/a", "https://127.0.0.1/a", "https://[::1]/a", "https://[fe80::1/a",
        "https://2130706433/a", "https://127.1/a", "https://10.0.0.0x1/a", "https://me@push.example/a",
        "https://push.example/a#b", "https://push.example/a b", "https://push.example\\@10.0.0.1/a", "https:///a",
        "https://pú.example/a", "https://push.example/\r\nX: y", "", "push.example", SEAM + "/a", "https://push/a",
    ],
)  # fmt: skip
def test_everything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(PushAddressRefusedError):
        parse_address(endpoint)


def test_the_seam_of_the_tests_lets_in_one_origin_and_no_other() -> None:
    assert parse_address(SEAM + "/a", SEAM).origin == SEAM
    for endpoint in ("http://127.0.0.1:8/a", "http://127.0.0.1/a", "https://127.0.0.1:9/a"):
        with pytest.raises(PushAddressRefusedError):
            parse_address(endpoint, SEAM)


@pytest.mark.parametrize(
    "number", ["17.57.144.22", "142.250.74.106", "2a00:1450:4001:82f::200a", "::ffff:17.57.144.22"]
)
def test_the_public_internet(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "ff0e::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:0001::1", "2001:0000:4136:e378:8000:63bf:80ff:fffe", "fe80::1%eth0", "no number",
    ],
)  # fmt: skip
def test_homes_machines_themselves_and_what_stands_for_them(number: str) -> None:
    assert not is_public(number)


def named(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    def answer(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]

    monkeypatch.setattr(push_address.socket, "getaddrinfo", answer)


def test_every_address_of_a_name_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    address = parse_address("https://push.example/a")
    named(monkeypatch, "17.57.144.22", "17.57.144.23")
    assert resolve(address) == "17.57.144.22"
    for number in ("192.168.0.1", "::1", "169.254.169.254"):
        named(monkeypatch, "17.57.144.22", number)
        with pytest.raises(PushAddressRefusedError):
            resolve(address)


def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    address = parse_address("https://push.example/a")
    named(monkeypatch)
    with pytest.raises(PushNameUnknownError):
        resolve(address)

    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(push_address.socket, "getaddrinfo", unknown)
    with pytest.raises(PushNameUnknownError):
        resolve(address)
