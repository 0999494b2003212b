"""Taking a connection out of gunicorn's hands, so that a stream that waits holds no thread.

Only where it is safe: gunicorn's own HTTP/1.1 without TLS. Any other server answers with an ordinary response.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Response

from couplebridge.security.headers import HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_SEND_LIMIT_S = 5.0


def connection_of(environ: WSGIEnvironment) -> socket.socket | None:
    """The connection of this request, where it can be taken over; None elsewhere."""
    connection = environ.get("gunicorn.socket")
    # exactly a plain socket: what TLS or HTTP/2 wrapped cannot be written to beside them
    is_plain = type(connection) is socket.socket and environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
    return connection if is_plain and "gunicorn.http2.send_trailers" not in environ else None


def take_over(connection: socket.socket) -> socket.socket:
    """A socket of our own on this connection; the server is left with one that leads nowhere, to close as it likes."""
    ours = connection.dup()
    nowhere, other_end = socket.socketpair()
    with nowhere, other_end:
        os.dup2(nowhere.fileno(), connection.fileno())
    return ours


class HandedOver(Response):
    """A response of which only the head is written here; `take` owns the connection from then on."""

    def __init__(self, take: Callable[[socket.socket], None], **response: Any) -> None:
        super().__init__(**response)
        self._take = take

    def __call__(self, environ: WSGIEnvironment, _start_response: StartResponse) -> Iterable[bytes]:
        connection = take_over(environ["gunicorn.socket"])
        try:
            connection.settimeout(_SEND_LIMIT_S)
            connection.sendall(self._head(environ))
            self._take(connection)
        except BaseException:
            connection.close()
            raise
        raise StopIteration  # gunicorn's word for: this request is done, and there is nothing to write

    def _head(self, environ: WSGIEnvironment) -> bytes:
        headers = self.get_wsgi_headers(environ)
        headers.remove("Content-Length")
        headers["Connection"] = "close"
        lines = [
            f"HTTP/1.1 {self.status}",
            *(f"{name}: {value}" for name, value in [*headers, *HEADERS.items()]),
            "",
            "",
        ]
        return "\r\n".join(lines).encode("latin-1")
