"""Who is whose, asked of the database for the table of permissions. The services ask again inside their transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from couplebridge import clock
from couplebridge.database import reading
from couplebridge.models.invite import Invite
from couplebridge.models.member import Member
from couplebridge.models.offer import Offer
from couplebridge.models.session import Session
from couplebridge.models.together import Together
from couplebridge.security.predicates import Caller

Names = Mapping[str, Any]


def member(caller: Caller, _names: Names) -> bool:
    """In a space."""
    return _any(Member.user_id == caller.user_id)


def author(caller: Caller, names: Names) -> bool:
    """Wrote the offer."""
    return _any(Offer.offer_id == names["offer_id"], Offer.author_id == caller.user_id)


def recipient(caller: Caller, names: Names) -> bool:
    """Is the one whom the offer is made to."""
    return _any(Offer.offer_id == names["offer_id"], Offer.recipient_id == caller.user_id)


def author_or_recipient(caller: Caller, names: Names) -> bool:
    """One of the two."""
    either = or_(Offer.author_id == caller.user_id, Offer.recipient_id == caller.user_id)
    return _any(Offer.offer_id == names["offer_id"], either)


def one_of_both(caller: Caller, names: Names) -> bool:
    """Proposed the together, or is the other of the two."""
    either = or_(Together.proposer_id == caller.user_id, Together.other_id == caller.user_id)
    return _any(Together.together_id == names["together_id"], either)


def inviter(caller: Caller, names: Names) -> bool:
    """Made the invitation."""
    return _any(Invite.invite_id == names["invite_id"], Invite.inviter_id == caller.user_id)


def is_alive(caller: Caller) -> bool:
    """Whether the caller's session has not ended since: asked by streams, which outlive a request."""
    return _any(Session.token_hash == caller.token_hash, Session.expires_at_s > clock.now_s())


def alive_among(token_hashes: Collection[bytes]) -> set[bytes]:
    """Those of these hashes of session tokens (32 bytes each) whose session has not ended: one question for many."""
    among = Session.token_hash.in_(token_hashes)
    with reading() as connection:
        alive = select(Session.token_hash).where(among, Session.expires_at_s > clock.now_s())
        return set(connection.execute(alive).scalars())


def _any(*conditions: ColumnElement[bool]) -> bool:
    with reading() as connection:
        return connection.execute(select(1).where(*conditions).limit(1)).first() is not None
