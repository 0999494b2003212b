"""Putting away what was opened: it leaves both screens and stops syncing; nobody pretends that it was forgotten.

What opened at the same moment goes at the same moment.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select, update

from couplebridge import clock
from couplebridge.errors import OfferStateError, ThingAbsentError
from couplebridge.framing import OFFER, TURN
from couplebridge.services.feed import Moves, moving
from couplebridge.services.members import find_couple
from couplebridge.services.offer_access import find_offer, hold_offer, is_going_on
from couplebridge.services.offer_frames import emptied
from couplebridge.services.rest import OPENED, PUT_AWAY, offers
from couplebridge.services.together_access import put_away_item, put_away_row

_EMPTY_TURN = [b""] * 5


def put_away(user_id: bytes, offer_id: bytes) -> None:
    """opened → put away, by either. After leaving each keeps what was opened, so then only the caller's own feed moves.

    Raises ThingAbsentError, OfferStateError.
    """
    with moving() as moves:
        row = find_offer(moves.connection, offer_id)
        if row is None or user_id not in (row.author_id, row.recipient_id):
            raise ThingAbsentError
        both = [member_id for member_id in (row.author_id, row.recipient_id) if member_id is not None]
        moves.lock(*both)
        row, now_ms = hold_offer(moves.connection, offer_id), clock.now_ms()
        if row is None or not is_going_on(row, now_ms):
            raise ThingAbsentError
        if row.state != OPENED:
            raise OfferStateError
        couple = find_couple(moves.connection, user_id)
        is_couple = couple is not None and couple.space_id == row.space_id
        if row.together_id is not None:
            put_away_item(moves, row.together_id, both if is_couple else [user_id])
        for each in _opened_with(moves, row):
            if is_couple:
                _put_away_for(moves, each, both)
                _put_away_row(moves, each, now_ms)
                continue
            _put_away_own(moves, each, user_id)
            if not any(_lies_opened(moves, member_id, each.offer_id) for member_id in both):
                # nobody keeps it any more; what the other did alone moves no rest of the author's
                _put_away_row(moves, each, each.rests_from_ms)


def _opened_with(moves: Moves, row: Row[Any]) -> list[Row[Any]]:
    """The text itself, or both that were opened at the same moment: they go as they came."""
    if row.together_id is None:
        return [row]
    same = offers.c.together_id == row.together_id
    return list(moves.connection.execute(select(offers).where(same).order_by(offers.c.offer_id).with_for_update()))


def _put_away_own(moves: Moves, row: Row[Any], user_id: bytes) -> None:
    if not _lies_opened(moves, user_id, row.offer_id):
        raise ThingAbsentError
    _put_away_for(moves, row, [user_id])


def _lies_opened(moves: Moves, user_id: bytes, offer_id: bytes) -> bool:
    item = moves.stored(user_id, OFFER, offer_id)
    return item is not None and item.parts[0] == bytes([OPENED])


def _put_away_for(moves: Moves, row: Row[Any], user_ids: list[bytes]) -> None:
    turn_ids = [row.turn_ids[at : at + 16] for at in range(0, len(row.turn_ids), 16)]
    for user_id in user_ids:
        moves.put(user_id, OFFER, row.offer_id, row.revision, emptied(PUT_AWAY))
        for turn_id in turn_ids:
            moves.put(user_id, TURN, turn_id, 1, _EMPTY_TURN)


def _put_away_row(moves: Moves, row: Row[Any], rests_from_ms: int) -> None:
    gone = dict.fromkeys(("revision", "policy", "envelope_hash", "statement_hash", "turn_head"))
    values = {"state": PUT_AWAY, "rests_from_ms": rests_from_ms, "turn_ids": b"", **gone}
    moves.connection.execute(update(offers).where(offers.c.offer_id == row.offer_id).values(**values))
    if row.together_id is not None:
        put_away_row(moves.connection, row.together_id, rests_from_ms)
