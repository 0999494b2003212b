"""/api/offers: the bridge. Each route is one step of the table in docs/protocol.md."""

from __future__ import annotations

from flask import Blueprint

from couplebridge.schemas.offers import EditedOffer, NewOffer, NewTurn, Release, SharedRecord, SignedStatement
from couplebridge.security.sessions import current_caller
from couplebridge.services import bridge, put_away, turns
from couplebridge.services.offer_statements import Said, Shared
from couplebridge.views.shaped import shaped

bp = Blueprint("offers", __name__)


@bp.post("/api/offers")
@shaped(request=NewOffer, status=201)
def create(body: NewOffer) -> None:
    """I would like to tell you one thing."""
    cover = _shared(body.cover)
    bridge.offer(current_caller().user_id, _said(body), body.envelope, body.wrap, cover, body.entry_tag, body.topic_tag)


@bp.put("/api/offers/<id16:offer_id>")
@shaped(request=EditedOffer)
def edit(offer_id: bytes, body: EditedOffer) -> None:
    """Another text; an acceptance is void."""
    bridge.edit(current_caller().user_id, offer_id, _said(body), body.envelope, body.wrap, _shared(body.cover))


@bp.post("/api/offers/<id16:offer_id>/accept")
@shaped(request=SignedStatement)
def accept(offer_id: bytes, body: SignedStatement) -> None:
    """I'm ready, for exactly this text."""
    bridge.accept(current_caller().user_id, offer_id, _said(body))


@bp.post("/api/offers/<id16:offer_id>/withdraw")
@shaped(request=SignedStatement)
def withdraw(offer_id: bytes, body: SignedStatement) -> None:
    """The author withdraws; the recipient takes "ready" back."""
    bridge.withdraw(current_caller().user_id, offer_id, _said(body))


@bp.post("/api/offers/<id16:offer_id>/moment")
@shaped(request=SharedRecord)
def set_moment(offer_id: bytes, body: SharedRecord) -> None:
    """At a good moment."""
    turns.set_moment(current_caller().user_id, offer_id, _shared(body))


@bp.post("/api/offers/<id16:offer_id>/release")
@shaped(request=Release)
def release(offer_id: bytes, body: Release) -> None:
    """The key, sealed to the other."""
    bridge.release(current_caller().user_id, offer_id, _said(body), body.wrap)


@bp.post("/api/offers/<id16:offer_id>/turns")
@shaped(request=NewTurn, status=201)
def add_turn(offer_id: bytes, body: NewTurn) -> None:
    """One more turn of listening."""
    turns.add_turn(current_caller().user_id, offer_id, _shared(body), body.prev)


@bp.post("/api/offers/<id16:offer_id>/put-away")
@shaped()
def put_away_offer(offer_id: bytes) -> None:
    """It leaves both screens."""
    put_away.put_away(current_caller().user_id, offer_id)


def _said(body: SignedStatement) -> Said:
    return Said(body.statement, body.signature)


def _shared(body: SharedRecord) -> Shared:
    return Shared(body.envelope, body.wrap, body.signature)
