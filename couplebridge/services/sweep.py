"""Sweeping: what has lapsed by time is emptied where it stands. No feed moves, nobody is told.

Run from time to time (`couplebridge sweep`); nothing depends on when, because every service asks the clock itself.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.framing import PAIRING
from couplebridge.services.feed import rewrite_quietly, stored
from couplebridge.services.offer_access import end_lapsed
from couplebridge.services.pairing import CONFIRM_MS, invites
from couplebridge.services.pairing_frames import ENDED as INVITE_ENDED
from couplebridge.services.pairing_frames import JOINED, OPEN, ended_parts
from couplebridge.services.rest import ENDED, OFFERED, PUT_AWAY, READY, REST_MS, offers
from couplebridge.services.together_access import end_lapsed as end_lapsed_together
from couplebridge.services.together_access import togethers
from couplebridge.services.together_frames import BOTH_LOCKED
from couplebridge.services.together_frames import ENDED as TOGETHER_ENDED
from couplebridge.services.together_frames import OPEN as TOGETHER_OPEN
from couplebridge.services.together_frames import PUT_AWAY as TOGETHER_PUT_AWAY

_BATCH = 100


def sweep() -> None:
    """Empty what lapsed: offers, togethers, invitations; forget whose an ended offer was when its tags rest no more.

    In short transactions, so that no phone waits for it.
    """
    for step in (_sweep_offers, _sweep_togethers, _sweep_invites, _forget_people):
        while step():
            pass


def _sweep_offers() -> int:
    lapsed = and_(offers.c.state.in_((OFFERED, READY)), offers.c.lapses_at_ms <= clock.now_ms())
    found = _some(offers.c.offer_id, lapsed)
    for offer_id in found:
        with writing() as connection:
            same = and_(offers.c.offer_id == offer_id, lapsed)
            row = connection.execute(select(offers).where(same).with_for_update()).first()
            if row is None:
                continue
            end_lapsed(connection, row)
    return len(found)


def _sweep_togethers() -> int:
    is_open = togethers.c.state.in_((TOGETHER_OPEN, BOTH_LOCKED))
    lapsed = and_(is_open, togethers.c.lapses_at_ms <= clock.now_ms())
    found = _some(togethers.c.together_id, lapsed)
    for together_id in found:
        with writing() as connection:
            same = and_(togethers.c.together_id == together_id, lapsed)
            row = connection.execute(select(togethers).where(same).with_for_update()).first()
            if row is not None:
                end_lapsed_together(connection, row)
    return len(found)


def _sweep_invites() -> int:
    now_ms = clock.now_ms()
    over = or_(
        and_(invites.c.state == OPEN, invites.c.expires_ms <= now_ms),
        and_(invites.c.state == JOINED, invites.c.expires_ms <= now_ms - CONFIRM_MS),
    )
    found = _some(invites.c.invite_id, over)
    keys = ("inviter_bundle", "offer_mac", "joiner_bundle", "joiner_mac", "joiner_signature")
    for invite_id in found:
        with writing() as connection:
            same = and_(invites.c.invite_id == invite_id, over)
            row = connection.execute(select(invites).where(same).with_for_update()).first()
            if row is None:
                continue
            connection.execute(update(invites).where(same).values(state=INVITE_ENDED, **dict.fromkeys(keys)))
            used = row.refused_uses.to_bytes(4, "big")
            for user_id, parts in ((row.inviter_id, ended_parts(used)), (row.joiner_id, ended_parts(b""))):
                _empty(connection, user_id, invite_id, parts)
    return len(found)


def _forget_people() -> int:
    over = and_(
        offers.c.state.in_((ENDED, PUT_AWAY)),
        offers.c.rests_from_ms <= clock.now_ms() - REST_MS,
        or_(offers.c.author_id.is_not(None), offers.c.recipient_id.is_not(None)),
    )
    gone = dict.fromkeys(("space_id", "author_id", "recipient_id", "entry_tag", "topic_tag"))
    with writing() as connection:
        connection.execute(update(offers).where(over).values(**gone))
    _forget_togethers()
    return 0


def _forget_togethers() -> None:
    over = and_(
        togethers.c.state.in_((TOGETHER_ENDED, TOGETHER_PUT_AWAY)),
        togethers.c.rests_from_ms <= clock.now_ms() - REST_MS,
        togethers.c.topic_tag.is_not(None),
    )
    gone = dict.fromkeys(("space_id", "proposer_id", "other_id", "topic_tag"))
    with writing() as connection:
        connection.execute(update(togethers).where(over).values(**gone))


def _some(column: ColumnElement[bytes], condition: ColumnElement[bool]) -> list[bytes]:
    with reading() as connection:
        return list(connection.execute(select(column).where(condition).limit(_BATCH)).scalars())


def _empty(connection: Connection, user_id: bytes | None, invite_id: bytes, parts: list[bytes]) -> None:
    frame = None if user_id is None else stored(connection, user_id, PAIRING, invite_id)
    if frame is not None and user_id is not None:
        rewrite_quietly(connection, user_id, frame, parts)
