"""A request that changes something must come from our own page (attack S3).

Three guards, beside SameSite=Strict: `Sec-Fetch-Site` where the browser sends it; the header `CB-CSRF`, which another
site cannot send without asking first; and only content types that a form cannot make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from couplebridge.base64url import encode
from couplebridge.errors import BodyTypeError, RequestCrossSiteError
from couplebridge.security.keyring import keyring
from couplebridge.security.mac import mac, same
from couplebridge.security.permissions import PERMISSIONS
from couplebridge.security.predicates import anyone
from couplebridge.security.sessions import session_token

if TYPE_CHECKING:
    from flask import Flask

HEADER = "CB-CSRF"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_TYPES = frozenset({"", "application/json", "application/vnd.couplebridge.frames"})


def init_app(app: Flask) -> None:
    """Check before every view; permissions.py has already answered whoever is not signed in."""
    app.before_request(_check)


def csrf_token(token: bytes) -> str:
    """What the page of the session with this token (32 bytes) must send: HMAC(key, token) as base64url."""
    return encode(mac(keyring().token_key, "csrf", token))


def _check() -> None:
    if request.method in READING or request.endpoint is None:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise RequestCrossSiteError
    shown = request.headers.get(HEADER)
    # without a session there is nothing to bind to: that the header is there at all is the proof
    if not shown or (PERMISSIONS[request.endpoint] is not anyone and not _is_ours(shown)):
        raise RequestCrossSiteError
    if request.mimetype not in BODY_TYPES:
        raise BodyTypeError


def _is_ours(shown: str) -> bool:
    return same(shown.encode(), csrf_token(session_token()).encode())
