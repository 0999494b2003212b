"""Together: two texts open at the same moment, or neither does (docs/protocol.md, Together; consent.md).

Each step is a function. Must never move a feed, or change an answer, of one of the two because the other locked in,
took it back or said now, before both have; and never hand out one text or key without the other's in one transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert

from couplebridge import clock
from couplebridge.errors import OfferStateError, RevisionConflictError, SignatureWrongError
from couplebridge.framing import TOGETHER
from couplebridge.models.offer import Offer
from couplebridge.security.locks import Lock, both_locked, parse_lock
from couplebridge.security.shared_records import verify_shared
from couplebridge.security.signatures import ZEROS_32, sha256, verify_signature
from couplebridge.security.statements import COMMIT
from couplebridge.services.collisions import taken_is_conflict
from couplebridge.services.feed import moving
from couplebridge.services.members import require_couple
from couplebridge.services.offer_access import find_offer, put_in_feeds
from couplebridge.services.offer_frames import OfferParts
from couplebridge.services.offer_statements import (
    POLICIES,
    Said,
    Scene,
    Shared,
    Version,
    check_said,
    check_text,
    check_version,
)
from couplebridge.services.rest import LAPSE_MS
from couplebridge.services.rest import OPENED as TEXT_OPENED
from couplebridge.services.together_access import (
    Spot,
    end_unopened,
    enter,
    find_together,
    require_free,
    togethers,
)
from couplebridge.services.together_frames import (
    BOTH_LOCKED,
    OPEN,
    OPENED,
    REVISION,
    TogetherParts,
    framed,
    proposed,
    unframed,
)


def propose(user_id: bytes, proposal: Shared, topic_tag: bytes) -> None:
    """One of the two proposes a topic, and both see it: – → open. The tag is 16 bytes of both, and signed.

    Raises ThingAbsentError, SignatureWrongError, RevisionConflictError, TogetherOpenError, OfferRestingError.
    """
    with moving() as moves:
        couple = require_couple(moves.connection, user_id)
        moves.lock(couple.own.user_id, couple.partner.user_id)
        couple = require_couple(moves.connection, user_id)  # once more: the other may have left meanwhile
        header, link = verify_shared(
            proposal.envelope, proposal.signature, couple.own, couple.space_id, topic_tag, ZEROS_32
        )
        if header.revision != REVISION:
            raise SignatureWrongError
        before = find_together(moves.connection, header.record_id)
        if before is not None and before.proposer_id == user_id and before.proposal_link == link:
            return  # this very proposal again: its answer got lost
        if before is not None:
            raise RevisionConflictError(conflicts=[])
        now_ms = clock.now_ms()
        require_free(moves.connection, couple.space_id, user_id, topic_tag, now_ms)
        people = {"space_id": couple.space_id, "proposer_id": user_id, "other_id": couple.partner.user_id}
        times = {"lapses_at_ms": now_ms + LAPSE_MS, "rests_from_ms": now_ms + LAPSE_MS, "was_opened": False}
        about = {"together_id": header.record_id, "state": OPEN, "topic_tag": topic_tag, "proposal_link": link}
        with taken_is_conflict():
            moves.connection.execute(insert(togethers), {**people, **times, **about})
        parts = proposed(now_ms + LAPSE_MS, topic_tag, proposal).as_parts()
        for member_id in (user_id, couple.partner.user_id):
            moves.put(member_id, TOGETHER, header.record_id, REVISION, parts)
        moves.tell(couple.partner.user_id)


def lock(user_id: bytes, together_id: bytes, said: Said, envelope: bytes, wrap: bytes) -> None:
    """One of the two locks a text in. Only when both have is anything of it there for the other: the two locks.

    wrap is 60 bytes under the caller's own vault key.
    Raises ThingAbsentError, SignatureWrongError, OfferStateError, RevisionConflictError.
    """
    with moving() as moves:
        spot = enter(moves, user_id, together_id)
        own, read = spot.own(), _check_lock(spot, said, envelope)
        if own.lock == framed(said):
            return
        spot.require(OPEN)
        if own.lock or find_offer(moves.connection, read.record_id) is not None:
            raise RevisionConflictError(conflicts=[])
        own, theirs = own.locked_in(said, envelope, wrap), spot.theirs()
        if not theirs.lock:
            spot.put_own(own)
            return
        if _lock_of(theirs).record_id == read.record_id:
            raise RevisionConflictError(conflicts=[])
        spot.put_both(own.beside(theirs.lock), theirs.beside(own.lock), state=BOTH_LOCKED)
        moves.tell(spot.couple.partner.user_id)


def unlock(user_id: bytes, together_id: bytes) -> None:
    """Take the own text back before both have locked in: no more of it is here, and the other's feed does not move.

    Raises ThingAbsentError, OfferStateError.
    """
    with moving() as moves:
        spot = enter(moves, user_id, together_id)
        spot.require(OPEN)
        own = spot.own()
        if own.lock:
            spot.put_own(own.unlocked())


def say_now(user_id: bytes, together_id: bytes, said: Said, share_wrap: bytes) -> None:
    """One of the two says now, to both texts, with the own key for the other (113 bytes). With the second both open.

    Raises ThingAbsentError, OfferStateError, SignatureWrongError, RevisionConflictError.
    """
    with moving() as moves:
        spot = enter(moves, user_id, together_id)
        own = spot.own()
        if own.now == framed(said):
            return
        spot.require(BOTH_LOCKED)
        if own.now:
            raise RevisionConflictError(conflicts=[])
        _check_now(spot, own, said, share_wrap)
        own, theirs = own.said_now(said, share_wrap), spot.theirs()
        if theirs.now:
            _open_both(spot, own, theirs)
        else:
            spot.put_own(own)


def step_back(user_id: bytes, together_id: bytes) -> None:
    """Either, before it opened: it is gone for both, and what was here of either is gone too.

    Raises ThingAbsentError, OfferStateError.
    """
    with moving() as moves:
        spot = enter(moves, user_id, together_id)
        spot.require(OPEN, BOTH_LOCKED)
        end_unopened(moves, spot.row, clock.now_ms())


def _check_lock(spot: Spot, said: Said, envelope: bytes) -> Lock:
    read, scene = parse_lock(said.statement), spot.scene
    about = (read.space_id, read.together_id, read.owner_fp, read.recipient_fp, read.revision)
    prints = (scene.author.fingerprint, scene.recipient.fingerprint)
    if about != (scene.space_id, spot.row.together_id, *prints, REVISION) or read.policy not in POLICIES:
        raise SignatureWrongError
    if read.prev != spot.row.proposal_link:
        raise SignatureWrongError
    verify_signature(scene.author.signing_public, said.statement, said.signature)
    check_text(read, envelope, scene, read.record_id)
    return read


def _check_now(spot: Spot, own: TogetherParts, said: Said, share_wrap: bytes) -> None:
    mine, locks = _lock_of(own), (unframed(own.lock).statement, unframed(own.their_lock).statement)
    in_order = locks if spot.is_proposer else locks[::-1]
    statement = check_said(said, COMMIT, spot.couple.own, spot.scene, mine.record_id, share_wrap)
    both = both_locked(spot.row.proposal_link, *in_order)
    check_version(statement, Version(mine.revision, mine.envelope_hash, mine.policy, both))


def _open_both(spot: Spot, own: TogetherParts, theirs: TogetherParts) -> None:
    """Both or neither: everything here stands in the caller's one transaction."""
    now_ms, scene = clock.now_ms(), spot.scene
    _open_text(spot, scene, own, now_ms)
    _open_text(spot, Scene(scene.space_id, scene.recipient, scene.author), theirs, now_ms)
    spot.put_both(own.opened(), theirs.opened(), state=OPENED, was_opened=True, rests_from_ms=now_ms)
    spot.moves.tell(spot.couple.partner.user_id)


def _open_text(spot: Spot, scene: Scene, parts: TogetherParts, now_ms: int) -> None:
    """As every opened text: an offer that never was under way. Its listening turn begins at the commit."""
    read, said = _lock_of(parts), unframed(parts.now)
    text = OfferParts(TEXT_OPENED, now_ms, envelope=parts.envelope, wrap=parts.wrap, share_wrap=parts.share_wrap)
    text = text.say(*said, state=TEXT_OPENED)
    with taken_is_conflict():
        spot.moves.connection.execute(insert(Offer.__table__), _row(spot, scene, read, said, now_ms))
    put_in_feeds(spot.moves, read.record_id, read.revision, scene, text)


def _row(spot: Spot, scene: Scene, read: Lock, said: Said, now_ms: int) -> dict[str, Any]:
    people = {"author_id": scene.author.user_id, "recipient_id": scene.recipient.user_id, "space_id": scene.space_id}
    times = {"lapses_at_ms": now_ms, "rests_from_ms": now_ms, "was_opened": True}
    text = {"revision": read.revision, "policy": read.policy, "envelope_hash": read.envelope_hash, "turn_ids": b""}
    chain = {"statement_hash": sha256(said.statement), "turn_head": sha256(said.statement), "statement_count": 1}
    place = {"offer_id": read.record_id, "state": TEXT_OPENED, "together_id": spot.row.together_id}
    return {**people, **times, **text, **chain, **place}


def _lock_of(parts: TogetherParts) -> Lock:
    if not parts.lock:
        raise OfferStateError
    return parse_lock(unframed(parts.lock).statement)
