"""/api/space: leaving it."""

from __future__ import annotations

from flask import Blueprint

from couplebridge.schemas.accounts import Proven
from couplebridge.security.keyring import keyring
from couplebridge.services import space
from couplebridge.views.account import proof_of, spend_proof
from couplebridge.views.shaped import shaped

bp = Blueprint("space", __name__)


@bp.post("/api/space/leave")
@shaped(request=Proven)
def leave(body: Proven) -> None:
    """At once, for no reason, needing nobody."""
    spend_proof()
    space.leave(keyring(), proof_of(body.proof))
