"""Who is whose: the two members of a space."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from couplebridge.database import reading
from couplebridge.errors import ThingAbsentError
from couplebridge.framing import SPACE
from couplebridge.models.member import Member
from couplebridge.models.space import Space
from couplebridge.security.signatures import Bundle, parse_bundle
from couplebridge.services.feed import Moves

ACTIVE, ENDED = b"\x01", b"\x02"
REVISION = 1

members = Member.__table__
_own = select(members.c.space_id).where(members.c.user_id == bindparam("caller")).scalar_subquery()
_both = select(members).where(members.c.space_id == _own)


class Couple(NamedTuple):
    """A space (id 16) as one of its members sees it: own identity, partner's identity, partner's bundle as stored."""

    space_id: bytes
    own: Bundle
    partner: Bundle
    partner_bundle: bytes


def find_couple(connection: Connection, user_id: bytes) -> Couple | None:
    """The caller's space, or None."""
    rows = {row.user_id: row for row in connection.execute(_both, {"caller": user_id})}
    mine = rows.pop(user_id, None)
    if mine is None:
        return None
    (other,) = rows.values()
    return Couple(mine.space_id, parse_bundle(mine.bundle), parse_bundle(other.bundle), other.bundle)


def require_couple(connection: Connection, user_id: bytes) -> Couple:
    """The caller's space. Raises ThingAbsentError."""
    couple = find_couple(connection, user_id)
    if couple is None:
        raise ThingAbsentError
    return couple


def current_space(user_id: bytes) -> tuple[bytes, bytes] | None:
    """(space id 16, the partner's bundle 154), or None: for GET /account."""
    with reading() as connection:
        couple = find_couple(connection, user_id)
    return None if couple is None else (couple.space_id, couple.partner_bundle)


def begin_space(moves: Moves, space_id: bytes, bundles: dict[bytes, bytes]) -> None:
    """Make the space of two accounts: user id (16) to bundle (154). Both feeds say so."""
    moves.connection.execute(insert(Space), {"space_id": space_id, "ended": False})
    for user_id, bundle in bundles.items():
        fingerprint = parse_bundle(bundle).fingerprint
        row = {"user_id": user_id, "space_id": space_id, "bundle": bundle, "fingerprint": fingerprint}
        moves.connection.execute(insert(members), row)
        (partner_bundle,) = [other for other_id, other in bundles.items() if other_id != user_id]
        moves.put(user_id, SPACE, space_id, REVISION, [ACTIVE, partner_bundle])
