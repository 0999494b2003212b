"""How requests leave the device: kept-alive connections, what happens when they break, and where no session may go."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from couplebridge.client.cookies import read_cookie
from couplebridge.client.errors import ServerAddressRefusedError, ServerUnreachableError
from couplebridge.client.http import HttpTransport, Request, Response

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Name: value\r\n\r\nhi"
Handler = Callable[[socket.socket], None]


class Server:
    """Gives each connection to the next handler; counts them."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.handlers: list[Handler] = []
        self.connections = 0
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self.listening.accept()
            with connection:
                if not self.handlers:
                    return
                self.connections += 1
                self.handlers.pop(0)(connection)

    def close(self) -> None:
        socket.create_connection(self.listening.getsockname()).close()
        self.thread.join()
        self.listening.close()


def answering(times: int) -> Handler:
    def handle(connection: socket.socket) -> None:
        for _ in range(times):
            connection.recv(65536)
            connection.sendall(ANSWER)

    return handle


def hanging_up(connection: socket.socket) -> None:
    connection.recv(65536)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.handlers.clear()
    server.close()


@pytest.fixture
def transport(server: Server) -> Iterator[HttpTransport]:
    transport = HttpTransport(server.url)
    yield transport
    transport.close()


def test_requests_share_one_connection(server: Server, transport: HttpTransport) -> None:
    server.handlers.append(answering(2))
    for _ in range(2):
        answer = transport.send(Request("GET", "/api/x", {"Cookie": "c"}))
    assert (answer.status, answer.body, answer.header("x-name"), answer.header("y")) == (200, b"hi", "value", None)
    assert server.connections == 1


def test_an_idle_connection_that_was_closed_is_opened_again(server: Server, transport: HttpTransport) -> None:
    server.handlers += [answering(1), answering(1)]
    for _ in range(2):
        assert transport.send(Request("GET", "/api/x")).status == 200
    assert server.connections == 2


def test_no_answer_on_a_fresh_connection_is_not_asked_twice(server: Server, transport: HttpTransport) -> None:
    server.handlers += [hanging_up, answering(1)]
    with pytest.raises(ServerUnreachableError):
        transport.send(Request("GET", "/api/x"))
    assert server.connections == 1


def test_no_answer_twice_is_no_answer(server: Server, transport: HttpTransport) -> None:
    server.handlers += [answering(1), hanging_up]
    transport.send(Request("GET", "/api/x"))
    with pytest.raises(ServerUnreachableError):
        transport.send(Request("GET", "/api/x"))


def test_nobody_there_is_no_answer() -> None:
    with pytest.raises(ServerUnreachableError):
        HttpTransport("http://127.0.0.1:9").send(Request("GET", "/api/x"))


@pytest.mark.parametrize(
    "url", ["http://bridge.example", "ftp://localhost", "localhost", "", "http://192.168.1.7:8321"]
)
def test_a_session_goes_to_no_address_that_others_can_read(url: str) -> None:
    with pytest.raises(ServerAddressRefusedError):
        HttpTransport(url)


@pytest.mark.parametrize(
    "url", ["https://bridge.example", "http://localhost:8321", "http://127.0.0.1", "http://[::1]:8321/"]
)
def test_https_and_this_computer_are_right(url: str) -> None:
    assert HttpTransport(url)


@pytest.mark.parametrize(
    ("header", "held"),
    [
        ("__Host-cb=new; Secure; HttpOnly; Path=/; SameSite=Strict", "new"),
        ("__Host-cb=; Secure; Path=/; Max-Age=0", None),
        ("__Host-cb=new; Path=/", "old"),
        ("__Host-cb=new; Secure; Path=/api", "old"),
        ("__Host-cb=new; Secure; Path=/; Domain=bridge.example", "old"),
        ("other=new; Secure; Path=/", "old"),
        ("a,b=c", "old"),
        ('bad key="x', "old"),
    ],
)
def test_the_cookie_is_kept_as_a_browser_keeps_it(header: str, held: str | None) -> None:
    assert read_cookie(Response(200, (("content-type", "x"), ("set-cookie", header))), "old") == held
