"""The app in threads of the test's own process: it can go away and come back, also as another in the same place."""

from __future__ import annotations

import random
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from couplebridge import create_app
from couplebridge.extensions import db

# how long a server may take to notice that it is to stop
STOP_S = 0.05
PORTS_FROM, PORTS_UNTIL = 20_000, 32_768
# every test is a stranger to the limits: they have tests of their own
RATES = dict.fromkeys(
    ("RATE_SIGN_IN", "RATE_SIGN_IN_KNOWN_DEVICE", "RATE_ACCOUNTS", "RATE_PROOF", "RATE_JOIN"), "10000 per hour",
)  # fmt: skip


class QuietHandler(WSGIRequestHandler):
    """Says nothing about requests: a log line would be noise here.

    Keeps connections for the next request, as servers do: a phone fetches some four hundred files.
    """

    protocol_version = "HTTP/1.1"

    def finish(self) -> None:
        """Forget the connection."""
        self.server.kept.discard(self.request)  # type: ignore[attr-defined]
        super().finish()

    def log(self, *_: Any) -> None:
        """Keep still."""


class Server:
    """The app on SQLite in a folder of its own, in threads of this process. It can go away and come back.

    `https`: with a certificate that nobody vouches for. `port`: that of another that is stopped, so that phones
    take this one for the same.
    """

    def __init__(self, folder: Path, https: bool = False, port: int = 0, **more: Any) -> None:
        self.folder = folder
        self._tls = "adhoc" if https else None
        self.database = folder / "couplebridge.db"
        settings = {"DATA": folder, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{self.database}", "REDIS_URL": None}
        # a stream of a phone that is gone is noticed by its next sign of life, and many phones come and go here
        self.app = create_app({**settings, **RATES, "LIVE_THREADS_MAX": 500, **more})
        with self.app.app_context():
            db.create_all()
        self.port = port
        self._http: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        """Its address; localhost, so that a browser calls it secure."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}"

    @property
    def release(self) -> str:
        """The name of the release that it serves."""
        name: str = self.app.extensions["couplebridge.release"].name
        return name

    def start(self) -> None:
        """Serve, after a stop on the same port as before; one that serves goes on."""
        if self._http:
            return
        self.port = self.port or _free_port()
        self._http = make_server(
            "127.0.0.1", self.port, self.app, threaded=True, request_handler=QuietHandler, ssl_context=self._tls
        )
        self._http.daemon_threads = True  # type: ignore[attr-defined]
        _remember_connections(self._http)
        threading.Thread(target=self._http.serve_forever, args=(STOP_S,), daemon=True).start()

    def stop(self) -> None:
        """Be gone: connections are refused from now on, and those that were kept are cut."""
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            for each in list(self._http.kept):  # type: ignore[attr-defined]
                with suppress(OSError):  # closed by the other side already
                    each.shutdown(socket.SHUT_RDWR)
            self._http = None

    def stored(self) -> bytes:
        """Everything that is in the folder: database, write-ahead log, secrets."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


def _free_port() -> int:
    """One below those that connections take from by themselves: nobody has it when the server comes back to it."""
    while True:
        port = random.randrange(PORTS_FROM, PORTS_UNTIL)
        with socket.socket() as attempt, suppress(OSError):
            attempt.bind(("127.0.0.1", port))
            return port


def _remember_connections(http: Any) -> None:
    """Each from the moment in which it is accepted: one that were missed would be answered by a server that is gone."""
    http.kept, accept = set(), http.get_request

    def remembering() -> Any:
        request, address = accept()
        http.kept.add(request)
        return request, address

    http.get_request = remembering
