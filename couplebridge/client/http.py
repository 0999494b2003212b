"""How requests leave the device: a small interface, and one persistent connection behind it.

It owns addresses and connections. It must never send a session to an address that others can read:
a cookie goes over https, or to this very computer, as browsers do it.
"""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from .errors import ServerAddressRefusedError, ServerUnreachableError

TIMEOUT_S = 30
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_LOST = (http.client.HTTPException, OSError)


@dataclass(frozen=True)
class Request:
    """One request; `path` begins with /api and holds no secret."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Response:
    """One answer; names of headers in lower case, in the order in which they came."""

    status: int
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        """The first header of this lower-case name."""
        return next((value for each, value in self.headers if each == name), None)


class Transport(Protocol):
    """Whatever brings a request to a server and its answer back. ServerUnreachableError when nothing answers."""

    def send(self, request: Request) -> Response:
        """One request, one answer."""


class HttpTransport:
    """One kept-alive connection to one server."""

    def __init__(self, base_url: str) -> None:
        address = urlsplit(base_url)
        host = address.hostname or ""
        if address.scheme != "https" and (address.scheme != "http" or host not in _THIS_COMPUTER):
            raise ServerAddressRefusedError("the address must begin with https://, or be that of this computer")
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(host, address.port, timeout=TIMEOUT_S)

    def send(self, request: Request) -> Response:
        """One request; once more over a fresh connection when an idle one turns out to be closed."""
        was_open = self._connection.sock is not None
        try:
            return self._send(request)
        except _LOST as error:
            self._connection.close()
            if not was_open:
                raise ServerUnreachableError("the server does not answer") from error
        # What the server may have done already it answers again: pushes and statements are recognised.
        return self._send_again(request)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _send_again(self, request: Request) -> Response:
        try:
            return self._send(request)
        except _LOST as error:
            self._connection.close()
            raise ServerUnreachableError("the server does not answer") from error

    def _send(self, request: Request) -> Response:
        self._connection.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = self._connection.getresponse()
        headers = tuple((name.lower(), value) for name, value in answer.getheaders())
        return Response(answer.status, headers, answer.read())
