"""Parts: what each of the two writes of what they share (docs/protocol.md, Parts).

A part belongs to whoever wrote it and goes into both feeds; the two clients join the parts of a thing. The server
checks whose it is and that it is newer. Must never take a part that stands in the place of somebody else's.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from couplebridge.base64url import encode
from couplebridge.database import reading
from couplebridge.errors import QuotaReachedError, RevisionConflictError, SignatureWrongError
from couplebridge.framing import PART, PARTS_MANIFEST, Frame, read_frame
from couplebridge.security.shared_records import verify_shared
from couplebridge.services.feed import Moves, items, moving
from couplebridge.services.members import Couple, require_couple
from couplebridge.services.part_frames import read_parts
from couplebridge.services.push_frames import PushLimits, manifest_id

_NO_REF, _NO_PREV = bytes(16), bytes(32)
_OWNER = slice(24, 40)

# each feed is a look-up by the whole key; a part of this id may lie in either
_there = select(items.c.user_id, items.c.type, items.c.id, items.c.revision, items.c.frame).where(
    items.c.user_id.in_(bindparam("owners", expanding=True)),
    items.c.type.in_((PART, PARTS_MANIFEST)),
    items.c.id.in_(bindparam("ids", expanding=True)),
)


class _Growth(NamedTuple):
    records: int
    bytes: int


def publish(user_id: bytes, body: bytes, limits: PushLimits, *, is_quiet: bool = False) -> None:
    """Put the caller's parts and their manifest into both feeds, all or none.

    is_quiet: no sign is due for it. A part's revision must be higher than the stored one, the manifest's the next one.
    Raises FramesMalformedError, BodyTooLargeError, ThingAbsentError (in no space), SignatureWrongError,
    RevisionConflictError (newer ones are there, or another's), QuotaReachedError; then nothing changed.
    """
    frames = read_parts(body, limits)
    with reading() as connection:
        couple = require_couple(connection, user_id)
    _verify(frames, couple)
    with moving() as moves:
        moves.lock(user_id, couple.partner.user_id)
        if require_couple(moves.connection, user_id) != couple:
            raise RevisionConflictError(conflicts=[])  # left and paired again meanwhile: pull, and look again
        growth = _compare(moves.connection, couple, frames)
        held = moves.held[user_id]
        if held.records + growth.records > limits.account_records or held.bytes + growth.bytes > limits.account_bytes:
            raise QuotaReachedError
        moves.advance(user_id, 0, *growth)
        _put(moves, couple, frames)
        if not is_quiet:
            moves.tell(couple.partner.user_id)


def _verify(frames: list[Frame], couple: Couple) -> None:
    """Signed by the caller, for this space, and under the ids that the frames state. Raises SignatureWrongError."""
    for frame in frames:
        envelope, _wrap, signature = frame.parts
        header, _link = verify_shared(envelope, signature, couple.own, couple.space_id, _NO_REF, _NO_PREV)
        if (header.record_id, header.revision) != (frame.id, frame.revision):
            raise SignatureWrongError("An envelope's header is not that of its frame.")
    if frames[-1].id != manifest_id(couple.own.user_id, couple.space_id):
        raise SignatureWrongError("The manifest is not that of this account in this space.")


def _compare(connection: Connection, couple: Couple, frames: list[Frame]) -> _Growth:
    """What the caller's account will hold more. Raises RevisionConflictError naming all that are newer."""
    own_id, both = couple.own.user_id, (couple.own.user_id, couple.partner.user_id)
    rows = connection.execute(_there, {"owners": both, "ids": [frame.id for frame in frames]}).all()
    others = {(row.type, row.id) for row in rows if read_frame(row.frame).parts[0][_OWNER] != own_id}
    mine = {(row.type, row.id): row for row in rows if row.user_id == own_id}
    conflicts, records, size = [], 0, 0
    for frame in frames:
        row = mine.get((frame.type, frame.id))
        stored = row.revision if row else 0
        is_next = frame.revision == stored + 1 if frame.type == PARTS_MANIFEST else frame.revision > stored
        if (frame.type, frame.id) in others or not is_next:
            conflicts.append({"id": encode(frame.id), "revision": stored})
        records += row is None
        size += len(frame.raw) - (len(row.frame) if row else 0)
    if conflicts:
        raise RevisionConflictError(conflicts=conflicts)
    return _Growth(records, size)


def _put(moves: Moves, couple: Couple, frames: list[Frame]) -> None:
    for member_id in (couple.own.user_id, couple.partner.user_id):
        for frame in frames:
            moves.put(member_id, frame.type, frame.id, frame.revision, frame.parts)
