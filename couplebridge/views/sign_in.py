"""POST /api/sign-in/start and /finish, and the same by a passkey."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from couplebridge.errors import SignInFailedError
from couplebridge.schemas.accounts import PasskeySignIn, SignInFinish, SignInParams, SignInStart
from couplebridge.schemas.passkeys import ChallengeShown
from couplebridge.schemas.sessions import SignedIn
from couplebridge.security import limits
from couplebridge.security.challenges import Purpose, make_challenge
from couplebridge.security.keyring import keyring
from couplebridge.security.passkeys import find_tag
from couplebridge.services import sign_in
from couplebridge.services.slots import PASSKEY
from couplebridge.views.ceremonies import sign_in_ceremony
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
    known_device = body.device_token if sign_in.proves_device(keyring(), stored.user_id, body.device_token) else None
    _spend(body.find, known_device)
    # auth of a passkey alone renews the session of a device that was here; a stranger has to touch the passkey
    if body.slot_type == PASSKEY and known_device is None:
        raise SignInFailedError
    lifetime_s = current_app.config["SESSION_LIFETIME_S"]
    opened, slot = sign_in.finish(
        keyring(), stored, body.auth, body.label, lifetime_s, known_device, session_of_request()
    )
    return with_cookie(opened, status=200, slot=slot)


@bp.post("/api/sign-in/passkey/start")
@shaped(answer=ChallengeShown)
def start_by_passkey() -> ChallengeShown:
    """What the passkey is to sign; the same for everybody, and kept nowhere."""
    return ChallengeShown(challenge=make_challenge(keyring(), Purpose.SIGN_IN, b""))


@bp.post("/api/sign-in/passkey/finish")
@shaped(request=PasskeySignIn, answer=SignedIn)
def finish_by_passkey(body: PasskeySignIn) -> Response:
    """Sign a device in whose passkey was touched just now, and that shows auth."""
    ceremony = sign_in_ceremony(body.credential)
    user_id = sign_in.owner_of_passkey(body.credential.raw_id) or bytes(16)
    known_device = body.device_token if sign_in.proves_device(keyring(), user_id, body.device_token) else None
    _spend(find_tag(body.credential.raw_id), known_device)
    opened, slot = sign_in.by_passkey(
        keyring(), ceremony, body.auth, body.label, current_app.config["SESSION_LIFETIME_S"], known_device,
        session_of_request(),
    )  # fmt: skip
    return with_cookie(opened, status=200, slot=slot)


def _spend(find: bytes, known_device: bytes | None) -> None:
    # a device that was here before has a bucket of its own: tries of strangers never fill it (attack P11)
    if known_device is None:
        limits.spend("RATE_SIGN_IN", limits.source_of(find))
    else:
        limits.spend("RATE_SIGN_IN_KNOWN_DEVICE", limits.hidden("device", known_device))
