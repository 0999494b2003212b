"""Pairing: an invitation, who joins, and the confirmation that makes the space (docs/protocol.md, Pairing).

The server checks signatures, times and single use. The secret of the link never comes here, so the MACs it can only
hand on: that is what keeps it from exchanging a key.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from couplebridge import clock
from couplebridge.database import reading
from couplebridge.errors import AlreadyPairedError, RevisionConflictError, SignatureWrongError, ThingAbsentError
from couplebridge.models.account import Account
from couplebridge.models.invite import Invite
from couplebridge.models.space import Space
from couplebridge.security.mac import tuple_bytes
from couplebridge.security.signatures import parse_bundle, sha256, verify_signature
from couplebridge.services.collisions import taken_is_conflict
from couplebridge.services.feed import Moves, moving
from couplebridge.services.members import begin_space, find_couple
from couplebridge.services.pairing_frames import CONFIRMED, ENDED, JOINED, OPEN, put_in_feeds

LIFETIME_MS = 24 * 3600 * 1000
# whoever joined in time may wait this long after the expiry for the inviter to open their app
CONFIRM_MS = 14 * LIFETIME_MS
# the inviter sees that somebody knocks again and again; counting on would only let a stranger move their feed
REFUSED_USES_MAX = 100

invites = Invite.__table__


class OpenInvite(NamedTuple):
    """What a joiner may know of an open invitation. Ids 16 bytes, bundle 154, mac 32."""

    space_id: bytes
    expires_ms: int
    bundle: bytes
    mac: bytes


class Joining(NamedTuple):
    """The joiner's answer: bundle 154, mac 32, signature 64."""

    bundle: bytes
    mac: bytes
    signature: bytes


class Confirming(NamedTuple):
    """The inviter's: mac 32, signature 64, the space key sealed to the joiner 113."""

    mac: bytes
    signature: bytes
    wrap: bytes


def invite(user_id: bytes, invite_id: bytes, offered: OpenInvite) -> None:
    """Open an invitation; an earlier one of the same inviter ends.

    Raises SignatureWrongError (not the caller's own bundle, or a time that cannot be), AlreadyPairedError,
    RevisionConflictError (the id is taken).
    """
    with moving() as moves:
        moves.lock(*_people(moves.connection, user_id))
        before = _find(moves.connection, invite_id)
        _require_single(moves.connection, user_id)
        _require_own_bundle(moves.connection, user_id, offered.bundle)
        now_ms = clock.now_ms()
        if not now_ms < offered.expires_ms <= now_ms + LIFETIME_MS:
            raise SignatureWrongError("An invitation lasts a day at most.")
        row = _new_row(user_id, invite_id, offered)
        if before is not None and all(getattr(before, name) == value for name, value in row.items()):
            return  # this very invitation is open already: its answer got lost
        if before is not None or _space_exists(moves.connection, offered.space_id):
            raise RevisionConflictError(conflicts=[])
        end_invites(moves, user_id, as_joiner=False)
        with taken_is_conflict():
            moves.connection.execute(insert(invites), row)
        put_in_feeds(moves, _found(moves.connection, invite_id))


def _new_row(user_id: bytes, invite_id: bytes, offered: OpenInvite) -> dict[str, object]:
    ids = {"invite_id": invite_id, "inviter_id": user_id, "space_id": offered.space_id}
    what = {"expires_ms": offered.expires_ms, "inviter_bundle": offered.bundle, "offer_mac": offered.mac}
    return ids | what | {"state": OPEN, "refused_uses": 0}


def show(invite_id: bytes) -> OpenInvite:
    """An open invitation, for whoever has the link. Raises ThingAbsentError."""
    with reading() as connection:
        row = _find(connection, invite_id)
    if row is None or row.state != OPEN or row.expires_ms <= clock.now_ms():
        raise ThingAbsentError
    return OpenInvite(row.space_id, row.expires_ms, row.inviter_bundle, row.offer_mac)


def take_back(user_id: bytes, invite_id: bytes) -> None:
    """The inviter ends it: open or joined → ended. Raises ThingAbsentError."""
    with moving() as moves:
        row = _enter(moves, user_id, invite_id, states=(OPEN, JOINED))
        _end(moves, row)


def join(user_id: bytes, invite_id: bytes, joining: Joining) -> None:
    """open → joined, once. Any other use is answered as absent, and the inviter sees that there was one.

    Raises ThingAbsentError, AlreadyPairedError, SignatureWrongError.
    """
    with moving() as moves:
        row = _find(moves.connection, invite_id)
        if row is None or row.inviter_id in (None, user_id):
            raise ThingAbsentError
        moves.lock(user_id, *[each for each in (row.inviter_id, row.joiner_id) if each not in (None, user_id)])
        row = _found(moves.connection, invite_id)
        if (row.joiner_id, row.joiner_mac) == (user_id, joining.mac) and row.state == JOINED:
            return  # this very answer is here already: ours got lost
        if row.state == OPEN and row.expires_ms > clock.now_ms():
            _require_single(moves.connection, user_id)
            _require_own_bundle(moves.connection, user_id, joining.bundle)
            _verify("J", row, joining.bundle, joining.bundle, joining.signature)
            answer = {"joiner_bundle": joining.bundle, "joiner_mac": joining.mac, "joiner_signature": joining.signature}
            _change(moves, row, state=JOINED, joiner_id=user_id, **answer)
            moves.tell(row.inviter_id)
            return
        _count_refused(moves, row)
    raise ThingAbsentError  # after the commit: the inviter sees it


def _count_refused(moves: Moves, row: Row[Any]) -> None:
    if row.state in (JOINED, CONFIRMED) and row.refused_uses < REFUSED_USES_MAX:
        _change(moves, row, refused_uses=row.refused_uses + 1)


def confirm(user_id: bytes, invite_id: bytes, confirming: Confirming) -> None:
    """joined → confirmed: the space exists, and both feeds say so.

    Raises ThingAbsentError, AlreadyPairedError, SignatureWrongError, RevisionConflictError (the space id is taken).
    """
    with moving() as moves:
        row = _enter(moves, user_id, invite_id, states=(JOINED, CONFIRMED))
        if row.state == CONFIRMED:
            if row.inviter_mac == confirming.mac:
                return  # this very confirmation is here already
            raise ThingAbsentError
        if row.expires_ms <= clock.now_ms() - CONFIRM_MS:
            raise ThingAbsentError  # over, swept or not
        _verify("I", row, row.joiner_bundle, row.inviter_bundle, confirming.signature)
        _require_single(moves.connection, row.inviter_id)
        _require_single(moves.connection, row.joiner_id)
        if _space_exists(moves.connection, row.space_id):
            raise RevisionConflictError(conflicts=[])
        answer = {"inviter_mac": confirming.mac, "inviter_signature": confirming.signature, "wrap": confirming.wrap}
        _change(moves, row, state=CONFIRMED, **answer)
        for member_id in (row.inviter_id, row.joiner_id):
            end_invites(moves, member_id)  # whatever else they had going on: nobody is in two spaces
        with taken_is_conflict():
            begin_space(moves, row.space_id, {row.inviter_id: row.inviter_bundle, row.joiner_id: row.joiner_bundle})
        moves.tell(row.joiner_id)


def end_invites(
    moves: Moves, user_id: bytes, *, as_joiner: bool = True, states: tuple[int, ...] = (OPEN, JOINED)
) -> None:
    """End what this account has going on, in its own feed and in the other's."""
    for row in moves.connection.execute(_mine(user_id, as_joiner, states)).all():
        _end(moves, row)


def _mine(user_id: bytes, as_joiner: bool, states: tuple[int, ...]) -> Any:
    whose = invites.c.inviter_id == user_id
    if as_joiner:
        whose |= invites.c.joiner_id == user_id
    return select(invites).where(whose, invites.c.state.in_(states))


def _people(connection: Connection, user_id: bytes) -> set[bytes]:
    """This account and everybody in an invitation with it: whose feeds an end would move."""
    rows = connection.execute(_mine(user_id, True, (OPEN, JOINED, CONFIRMED))).all()
    return {user_id} | {each for row in rows for each in (row.inviter_id, row.joiner_id) if each is not None}


def _enter(moves: Moves, user_id: bytes, invite_id: bytes, *, states: tuple[int, ...]) -> Row[Any]:
    """The inviter's own invitation with both feeds held. Raises ThingAbsentError."""
    row = _find(moves.connection, invite_id)
    if row is None or row.inviter_id != user_id or row.state not in states:
        raise ThingAbsentError
    two = [each for each in (row.inviter_id, row.joiner_id) if each is not None]
    moves.lock(*{person for each in two for person in _people(moves.connection, each)})
    again = _find(moves.connection, invite_id)
    if again is None or again.state not in states or again.joiner_id != row.joiner_id:
        raise ThingAbsentError
    return again


def _end(moves: Moves, row: Row[Any]) -> None:
    names = ("inviter_bundle", "offer_mac", "joiner_bundle", "joiner_mac", "joiner_signature")
    _change(moves, row, state=ENDED, **dict.fromkeys((*names, "inviter_mac", "inviter_signature", "wrap")))


def _change(moves: Moves, row: Row[Any], **values: Any) -> None:
    moves.connection.execute(update(invites).where(invites.c.invite_id == row.invite_id).values(**values))
    put_in_feeds(moves, _found(moves.connection, row.invite_id))


def _verify(side: str, row: Row[Any], joiner_bundle: bytes, signer_bundle: bytes, signature: bytes) -> None:
    """The signature of this side over the transcript of both. Raises SignatureWrongError."""
    ids = (row.space_id, row.invite_id, row.expires_ms.to_bytes(8, "big"))
    transcript = sha256(tuple_bytes("pair", *ids, row.inviter_bundle, joiner_bundle))
    signing = parse_bundle(signer_bundle).signing_public
    verify_signature(signing, tuple_bytes("pair-sig", side.encode(), transcript), signature)


def _find(connection: Connection, invite_id: bytes) -> Row[Any] | None:
    return connection.execute(select(invites).where(invites.c.invite_id == invite_id)).first()


def _found(connection: Connection, invite_id: bytes) -> Row[Any]:
    """One that is known to be there: rows of invitations never go."""
    return connection.execute(select(invites).where(invites.c.invite_id == invite_id)).one()


def _space_exists(connection: Connection, space_id: bytes) -> bool:
    return connection.execute(select(Space.space_id).where(Space.space_id == space_id)).first() is not None


def _require_single(connection: Connection, user_id: bytes) -> None:
    if find_couple(connection, user_id) is not None:
        raise AlreadyPairedError


def _require_own_bundle(connection: Connection, user_id: bytes, bundle: bytes) -> None:
    own = connection.execute(select(Account.bundle).where(Account.user_id == user_id)).scalar()
    if own != bundle:
        raise SignatureWrongError("This is not the bundle of this account.")
