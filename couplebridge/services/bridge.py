"""The bridge: an offer, an acceptance, a release, each a statement that its speaker signed.

Exactly the table of docs/protocol.md, The bridge; each step is a function. Must never hold a key that opens a text,
and never hand the text or its wrap to the recipient's feed before the release.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import insert

from couplebridge import clock
from couplebridge.errors import QuotaReachedError, RevisionConflictError
from couplebridge.security.signatures import ZEROS_32, sha256
from couplebridge.security.statements import ACCEPT, OFFER, RELEASE, WITHDRAW
from couplebridge.services.collisions import taken_is_conflict
from couplebridge.services.feed import Moves, moving
from couplebridge.services.members import require_couple
from couplebridge.services.offer_access import (
    AUTHOR,
    EITHER,
    RECIPIENT,
    Place,
    end_unopened,
    enter,
    find_offer,
    put_in_feeds,
)
from couplebridge.services.offer_frames import OfferParts
from couplebridge.services.offer_statements import (
    Said,
    Scene,
    Shared,
    Version,
    check_cover,
    check_nonce,
    check_said,
    check_text,
    check_version,
)
from couplebridge.services.rest import LAPSE_MS, OFFERED, OPENED, READY, offers, require_rested, require_room

# An edit or an acceptance adds to what both must read; stepping back and releasing are possible at any number.
STATEMENTS_MAX = 200


def offer(
    user_id: bytes, said: Said, envelope: bytes, wrap: bytes, cover: Shared, entry_tag: bytes, topic_tag: bytes
) -> None:
    """The author offers: – → offered. wrap is 60 bytes under the author's own vault key, the tags are 16 each.

    Raises ThingAbsentError, SignatureWrongError, RevisionConflictError, OffersFullError, OfferRestingError.
    """
    with moving() as moves:
        couple = require_couple(moves.connection, user_id)
        moves.lock(couple.own.user_id, couple.partner.user_id)
        couple = require_couple(moves.connection, user_id)  # once more: the other may have left meanwhile
        scene = Scene(couple.space_id, couple.own, couple.partner)
        offer_id = envelope[40:56]
        statement = check_said(said, OFFER, scene.author, scene, offer_id)
        check_text(statement, envelope, scene, offer_id)
        check_cover(cover, scene, offer_id, envelope)
        if _is_repeated(moves, user_id, offer_id, said):
            return
        check_version(statement, Version(1, statement.envelope_hash, statement.policy, ZEROS_32))
        now_ms = clock.now_ms()
        require_room(moves.connection, user_id, now_ms)
        require_rested(moves.connection, user_id, entry_tag, topic_tag, now_ms)
        parts = OfferParts(OFFERED, now_ms + LAPSE_MS, cover=cover, envelope=envelope, wrap=wrap)
        parts = parts.say(*said, state=OFFERED)
        row = _row(offer_id, scene, parts, said) | {"entry_tag": entry_tag, "topic_tag": topic_tag}
        row |= {"policy": statement.policy, "envelope_hash": statement.envelope_hash}
        with taken_is_conflict():
            moves.connection.execute(insert(offers), row)
        put_in_feeds(moves, offer_id, 1, scene, parts)
        moves.tell(couple.partner.user_id)  # the only knock: an edit, or taking it back, makes no phone buzz


def _is_repeated(moves: Moves, user_id: bytes, offer_id: bytes, said: Said) -> bool:
    """An id is used once: this very offer again is done already, any other use of the id is refused."""
    before = find_offer(moves.connection, offer_id)
    if before is None:
        return False
    if before.author_id == user_id and before.statement_hash == sha256(said.statement):
        return True
    raise RevisionConflictError(conflicts=[])


def _row(offer_id: bytes, scene: Scene, parts: OfferParts, said: Said) -> dict[str, object]:
    people = {"author_id": scene.author.user_id, "recipient_id": scene.recipient.user_id, "space_id": scene.space_id}
    times = {"lapses_at_ms": parts.lapses_at_ms, "rests_from_ms": parts.lapses_at_ms, "was_opened": False}
    chain = {"statement_hash": sha256(said.statement), "statement_count": 1, "turn_ids": b""}
    return {"offer_id": offer_id, "state": parts.state, "revision": 1, **people, **times, **chain}


def edit(user_id: bytes, offer_id: bytes, said: Said, envelope: bytes, wrap: bytes, cover: Shared) -> None:
    """The author changes the text: offered or ready → offered. It voids an acceptance and keeps the date of lapsing.

    Raises ThingAbsentError, OfferStateError, SignatureWrongError, RevisionConflictError, QuotaReachedError.
    """
    with moving() as moves:
        place = enter(moves, user_id, offer_id, AUTHOR)
        statement = check_said(said, OFFER, place.scene.author, place.scene, offer_id)
        check_text(statement, envelope, place.scene, offer_id)
        check_cover(cover, place.scene, offer_id, envelope)
        if place.repeats(said):
            return
        place.require(OFFERED, READY)
        last = place.version
        check_version(statement, Version(last.revision + 1, statement.envelope_hash, statement.policy, last.prev))
        check_nonce(statement, place.parts().statements)
        _require_statements_left(place)
        parts = replace(place.parts(), envelope=envelope, wrap=wrap, cover=cover).say(*said, state=OFFERED)
        new = {"revision": statement.revision, "policy": statement.policy, "envelope_hash": statement.envelope_hash}
        place.put(parts, **new, **_said_values(place, said))


def accept(user_id: bytes, offer_id: bytes, said: Said) -> None:
    """The recipient is ready for exactly this text: offered → ready. Raises as edit does."""
    with moving() as moves:
        place = enter(moves, user_id, offer_id, RECIPIENT)
        statement = check_said(said, ACCEPT, place.scene.recipient, place.scene, offer_id)
        if place.repeats(said):
            return
        place.require(OFFERED)
        check_version(statement, place.version)
        check_nonce(statement, place.parts().statements)
        _require_statements_left(place)
        place.put(place.parts().say(*said, state=READY), **_said_values(place, said))
        moves.tell(place.scene.author.user_id)


def withdraw(user_id: bytes, offer_id: bytes, said: Said) -> None:
    """The author withdraws: offered or ready → ended. The recipient takes "ready" back: ready → offered.

    Raises ThingAbsentError, OfferStateError, SignatureWrongError, RevisionConflictError.
    """
    with moving() as moves:
        place = enter(moves, user_id, offer_id, EITHER)
        statement = check_said(said, WITHDRAW, place.couple.own, place.scene, offer_id)
        if place.repeats(said):
            return
        place.require(*((OFFERED, READY) if place.is_author else (READY,)))
        check_version(statement, place.version)
        if place.is_author:
            end_unopened(moves, place.row, place.now_ms)
        else:
            check_nonce(statement, place.parts().statements)
            place.put(place.parts().say(*said, state=OFFERED), **_said_values(place, said))


def release(user_id: bytes, offer_id: bytes, said: Said, share_wrap: bytes) -> None:
    """The author's device seals the key to the recipient: ready → opened. share_wrap is 113 bytes of HPKE.

    Text and wrap reach the recipient's feed in this transaction. Raises as withdraw does.
    """
    with moving() as moves:
        place = enter(moves, user_id, offer_id, AUTHOR)
        statement = check_said(said, RELEASE, place.scene.author, place.scene, offer_id, share_wrap)
        if place.repeats(said):
            return
        place.require(READY)
        check_version(statement, place.version)
        check_nonce(statement, place.parts().statements)
        parts = replace(place.parts(), share_wrap=share_wrap).say(*said, state=OPENED)
        opened = {"was_opened": True, "rests_from_ms": place.now_ms, "turn_head": sha256(said.statement)}
        place.put(parts, **opened, **_said_values(place, said))
        moves.tell(place.scene.recipient.user_id)


def _require_statements_left(place: Place) -> None:
    if place.row.statement_count >= STATEMENTS_MAX:
        raise QuotaReachedError


def _said_values(place: Place, said: Said) -> dict[str, object]:
    return {"statement_hash": sha256(said.statement), "statement_count": place.row.statement_count + 1}
