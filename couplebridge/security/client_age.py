"""A client that is too old for this server is told so, before anything it sends is read.

Each answer of the API also says which client is the oldest that is served, and of which release the app is here, so
that an app learns of it early. It must never stand in the way of whoever leaves, signs out, or fetches the new app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, current_app, request

from couplebridge.errors import ClientTooOldError, ShapeWrongError
from couplebridge.release import current_release
from couplebridge.versions import CLIENT_HEADER

if TYPE_CHECKING:
    from flask import Flask

_FIRST = 1  # what was released before clients said their number
_DIGITS_MOST = 4
# to become new, to hear that there is news (an event stream cannot carry a header), and to go
ALWAYS_ANSWERED = frozenset(
    {
        "release.show",
        "openapi.show",
        "health.show",
        "live.stream",
        "sessions.end_current",
        "space.leave",
        "account.delete",
    }
)


def init_app(app: Flask) -> None:
    """Look before every view, and say it with every answer."""
    app.before_request(_check)
    app.after_request(_tell)


def _check() -> None:
    if not _is_api() or request.endpoint in ALWAYS_ANSWERED:
        return
    if client_number() < current_app.config["OLDEST_CLIENT"]:
        raise ClientTooOldError


def client_number() -> int:
    """Which protocol whoever asks speaks. Raises ShapeWrongError."""
    said = request.headers.get(CLIENT_HEADER, str(_FIRST))
    if not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS_MOST):
        raise ShapeWrongError([{"path": CLIENT_HEADER, "problem": "must be a whole number"}])
    return int(said)


def _tell(response: Response) -> Response:
    if _is_api():
        response.headers["CB-Oldest-Client"] = str(current_app.config["OLDEST_CLIENT"])
        response.headers["CB-Release"] = current_release().name
    return response


def _is_api() -> bool:
    return request.path.startswith("/api/")
