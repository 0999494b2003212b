"""Going up to an offer: who may, and where it stands. Not theirs, not there and ended are one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from couplebridge import clock
from couplebridge.errors import OfferStateError, ThingAbsentError
from couplebridge.framing import OFFER
from couplebridge.security.signatures import sha256
from couplebridge.services.feed import Moves, rewrite_quietly, stored
from couplebridge.services.members import Couple, find_couple
from couplebridge.services.offer_frames import OfferParts, emptied, stored_parts
from couplebridge.services.offer_statements import Said, Scene, Version
from couplebridge.services.rest import ENDED, OFFERED, OPENED, READY, offers

AUTHOR, RECIPIENT, EITHER = frozenset({"author"}), frozenset({"recipient"}), frozenset({"author", "recipient"})


@dataclass(frozen=True, slots=True)
class Place:
    """An offer that is going on, with both feeds held, and the caller's part in it."""

    moves: Moves
    row: Row[Any]
    couple: Couple
    now_ms: int

    @property
    def is_author(self) -> bool:
        """Whether the caller wrote it."""
        return bool(self.row.author_id == self.couple.own.user_id)

    @property
    def scene(self) -> Scene:
        """Between whom it is."""
        pair = (self.couple.own, self.couple.partner)
        author, recipient = pair if self.is_author else pair[::-1]
        return Scene(self.couple.space_id, author, recipient)

    @property
    def version(self) -> Version:
        """What a statement about the text as it is must name."""
        return Version(self.row.revision, self.row.envelope_hash, self.row.policy, self.row.statement_hash)

    def repeats(self, said: Said) -> bool:
        """Whether this very statement was the last one: an answer got lost, and nothing is to be done again."""
        return bool(sha256(said.statement) == self.row.statement_hash)

    def require(self, *states: int) -> None:
        """Raises OfferStateError in any other state."""
        if self.row.state not in states:
            raise OfferStateError

    def parts(self) -> OfferParts:
        """All of it, as it lies in the author's feed."""
        return stored_parts(self.moves, self.row.author_id, self.row.offer_id)

    def put(self, parts: OfferParts, **changed: Any) -> None:
        """Write both feeds and the row in this transaction."""
        values = {"state": parts.state} | changed
        self.moves.connection.execute(update(offers).where(offers.c.offer_id == self.row.offer_id).values(**values))
        put_in_feeds(self.moves, self.row.offer_id, changed.get("revision", self.row.revision), self.scene, parts)


def put_in_feeds(moves: Moves, offer_id: bytes, revision: int, scene: Scene, parts: OfferParts) -> None:
    """Each reader gets their own parts."""
    moves.put(scene.author.user_id, OFFER, offer_id, revision, parts.for_author())
    moves.put(scene.recipient.user_id, OFFER, offer_id, revision, parts.for_recipient())


def find_offer(connection: Connection, offer_id: bytes) -> Row[Any] | None:
    """The row, whoever it belongs to."""
    return connection.execute(select(offers).where(offers.c.offer_id == offer_id)).first()


def hold_offer(connection: Connection, offer_id: bytes) -> Row[Any] | None:
    """The row as it stays until this transaction ends: the sweep, which holds no feed, waits for it."""
    return connection.execute(select(offers).where(offers.c.offer_id == offer_id).with_for_update()).first()


def enter(moves: Moves, user_id: bytes, offer_id: bytes, roles: frozenset[str]) -> Place:
    """Hold both feeds and look again. Raises ThingAbsentError for everybody whom it does not concern (any more)."""
    row = find_offer(moves.connection, offer_id)
    if row is None or row.author_id is None or row.recipient_id is None:
        raise ThingAbsentError
    if {row.author_id: "author", row.recipient_id: "recipient"}.get(user_id) not in roles:
        raise ThingAbsentError
    moves.lock(row.author_id, row.recipient_id)
    row, now_ms = hold_offer(moves.connection, offer_id), clock.now_ms()
    couple = find_couple(moves.connection, user_id)
    if row is None or not is_going_on(row, now_ms) or couple is None or couple.space_id != row.space_id:
        raise ThingAbsentError
    return Place(moves, row, couple, now_ms)


def is_going_on(row: Row[Any], now_ms: int) -> bool:
    """Open and not lapsed, or opened and not put away."""
    return bool(row.state == OPENED or (row.state in (OFFERED, READY) and row.lapses_at_ms > now_ms))


def end_unopened(moves: Moves, row: Row[Any], now_ms: int) -> None:
    """Empty it in both feeds (held by the caller); the row keeps its id, its tags and the moment."""
    moves.connection.execute(update(offers).where(offers.c.offer_id == row.offer_id).values(ended_values(now_ms)))
    for user_id in (row.author_id, row.recipient_id):
        moves.put(user_id, OFFER, row.offer_id, row.revision, emptied(ENDED))


def end_lapsed(connection: Connection, row: Row[Any]) -> None:
    """Empty it where it stands in both feeds: no feed moves, because a lapse says nothing to either."""
    for user_id in (row.author_id, row.recipient_id):
        frame = None if user_id is None else stored(connection, user_id, OFFER, row.offer_id)
        if frame is not None:
            rewrite_quietly(connection, user_id, frame, emptied(ENDED))
    same = offers.c.offer_id == row.offer_id
    connection.execute(update(offers).where(same).values(ended_values(row.lapses_at_ms)))


def ended_values(rests_from_ms: int) -> dict[str, Any]:
    """What the row of an offer that ended unopened still says."""
    gone = dict.fromkeys(("revision", "policy", "envelope_hash", "statement_hash", "turn_head"))
    return {"state": ENDED, "rests_from_ms": rests_from_ms, **gone}
