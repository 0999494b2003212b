"""The answer of a route that signs somebody in: the token in the cookie, the rest in the body."""

from __future__ import annotations

from flask import Response

from couplebridge.schemas.sessions import SessionOpened, SignedIn
from couplebridge.security.csrf import csrf_token
from couplebridge.security.sessions import caller_or_none, set_cookie
from couplebridge.services.sessions import OpenedSession


def session_of_request() -> bytes | None:
    """The session (id 16 bytes) whose cookie the new one replaces in this browser, or None: it ends with that."""
    caller = caller_or_none()
    return None if caller is None else caller.session_id


def with_cookie(opened: OpenedSession, *, status: int, slot: bytes | None = None) -> Response:
    """Answer a new session, with the slot where the device asked for it."""
    answer = SessionOpened(
        csrf=csrf_token(opened.token),
        user=opened.user_id,
        session=opened.session_id,
        device_token=opened.device_token,
    )
    if slot is not None:
        answer = SignedIn(**dict(answer), slot=slot)
    response = Response(answer.model_dump_json(), status=status, mimetype="application/json")
    return set_cookie(response, opened.token)
