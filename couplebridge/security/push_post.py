"""Handing one message to a push service: one POST to an address that was looked at, and of the answer only the status.

Must never follow a redirect, use a proxy of the environment, read a body, or wait longer than DEADLINE_S altogether.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import NamedTuple

from couplebridge.security.push_address import (
    PushAddress,
    PushAddressRefusedError,
    PushNameUnknownError,
    parse_address,
    resolve,
)

DEADLINE_S = 15.0
_STEP_S = 10.0


class Outcome(Enum):
    """What became of a message."""

    TAKEN = "taken"
    GONE = "gone"  # there is no such subscription any more
    LATER = "later"  # not taken: try again
    REFUSED = "refused"  # not taken, and a second try would be the same


class Answer(NamedTuple):
    """`retry_after_s` is what the service asked for, 0 without."""

    outcome: Outcome
    retry_after_s: int = 0


def post(endpoint: str, headers: Mapping[str, str], body: bytes, seam: str | None = None) -> Answer:
    """Send it. What may have been taken although the answer got lost counts as taken: nobody is told twice."""
    try:
        address = parse_address(endpoint, seam)
        is_seam = seam is not None and address.origin == seam
        connection = _to_seam(address) if is_seam else _PinnedConnection(address.host, resolve(address))
    except PushAddressRefusedError:
        return Answer(Outcome.GONE)  # it was let in before a rule changed, or its name has moved
    except PushNameUnknownError:
        return Answer(Outcome.LATER)
    try:
        connection.connect()
    except (OSError, ValueError):
        return Answer(Outcome.LATER)
    cut = threading.Timer(DEADLINE_S, _cut, [connection.sock])
    cut.start()
    try:
        connection.request("POST", address.target, body, dict(headers))
        return _read(connection.getresponse())
    except (OSError, ValueError, http.client.HTTPException):
        return Answer(Outcome.TAKEN)
    finally:
        cut.cancel()
        connection.close()


class _PinnedConnection(http.client.HTTPSConnection):
    """To this very address, and with a certificate for the name."""

    def __init__(self, host: str, number: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, 443, timeout=_STEP_S, context=self._tls)
        self._number = number

    def connect(self) -> None:
        """Without asking for the name a second time: the answer could be another one now."""
        plain = socket.create_connection((self._number, self.port), self.timeout)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except (OSError, ValueError):
            plain.close()
            raise


def _to_seam(address: PushAddress) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(address.host, address.port, timeout=_STEP_S)


def _cut(line: socket.socket) -> None:
    """Whoever answers a byte at a time is not waited for. Under the TLS, which another thread is reading."""
    with suppress(OSError):  # it ended by itself in this very moment
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse) -> Answer:
    status = response.status
    if 200 <= status < 300:
        return Answer(Outcome.TAKEN)
    if status in (404, 410):
        return Answer(Outcome.GONE)
    if status == 429 or status >= 500:
        asked = response.headers.get("Retry-After", "")
        return Answer(Outcome.LATER, int(asked) if asked.isascii() and asked.isdecimal() else 0)
    return Answer(Outcome.REFUSED)
