"""From the cookie to the caller: one indexed select by the token's hash, and no write.

Must never: keep a client-side session, note when somebody was active, or tell an ended session from none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Request, Response, current_app, request
from flask_login import current_user
from sqlalchemy import bindparam, select

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.database import reading
from couplebridge.errors import SessionMissingError
from couplebridge.extensions import login_manager
from couplebridge.models.session import Session
from couplebridge.prepared import Prepared
from couplebridge.security.predicates import Caller
from couplebridge.security.tokens import hash_token, read_token

if TYPE_CHECKING:
    from flask import Flask

COOKIE = "__Host-cb"
_table = Session.__table__.c
_alive = Prepared(
    select(_table.user_id, _table.session_id, _table.token_hash).where(
        _table.token_hash == bindparam("hash"), _table.expires_at_s > bindparam("now_s")
    )
)


def init_app(app: Flask) -> None:
    """Let Flask-Login ask the table. Its own cookies stay off: without a secret key Flask has no session."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.request_loader(_load)


def current_caller() -> Caller:
    """Who is asking. Raises SessionMissingError."""
    caller = caller_or_none()
    if caller is None:
        raise SessionMissingError
    return caller


def caller_or_none() -> Caller | None:
    """Who is asking, or None; asked of the database once a request."""
    # one look behind the proxy instead of one for each attribute
    user = current_user._get_current_object()
    return user if user.is_authenticated else None


def session_token() -> bytes:
    """The 32 secret bytes of this request's cookie. Raises SessionMissingError."""
    token = read_token(request.cookies.get(COOKIE))
    if token is None:
        raise SessionMissingError
    return token


def set_cookie(response: Response, token: bytes) -> Response:
    """Hand the token (32 bytes) to the browser, out of reach of scripts."""
    lifetime_s = current_app.config["SESSION_LIFETIME_S"]
    response.set_cookie(COOKIE, encode(token), max_age=lifetime_s, secure=True, httponly=True, samesite="Strict")
    return response


def clear_cookie(response: Response) -> Response:
    """Take it back."""
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict")
    return response


def _load(request: Request) -> Caller | None:
    token = read_token(request.cookies.get(COOKIE))
    if token is None:
        return None
    with reading() as connection:
        row = _alive.run(connection, {"hash": hash_token(token), "now_s": clock.now_s()}).fetchone()
    return None if row is None else Caller(*row)
