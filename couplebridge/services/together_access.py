"""Going up to a together: who may, where it stands, how it ends. Not theirs, not there, ended: one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from couplebridge import clock
from couplebridge.errors import OfferRestingError, OfferStateError, ThingAbsentError, TogetherOpenError
from couplebridge.framing import TOGETHER
from couplebridge.models.together import Together
from couplebridge.services.feed import Moves, rewrite_quietly, stored
from couplebridge.services.members import Couple, find_couple
from couplebridge.services.offer_statements import Scene
from couplebridge.services.rest import REST_MS
from couplebridge.services.together_frames import (
    BOTH_LOCKED,
    ENDED,
    OPEN,
    OPENED,
    PUT_AWAY,
    REVISION,
    TogetherParts,
    emptied,
    stored_parts,
)

# how many that one of the two proposed may have ended unopened lately: there is no asking until the other gives in
UNOPENED_MAX = 2

togethers = Together.__table__


@dataclass(frozen=True, slots=True)
class Spot:
    """A together that is going on, with both feeds held, as one of the two comes to it."""

    moves: Moves
    row: Row[Any]
    couple: Couple

    @property
    def scene(self) -> Scene:
        """The caller tells, the partner hears."""
        return Scene(self.couple.space_id, self.couple.own, self.couple.partner)

    @property
    def is_proposer(self) -> bool:
        """Whether the caller proposed it."""
        return bool(self.row.proposer_id == self.couple.own.user_id)

    def own(self) -> TogetherParts:
        """As it lies in the caller's feed."""
        return stored_parts(self.moves, self.couple.own.user_id, self.row.together_id)

    def theirs(self) -> TogetherParts:
        """As it lies in the partner's feed. Never to be answered from, but when both have done the same."""
        return stored_parts(self.moves, self.couple.partner.user_id, self.row.together_id)

    def require(self, *states: int) -> None:
        """Raises OfferStateError in any other state."""
        if self.row.state not in states:
            raise OfferStateError

    def put_own(self, parts: TogetherParts) -> None:
        """Write the caller's feed alone: nothing of the other's moves."""
        self.moves.put(self.couple.own.user_id, TOGETHER, self.row.together_id, REVISION, parts.as_parts())

    def put_both(self, own: TogetherParts, theirs: TogetherParts, **changed: Any) -> None:
        """Write both feeds and the row, in this one transaction."""
        self.put_own(own)
        self.moves.put(self.couple.partner.user_id, TOGETHER, self.row.together_id, REVISION, theirs.as_parts())
        set_row(self.moves.connection, self.row.together_id, **changed)


def set_row(connection: Connection, together_id: bytes, **values: Any) -> None:
    """Change the row."""
    connection.execute(update(togethers).where(togethers.c.together_id == together_id).values(**values))


def find_together(connection: Connection, together_id: bytes) -> Row[Any] | None:
    """The row, whoever it belongs to."""
    return connection.execute(select(togethers).where(togethers.c.together_id == together_id)).first()


def hold_together(connection: Connection, together_id: bytes) -> Row[Any] | None:
    """The row as it stays until this transaction ends: the sweep, which holds no feed, waits for it."""
    same = togethers.c.together_id == together_id
    return connection.execute(select(togethers).where(same).with_for_update()).first()


def enter(moves: Moves, user_id: bytes, together_id: bytes) -> Spot:
    """Hold both feeds and look again. Raises ThingAbsentError for everybody whom it does not concern (any more)."""
    row = find_together(moves.connection, together_id)
    if row is None or row.proposer_id is None or row.other_id is None or user_id not in (row.proposer_id, row.other_id):
        raise ThingAbsentError
    moves.lock(row.proposer_id, row.other_id)
    row = hold_together(moves.connection, together_id)
    couple = find_couple(moves.connection, user_id)
    if row is None or not is_going_on(row, clock.now_ms()) or couple is None or couple.space_id != row.space_id:
        raise ThingAbsentError
    return Spot(moves, row, couple)


def is_going_on(row: Row[Any], now_ms: int) -> bool:
    """Not lapsed, or opened and not put away."""
    return bool(row.state == OPENED or (row.state in (OPEN, BOTH_LOCKED) and row.lapses_at_ms > now_ms))


def require_free(connection: Connection, space_id: bytes, proposer_id: bytes, topic_tag: bytes, now_ms: int) -> None:
    """Raises TogetherOpenError while one is open between the two, OfferRestingError while topic or asking rest.

    `rests_from_ms` of an open one is its lapse, so one that lapsed rests from then on without anybody noting it.
    """
    here = togethers.c.space_id == space_id
    going_on = and_(togethers.c.state.in_((OPEN, BOTH_LOCKED)), togethers.c.lapses_at_ms > now_ms)
    if connection.execute(select(togethers.c.together_id).where(here, going_on).limit(1)).first() is not None:
        raise TogetherOpenError
    rests = togethers.c.rests_from_ms
    lately = and_(here, rests <= now_ms, rests > now_ms - REST_MS)
    same = select(togethers.c.together_id).where(lately, togethers.c.topic_tag == topic_tag)
    if connection.execute(same.limit(1)).first() is not None:
        raise OfferRestingError
    own = and_(togethers.c.proposer_id == proposer_id, togethers.c.was_opened.is_(False))
    if connection.execute(select(func.count()).where(lately, own)).scalar_one() >= UNOPENED_MAX:
        raise OfferRestingError


def end_unopened(moves: Moves, row: Row[Any], now_ms: int) -> None:
    """Empty it in both feeds (held by the caller), whatever either locked in: both see the same, that it is gone."""
    set_row(moves.connection, row.together_id, **ended_values(now_ms))
    for user_id in (row.proposer_id, row.other_id):
        moves.put(user_id, TOGETHER, row.together_id, REVISION, emptied(ENDED))


def end_lapsed(connection: Connection, row: Row[Any]) -> None:
    """Empty it where it stands in both feeds: no feed moves, because a lapse says nothing to either."""
    for user_id in (row.proposer_id, row.other_id):
        frame = None if user_id is None else stored(connection, user_id, TOGETHER, row.together_id)
        if frame is not None and user_id is not None:
            rewrite_quietly(connection, user_id, frame, emptied(ENDED))
    set_row(connection, row.together_id, **ended_values(row.lapses_at_ms))


def ended_values(rests_from_ms: int) -> dict[str, Any]:
    """What the row of one that ended unopened still says."""
    return {"state": ENDED, "rests_from_ms": rests_from_ms, "proposal_link": None}


def put_away_item(moves: Moves, together_id: bytes, user_ids: list[bytes]) -> None:
    """Off these members' screens."""
    for user_id in user_ids:
        moves.put(user_id, TOGETHER, together_id, REVISION, emptied(PUT_AWAY))


def put_away_row(connection: Connection, together_id: bytes, rests_from_ms: int) -> None:
    """Off both."""
    set_row(connection, together_id, state=PUT_AWAY, rests_from_ms=rests_from_ms, proposal_link=None)
