"""Live as it runs in production: gunicorn hands the connection over, and one thread tells every stream."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.bench.phones import Phone
from scripts.bench.servers import Server, the_server
from scripts.bench.streams import MOVED, listen, until
from scripts.bench.wire import ask, request

# more streams than threads: were a stream to hold one, the third would wait for ever
SETTINGS = {"COUPLEBRIDGE_THREADS": "2", "COUPLEBRIDGE_LIVE_STREAMS": "12"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data: Path = tmp_path_factory.mktemp("live") / "data"
    with the_server(data, SETTINGS) as running:
        yield running


@pytest.fixture
def opened() -> Iterator[list[socket.socket]]:
    streams: list[socket.socket] = []
    yield streams
    for stream in streams:
        stream.close()


_numbers = iter(range(1, 200))


def account(server: Server) -> Phone:
    return Phone(server.port, next(_numbers)).register()


def push(phone: Phone) -> bytes:
    return ask(phone.port, phone.push([phone.record()]), phone.source)


def asks_for_stream(phone: Phone) -> bytes:
    return ask(phone.port, request("GET", "/api/live", {"Cookie": f"__Host-cb={phone.cookie}"}), phone.source)


def test_more_streams_than_threads_hear_and_others_are_answered(server: Server, opened: list[socket.socket]) -> None:
    phones = [account(server) for _ in range(4)]
    opened += [listen(phone) for phone in phones for _ in range(2)]
    for phone in phones:
        assert push(phone).startswith(b"HTTP/1.1 200")
    for stream in opened:
        until(stream, MOVED)


def test_the_head_is_that_of_every_answer(server: Server) -> None:
    phone = account(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as stream:
        stream.sendall(request("GET", "/api/live", {"Cookie": f"__Host-cb={phone.cookie}"}))
        head, events = bytearray(), b""
        while b"event: here" not in head:
            head += stream.recv(4096)
    head, _, events = bytes(head).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    said = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert said["Content-Type"].startswith("text/event-stream")
    assert (said["Cache-Control"], said["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert said["Connection"] == "close"
    assert "Content-Length" not in said
    assert events == b"event: here\ndata:\n\n"


def test_the_other_accounts_push_is_not_told(server: Server, opened: list[socket.socket]) -> None:
    mine, theirs = account(server), account(server)
    opened.append(listen(mine))
    push(theirs)
    push(mine)
    assert opened[0].recv(4096) == b"event: moved\ndata:\n\n", "one event, for the one push"


def test_a_stream_that_is_closed_gives_its_place_back(server: Server, opened: list[socket.socket]) -> None:
    """An account has a quarter of twelve places: the fourth stream is refused as long as three stand."""
    phone = account(server)
    opened += [listen(phone) for _ in range(3)]
    assert asks_for_stream(phone).startswith(b"HTTP/1.1 429")
    opened.pop().close()
    for _ in range(200):  # the server hears of the end when it hears of it
        push(phone)
        until(opened[0], MOVED)
        stream = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        opened.append(stream)
        stream.sendall(request("GET", "/api/live", {"Cookie": f"__Host-cb={phone.cookie}"}))
        if stream.recv(4096).startswith(b"HTTP/1.1 200"):
            return
    raise AssertionError("its place was never given back")
