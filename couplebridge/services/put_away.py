"""Putting away what was opened: it leaves both screens and stops syncing; nobody pretends that it was forgotten."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, update

from couplebridge import clock
from couplebridge.errors import OfferStateError, ThingAbsentError
from couplebridge.framing import OFFER, TURN
from couplebridge.services.feed import Moves, moving
from couplebridge.services.members import find_couple
from couplebridge.services.offer_access import find_offer, hold_offer, is_going_on
from couplebridge.services.offer_frames import emptied
from couplebridge.services.rest import OPENED, PUT_AWAY, offers

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
        if couple is not None and couple.space_id == row.space_id:
            _put_away_for(moves, row, both)
            _put_away_row(moves, offer_id, now_ms)
        else:
            _put_away_own(moves, row, user_id)
            if not any(_lies_opened(moves, member_id, offer_id) for member_id in both):
                # nobody keeps it any more; what the other did alone moves no rest of the author's
                _put_away_row(moves, offer_id, row.rests_from_ms)


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


def _put_away_row(moves: Moves, offer_id: bytes, rests_from_ms: int) -> None:
    gone = dict.fromkeys(("revision", "policy", "envelope_hash", "statement_hash", "turn_head"))
    values = {"state": PUT_AWAY, "rests_from_ms": rests_from_ms, "turn_ids": b"", **gone}
    moves.connection.execute(update(offers).where(offers.c.offer_id == offer_id).values(**values))
