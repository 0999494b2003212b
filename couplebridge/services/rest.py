"""Rest: after an offer ended nothing of it is asked again for a while (docs/protocol.md, The bridge, Rest).

The tags mean nothing here. All of it follows from the author's own offers and the time, never from what the other did
privately.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from couplebridge.errors import OfferRestingError, OffersFullError
from couplebridge.models.offer import Offer

REST_MS = 14 * 24 * 3600 * 1000
LAPSE_MS = REST_MS
OPEN_MAX = 2
UNOPENED_MAX = 4
OFFERED, READY, OPENED, ENDED, PUT_AWAY = 1, 2, 3, 4, 5

offers = Offer.__table__


def require_room(connection: Connection, author_id: bytes, now_ms: int) -> None:
    """Raises OffersFullError when two offers of this author are open."""
    going_on = and_(offers.c.state.in_((OFFERED, READY)), offers.c.lapses_at_ms > now_ms)
    is_open = and_(offers.c.author_id == author_id, going_on)
    if connection.execute(select(func.count()).where(is_open)).scalar_one() >= OPEN_MAX:
        raise OffersFullError


def require_rested(connection: Connection, author_id: bytes, entry_tag: bytes, topic_tag: bytes, now_ms: int) -> None:
    """Raises OfferRestingError while either tag rests, or when four ended unopened lately.

    `rests_from_ms` of an open offer is its lapse, so one that lapsed rests from then on without anybody noting it.
    """
    lately = and_(
        offers.c.author_id == author_id, offers.c.rests_from_ms <= now_ms, offers.c.rests_from_ms > now_ms - REST_MS
    )
    same = or_(offers.c.entry_tag == entry_tag, offers.c.topic_tag == topic_tag)
    unopened = select(func.count()).where(lately, offers.c.was_opened.is_(False))
    if connection.execute(select(offers.c.offer_id).where(lately, same).limit(1)).first() is not None:
        raise OfferRestingError
    if connection.execute(unopened).scalar_one() >= UNOPENED_MAX:
        raise OfferRestingError
