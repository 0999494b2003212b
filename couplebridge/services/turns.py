"""What follows in the listening turn, and "at a good moment" (docs/protocol.md, The bridge, Turns).

The server keeps the order of links; who may say which step lies sealed inside, and both clients check it.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from couplebridge.errors import OfferStateError, RevisionConflictError, SignatureWrongError
from couplebridge.framing import TURN
from couplebridge.security.shared_records import verify_shared
from couplebridge.services.feed import moving
from couplebridge.services.offer_access import EITHER, RECIPIENT, enter
from couplebridge.services.offer_statements import Shared, check_moment
from couplebridge.services.rest import OFFERED, OPENED, offers

TURNS_MAX = 40


def set_moment(user_id: bytes, offer_id: bytes, moment: Shared) -> None:
    """The recipient names a good moment; the state stays offered, a later moment stands in the place of the earlier.

    Raises ThingAbsentError, OfferStateError, SignatureWrongError.
    """
    with moving() as moves:
        place = enter(moves, user_id, offer_id, RECIPIENT)
        check_moment(moment, place.scene, offer_id)
        place.require(OFFERED)
        parts = place.parts()
        if parts.moment != tuple(moment):
            place.put(replace(parts, moment=moment))
            if not parts.moment[0]:  # another time for the same is no second knock
                moves.tell(place.scene.author.user_id)


def add_turn(user_id: bytes, offer_id: bytes, turn: Shared, prev: bytes) -> None:
    """One more turn, by either. `prev` (32 bytes) must be the last link.

    Raises ThingAbsentError, OfferStateError (not opened, or forty turns), SignatureWrongError, RevisionConflictError.
    """
    with moving() as moves:
        place = enter(moves, user_id, offer_id, EITHER)
        place.require(OPENED)
        own, row = place.couple.own, place.row
        header, link = verify_shared(turn.envelope, turn.signature, own, place.couple.space_id, offer_id, prev)
        if link == row.turn_head:
            return  # this very turn was the last one: its answer got lost
        if header.revision != 1:
            raise SignatureWrongError
        both = (row.author_id, row.recipient_id)
        # in neither feed: what the other keeps from an earlier space is not to be written over
        if prev != row.turn_head or any(moves.stored(each, TURN, header.record_id) for each in both):
            raise RevisionConflictError(conflicts=[])
        if len(row.turn_ids) >= 16 * TURNS_MAX:
            raise OfferStateError
        turns = {"turn_head": link, "turn_ids": row.turn_ids + header.record_id}
        moves.connection.execute(update(offers).where(offers.c.offer_id == offer_id).values(**turns))
        for member_id in both:
            moves.put(member_id, TURN, header.record_id, 1, [offer_id, *turn, prev])
        moves.tell(place.couple.partner.user_id)
