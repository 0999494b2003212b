"""/api/push: signs on this device. No route here knows of anybody else's."""

from __future__ import annotations

from flask import Blueprint, current_app

from couplebridge.errors import ShapeWrongError, ThingAbsentError
from couplebridge.schemas.push import NewPush, PushHere, PushOpened, PushShown
from couplebridge.security.keyring import keyring
from couplebridge.security.push_address import PushAddressRefusedError, parse_address
from couplebridge.security.push_encryption import is_point
from couplebridge.security.push_key import push_key
from couplebridge.security.push_wish import Hours, Wish
from couplebridge.security.sessions import current_caller
from couplebridge.services import web_push
from couplebridge.services.push_hours import is_zone
from couplebridge.views.shaped import shaped

bp = Blueprint("push", __name__)


@bp.get("/api/push")
@shaped(answer=PushShown)
def show() -> PushShown:
    """The key to subscribe with, and what this device asked for."""
    wish = web_push.here(keyring(), current_caller().session_id)
    return PushShown(key=push_key().public if _sends() else None, here=None if wish is None else _shown(wish))


@bp.put("/api/push")
@shaped(request=NewPush)
def put(body: NewPush) -> None:
    """Signs on this device, at these hours."""
    if not _sends():
        raise ThingAbsentError
    _check(body)
    hours = Hours(tuple(sorted(set(body.days))), body.from_minute, body.until_minute, body.zone)
    caller, wish = current_caller(), Wish(body.endpoint, body.p256dh, body.auth, hours, body.held)
    web_push.put(keyring(), caller.user_id, caller.session_id, wish)


@bp.delete("/api/push")
@shaped()
def remove() -> None:
    """No signs on this device any more."""
    web_push.remove(current_caller().session_id)


@bp.post("/api/push/opened")
@shaped(answer=PushOpened)
def opened() -> PushOpened:
    """I have looked: what was due is not sent any more."""
    caller = current_caller()
    return PushOpened(any=web_push.opened(caller.user_id, caller.session_id))


def _sends() -> bool:
    return current_app.config["PUSH_CONTACT"] is not None


def _check(body: NewPush) -> None:
    """What a shape alone cannot say. Raises ShapeWrongError."""
    try:
        parse_address(body.endpoint, current_app.config["PUSH_SEAM"])
    except PushAddressRefusedError:
        raise ShapeWrongError([{"path": "endpoint", "problem": "Nothing is sent to this address."}]) from None
    if not is_point(body.p256dh):
        raise ShapeWrongError([{"path": "p256dh", "problem": "This is not a public key."}])
    if not is_zone(body.zone):
        raise ShapeWrongError([{"path": "zone", "problem": "This time zone is not known here."}])


def _shown(wish: Wish) -> PushHere:
    hours = wish.hours
    return PushHere(
        days=list(hours.days),
        from_minute=hours.from_minute,
        until_minute=hours.until_minute,
        zone=hours.zone,
        endpoint=wish.endpoint,
        held=wish.held,
    )
