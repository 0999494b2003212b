"""A push service on loopback, and a browser that subscribed at it: what arrives is opened and checked by libraries that
the server does not use (http_ece, py_vapid)."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from py_vapid.jwt import decode as decode_token

from couplebridge.base64url import encode

UTC_ALWAYS = {"days": [0, 1, 2, 3, 4, 5, 6], "from_minute": 0, "until_minute": 0, "zone": "UTC", "held": False}


class Arrived(NamedTuple):
    """One request as the service got it."""

    path: str
    headers: dict[str, str]
    body: bytes


class Browser:
    """One subscription: an address at the service, and the keys that open what comes there."""

    def __init__(self, origin: str) -> None:
        self.path = f"/send/{secrets.token_urlsafe(12)}"
        self.endpoint = origin + self.path
        self.private, self.auth = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.p256dh = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def wish(self, **changes: Any) -> dict[str, Any]:
        """The body of PUT /push."""
        return {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth, **UTC_ALWAYS, **changes}

    def as_json(self) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` says."""
        return {"endpoint": self.endpoint, "keys": {"p256dh": encode(self.p256dh), "auth": encode(self.auth)}}

    def read(self, arrived: Arrived) -> bytes:
        """The message."""
        plain: bytes = http_ece.decrypt(arrived.body, private_key=self.private, auth_secret=self.auth)
        return plain


class PushService:
    """Remembers what arrived; answers 201, or what a test puts into `answers` for the next requests."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self._http.server_port}"

    def serve(self) -> None:
        """Until `stop`."""
        self._http.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        """Be gone."""
        self._http.shutdown()
        self._http.server_close()

    def of(self, browser: Browser) -> list[Arrived]:
        """What came for one browser."""
        return [one for one in self.arrived if one.path == browser.path]


def claims_of(arrived: Arrived) -> dict[str, Any]:
    """What the token says, after its signature was checked with the key it names."""
    authorization = arrived.headers["authorization"]
    assert Vapid02.verify(authorization.replace(", ", ","))
    token, key = authorization.removeprefix("vapid t=").split(", k=")
    claims: dict[str, Any] = decode_token(token, key)
    return claims


def _handler(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.arrived.append(Arrived(self.path, headers, body))
            status, more = service.answers.pop(0) if service.answers else (201, {})
            self.send_response(status)
            for name, value in {"Content-Length": "0", **more}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep still."""

    return Handler


@contextmanager
def push_service() -> Iterator[PushService]:
    """One that runs in a thread of this process."""
    service = PushService()
    thread = threading.Thread(target=service.serve, daemon=True)
    thread.start()
    yield service
    service.stop()
    thread.join()


def message(browser: Browser, arrived: Arrived) -> dict[str, Any]:
    """The message as JSON."""
    read: dict[str, Any] = json.loads(browser.read(arrived))
    return read
