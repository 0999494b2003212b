"""/api/togethers: we open ours at the same moment. Each route is one step of docs/protocol.md, Together."""

from __future__ import annotations

from flask import Blueprint

from couplebridge.schemas.togethers import NewLock, NewTogether, Now
from couplebridge.security.sessions import current_caller
from couplebridge.services import together
from couplebridge.services.offer_statements import Said, Shared
from couplebridge.views.shaped import shaped

bp = Blueprint("togethers", __name__)


@bp.post("/api/togethers")
@shaped(request=NewTogether, status=201)
def propose(body: NewTogether) -> None:
    """Shall we open something about this at the same moment?"""
    proposal = Shared(body.envelope, body.wrap, body.signature)
    together.propose(current_caller().user_id, proposal, body.topic_tag)


@bp.post("/api/togethers/<id16:together_id>/lock")
@shaped(request=NewLock)
def lock(together_id: bytes, body: NewLock) -> None:
    """This is mine."""
    said = Said(body.statement, body.signature)
    together.lock(current_caller().user_id, together_id, said, body.envelope, body.wrap)


@bp.post("/api/togethers/<id16:together_id>/unlock")
@shaped()
def unlock(together_id: bytes) -> None:
    """Mine is taken back, before both are in."""
    together.unlock(current_caller().user_id, together_id)


@bp.post("/api/togethers/<id16:together_id>/now")
@shaped(request=Now)
def say_now(together_id: bytes, body: Now) -> None:
    """Now, with the key of mine for the other."""
    together.say_now(current_caller().user_id, together_id, Said(body.statement, body.signature), body.wrap)


@bp.post("/api/togethers/<id16:together_id>/step-back")
@shaped()
def step_back(together_id: bytes) -> None:
    """It is gone for both."""
    together.step_back(current_caller().user_id, together_id)
