"""Handing a message over: to the address that was looked at, over TLS for the name, once, and not for ever."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from couplebridge.security import push_address, push_post
from couplebridge.security.push_post import Answer, Outcome, post
from tests.support.push_service import PushService, push_service

HEADERS = {"TTL": "60"}


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


def send(service: PushService, status: int = 201, **headers: str) -> Answer:
    service.answers.append((status, {name.replace("_", "-"): value for name, value in headers.items()}))
    return post(service.origin + "/a", HEADERS, b"body", service.origin)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome.TAKEN), (200, Outcome.TAKEN), (204, Outcome.TAKEN), (404, Outcome.GONE), (410, Outcome.GONE),
        (429, Outcome.LATER), (500, Outcome.LATER), (503, Outcome.LATER), (400, Outcome.REFUSED),
        (403, Outcome.REFUSED), (413, Outcome.REFUSED),
    ],
)  # fmt: skip
def test_what_an_answer_means(service: PushService, status: int, outcome: Outcome) -> None:
    assert send(service, status) == (outcome, 0)
    assert [(one.path, one.headers["ttl"], one.body) for one in service.arrived] == [("/a", "60", b"body")]


def test_a_redirect_is_not_followed(service: PushService) -> None:
    assert send(service, 307, Location=service.origin + "/elsewhere").outcome is Outcome.REFUSED
    assert [one.path for one in service.arrived] == ["/a"]


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("soon", 0), ("-5", 0), ("٣", 0), ("", 0)])
def test_how_long_to_wait_is_read_only_where_it_is_a_number(service: PushService, said: str, seconds: int) -> None:
    said = said.encode().decode("latin-1")
    assert send(service, 503, Retry_After=said) == (Outcome.LATER, seconds)


def test_what_is_not_allowed_any_more_is_gone_and_nothing_is_sent(service: PushService) -> None:
    assert post(service.origin + "/a", HEADERS, b"", None).outcome is Outcome.GONE
    assert service.arrived == []


def test_a_name_that_leads_nowhere_is_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(push_address.socket, "getaddrinfo", unknown)
    assert post("https://push.example/a", HEADERS, b"").outcome is Outcome.LATER


def test_a_closed_door_is_for_later() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert post(origin + "/a", HEADERS, b"", origin).outcome is Outcome.LATER


def talker(talk: Callable[[socket.socket], None]) -> tuple[str, threading.Thread]:
    """A server of one connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        line, _ = listening.accept()
        with line, listening:
            line.recv(65_536)
            talk(line)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}", thread


def test_where_the_answer_got_lost_it_counts_as_taken() -> None:
    origin, thread = talker(lambda line: None)
    assert post(origin + "/a", HEADERS, b"x", origin).outcome is Outcome.TAKEN
    thread.join()


def test_whoever_answers_a_byte_at_a_time_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_post, "DEADLINE_S", 0.3)
    most, dripped = 100, []

    def drip(line: socket.socket) -> None:
        line.settimeout(0.05)
        line.sendall(b"HTTP/1.1 201 ")
        while len(dripped) < most:
            try:
                line.sendall(b"O")
                dripped.append(line.recv(1))
            except TimeoutError:
                dripped.append(None)  # still there
            except OSError:
                return  # cut
            if dripped[-1] == b"":
                return

    origin, thread = talker(drip)
    assert post(origin + "/a", HEADERS, b"x", origin).outcome is Outcome.TAKEN
    thread.join()
    assert len(dripped) < most


class Tls:
    """A push service with a certificate for `push.example`, on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said = folder, b""
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("push.example")]), critical=True)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "both.pem").write_bytes(pem + made.sign(key, SHA256()).public_bytes(Encoding.PEM))
        self.listening = socket.create_server(("127.0.0.1", 0))

    def serve(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "both.pem")
        line, _ = self.listening.accept()
        try:
            with context.wrap_socket(line, server_side=True) as safe:
                # whole, or closing would cut the line under the answer
                while not self.said.endswith(b"\r\n\r\nx") and (piece := safe.recv(65_536)):
                    self.said += piece
                safe.sendall(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
        except ssl.SSLError:
            line.close()


@pytest.mark.parametrize(("is_trusted", "outcome"), [(True, Outcome.GONE), (False, Outcome.LATER)])
def test_it_goes_to_the_number_that_was_looked_at_with_a_certificate_for_the_name(
    is_trusted: bool, outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = Tls(tmp_path)
    thread = threading.Thread(target=tls.serve, daemon=True)
    thread.start()
    asked, connected = [], []
    real_connect, real_context = socket.create_connection, ssl.create_default_context

    def name(host: str, port: int, **_: Any) -> list[Any]:
        asked.append((host, port))
        # whoever asked a second time would be led home
        number = "17.57.144.22" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(place)
        monkeypatch.setattr(push_address.socket, "getaddrinfo", real_name)
        return real_connect(tls.listening.getsockname(), timeout)

    def context() -> ssl.SSLContext:
        made = real_context()
        if is_trusted:
            made.load_verify_locations(tmp_path / "both.pem")
        return made

    real_name = socket.getaddrinfo
    monkeypatch.setattr(push_address.socket, "getaddrinfo", name)
    monkeypatch.setattr(push_post.socket, "create_connection", connect)
    monkeypatch.setattr(push_post.ssl, "create_default_context", context)
    with tls.listening:
        assert post("https://push.example/a?b=c", HEADERS, b"x").outcome is outcome
        thread.join()
    assert (asked, connected) == ([("push.example", 443)], [("17.57.144.22", 443)])
    assert tls.said.startswith(b"POST /a?b=c HTTP/1.1\r\nHost: push.example\r\n") == is_trusted
