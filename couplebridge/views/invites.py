"""/api/invites: an invitation, joining, confirming."""

from __future__ import annotations

from flask import Blueprint

from couplebridge.schemas.invites import ConfirmInvite, InviteShown, JoinInvite, NewInvite
from couplebridge.security import limits
from couplebridge.security.sessions import current_caller
from couplebridge.services import pairing
from couplebridge.services.pairing import Confirming, Joining, OpenInvite
from couplebridge.views.shaped import shaped

bp = Blueprint("invites", __name__)


@bp.post("/api/invites")
@shaped(request=NewInvite, status=201)
def create(body: NewInvite) -> None:
    """Open an invitation; an earlier one ends."""
    pairing.invite(current_caller().user_id, body.invite, OpenInvite(body.space, body.expires, body.bundle, body.mac))


@bp.get("/api/invites/<id16:invite_id>")
@shaped(answer=InviteShown)
def show(invite_id: bytes) -> InviteShown:
    """An open invitation, for whoever has the link."""
    found = pairing.show(invite_id)
    return InviteShown(space=found.space_id, expires=found.expires_ms, bundle=found.bundle, mac=found.mac)


@bp.delete("/api/invites/<id16:invite_id>")
@shaped()
def take_back(invite_id: bytes) -> None:
    """Not any more."""
    pairing.take_back(current_caller().user_id, invite_id)


@bp.post("/api/invites/<id16:invite_id>/join")
@shaped(request=JoinInvite, status=202)
def join(invite_id: bytes, body: JoinInvite) -> None:
    """Use it, once."""
    caller = current_caller()
    limits.spend("RATE_JOIN", limits.hidden("join", caller.user_id))
    pairing.join(caller.user_id, invite_id, Joining(body.bundle, body.mac, body.signature))


@bp.post("/api/invites/<id16:invite_id>/confirm")
@shaped(request=ConfirmInvite)
def confirm(invite_id: bytes, body: ConfirmInvite) -> None:
    """Make the space of the two."""
    pairing.confirm(current_caller().user_id, invite_id, Confirming(body.mac, body.signature, body.wrap))
