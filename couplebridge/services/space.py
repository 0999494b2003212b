"""Leaving: at once, one-sided, for no reason; needs nobody's agreement (consent.md, Leaving).

Open offers end. What was opened stays with each. Nothing written afterwards can reach the one who left.
"""

from __future__ import annotations

from sqlalchemy import delete, select, update

from couplebridge import clock
from couplebridge.errors import ThingAbsentError
from couplebridge.framing import SPACE
from couplebridge.models.feed import Feed
from couplebridge.models.invite import Invite
from couplebridge.models.item import Item
from couplebridge.models.push import Push
from couplebridge.models.space import Space
from couplebridge.models.together import Together
from couplebridge.security.keyring import Keyring
from couplebridge.services import proofs, web_push
from couplebridge.services.feed import Moves, moving
from couplebridge.services.members import ENDED, REVISION, Couple, find_couple, members
from couplebridge.services.offer_access import end_lapsed, end_unopened
from couplebridge.services.pairing import end_invites
from couplebridge.services.pairing_frames import CONFIRMED, JOINED, OPEN
from couplebridge.services.rest import OFFERED, READY, offers
from couplebridge.services.together_access import end_lapsed as end_lapsed_together
from couplebridge.services.together_access import end_unopened as end_together
from couplebridge.services.together_access import togethers
from couplebridge.services.together_frames import BOTH_LOCKED
from couplebridge.services.together_frames import OPEN as TOGETHER_OPEN

# when neither of the two has an account any more, nothing of an offer is left but that its id is used up
_is_nobodys = offers.c.author_id.is_(None) & offers.c.recipient_id.is_(None) & offers.c.space_id.is_not(None)
_BARE: dict[str, object] = {
    **dict.fromkeys(("space_id", "revision", "policy", "envelope_hash", "statement_hash", "turn_head")),
    "turn_ids": b"",
}


def leave(keyring: Keyring, proof: proofs.Shown) -> None:
    """End the space of the proof's account. Raises ProofFailedError, ThingAbsentError (not in a space)."""
    with moving() as moves:
        proofs.require(moves.connection, keyring, proof)
        couple = _hold(moves, proof.user_id)
        if couple is None:
            raise ThingAbsentError
        _end_space(moves, couple)


def remove_member_data(moves: Moves, user_id: bytes) -> None:
    """Take everything of an account out of this server, as the last thing before the account itself."""
    couple = _hold(moves, user_id)
    if couple is not None:
        _end_space(moves, couple)
    end_invites(moves, user_id, states=(OPEN, JOINED, CONFIRMED))
    connection = moves.connection
    for column in (Invite.inviter_id, Invite.joiner_id):
        connection.execute(update(Invite).where(column == user_id).values({column: None}))
    # the author's tags rest with nobody any more
    nobody = {"author_id": None, "entry_tag": None, "topic_tag": None}
    connection.execute(update(offers).where(offers.c.author_id == user_id).values(**nobody))
    connection.execute(update(offers).where(offers.c.recipient_id == user_id).values(recipient_id=None))
    connection.execute(update(offers).where(_is_nobodys).values(_BARE))
    for column in (Together.proposer_id, Together.other_id):
        connection.execute(update(Together).where(column == user_id).values({column: None}))
    for table in (Item, Push, Feed):
        connection.execute(delete(table).where(table.user_id == user_id))


def _hold(moves: Moves, user_id: bytes) -> Couple | None:
    """The caller's space with both feeds held; looked at again, because the other may be leaving too."""
    couple = find_couple(moves.connection, user_id)
    moves.lock(user_id, *([couple.partner.user_id] if couple else []))
    return find_couple(moves.connection, user_id)


def _end_space(moves: Moves, couple: Couple) -> None:
    connection, now_ms = moves.connection, clock.now_ms()
    here_too = members.c.space_id == couple.space_id
    here = (offers.c.space_id == couple.space_id) & offers.c.state.in_((OFFERED, READY))
    for row in connection.execute(select(offers).where(here)).all():
        if row.lapses_at_ms > now_ms:
            end_unopened(moves, row, now_ms)
        else:  # it lapsed already, and a lapse says nothing to either
            end_lapsed(connection, row)
    _end_togethers(moves, couple.space_id, now_ms)
    for user_id in (couple.own.user_id, couple.partner.user_id):
        end_invites(moves, user_id, states=(OPEN, JOINED, CONFIRMED))
    bundles = {row.user_id: row.bundle for row in connection.execute(select(members).where(here_too))}
    connection.execute(delete(members).where(here_too))
    connection.execute(update(Space).where(Space.space_id == couple.space_id).values(ended=True))
    ids = (couple.own.user_id, couple.partner.user_id)
    for user_id, partner_id in (ids, ids[::-1]):
        moves.put(user_id, SPACE, couple.space_id, REVISION, [ENDED, bundles[partner_id]])
    web_push.hush(connection, set(ids))


def _end_togethers(moves: Moves, space_id: bytes, now_ms: int) -> None:
    here = (togethers.c.space_id == space_id) & togethers.c.state.in_((TOGETHER_OPEN, BOTH_LOCKED))
    for row in moves.connection.execute(select(togethers).where(here)).all():
        if row.lapses_at_ms > now_ms:
            end_together(moves, row, now_ms)
        else:
            end_lapsed_together(moves.connection, row)
