"""POST /api/sign-in/start and /finish."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from couplebridge.schemas.accounts import SignInFinish, SignInParams, SignInStart
from couplebridge.schemas.sessions import SignedIn
from couplebridge.security import limits
from couplebridge.security.keyring import keyring
from couplebridge.services import sign_in
from couplebridge.views.session_answer import session_of_request, with_cookie
from couplebridge.views.shaped import shaped

bp = Blueprint("sign_in", __name__)


@bp.post("/api/sign-in/start")
@shaped(request=SignInStart, answer=SignInParams)
def start(body: SignInStart) -> SignInParams:
    """What the client needs to make auth; made up for a find tag that is not there."""
    stored = sign_in.look_up(keyring(), body.find, body.slot_type)
    return SignInParams(user=stored.user_id, params=stored.params)


@bp.post("/api/sign-in/finish")
@shaped(request=SignInFinish, answer=SignedIn)
def finish(body: SignInFinish) -> Response:
    """Sign a device in that shows auth."""
    stored = sign_in.look_up(keyring(), body.find, body.slot_type)
    known_device = body.device_token if sign_in.proves_device(keyring(), stored, body.device_token) else None
    _spend(body.find, known_device)
    lifetime_s = current_app.config["SESSION_LIFETIME_S"]
    opened, slot = sign_in.finish(
        keyring(), stored, body.auth, body.label, lifetime_s, known_device, session_of_request()
    )
    return with_cookie(opened, status=200, slot=slot)


def _spend(find: bytes, known_device: bytes | None) -> None:
    # a device that was here before has a bucket of its own: tries of strangers never fill it (attack P11)
    if known_device is None:
        limits.spend("RATE_SIGN_IN", limits.source_of(find))
    else:
        limits.spend("RATE_SIGN_IN_KNOWN_DEVICE", limits.hidden("device", known_device))
