"""Sealed chunks of photos and voice notes: each account's own, seen and counted by nobody else.

No feed moves here: what belongs to a chunk is a record, and that one is in the feed. A chunk is written once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, select, update

from couplebridge.database import reading, writing
from couplebridge.errors import QuotaReachedError, RevisionConflictError, ThingAbsentError
from couplebridge.framing import MAGIC
from couplebridge.models.account import Account
from couplebridge.models.attachment import AttachmentChunk, AttachmentUse
from couplebridge.prepared import insert_for
from couplebridge.services.chunk_frames import CHUNKS_AN_ANSWER_MAX, chunk_frame, read_chunks

chunks, uses = AttachmentChunk.__table__, AttachmentUse.__table__


def put(user_id: bytes, attachment_id: bytes, body: bytes, account_chunks_max: int) -> None:
    """Store what is new of these chunks, all or none; the very same ones again change nothing.

    Raises FramesMalformedError, BodyTooLargeError, QuotaReachedError, RevisionConflictError (another chunk is there).
    """
    arrived = read_chunks(body, user_id, attachment_id)
    with writing() as connection:
        used = _hold(connection, user_id)
        there = _stored(connection, user_id, attachment_id, list(arrived))
        if any(arrived[position] != sealed for position, sealed in there.items()):
            raise RevisionConflictError(conflicts=[])
        fresh = {position: sealed for position, sealed in arrived.items() if position not in there}
        if used + len(fresh) > account_chunks_max:
            raise QuotaReachedError
        if fresh:
            place = {"user_id": user_id, "attachment_id": attachment_id}
            rows = [{**place, "position": position, "sealed": sealed} for position, sealed in fresh.items()]
            connection.execute(chunks.insert(), rows)
            _count(connection, user_id, used + len(fresh))


def index(user_id: bytes) -> list[bytes]:
    """The ids of all attachments of which anything is here."""
    with reading() as connection:
        mine = select(chunks.c.attachment_id).where(chunks.c.user_id == user_id).distinct()
        return list(connection.execute(mine.order_by(chunks.c.attachment_id)).scalars())


def positions(user_id: bytes, attachment_id: bytes) -> list[int]:
    """Which chunks of it are here; none is also the answer for what is not this account's."""
    with reading() as connection:
        here = select(chunks.c.position).where(_of(user_id, attachment_id)).order_by(chunks.c.position)
        return list(connection.execute(here).scalars())


def read(user_id: bytes, attachment_id: bytes, first: int) -> bytes:
    """A body of the chunks from this position on, four at most and without a gap. Raises ThingAbsentError."""
    wanted = range(first, first + CHUNKS_AN_ANSWER_MAX)
    with reading() as connection:
        found = _stored(connection, user_id, attachment_id, list(wanted))
    if first not in found:
        raise ThingAbsentError
    frames = []
    for position in wanted:
        if position not in found:
            break
        frames.append(chunk_frame(attachment_id, position, found[position]))
    return MAGIC + b"".join(frames)


def remove(user_id: bytes, attachment_id: bytes) -> None:
    """All chunks of one attachment go; that there were none is no error."""
    with writing() as connection:
        used = _hold(connection, user_id)
        gone = connection.execute(delete(chunks).where(_of(user_id, attachment_id))).rowcount
        _count(connection, user_id, used - gone)


def _hold(connection: Connection, user_id: bytes) -> int:
    """How many chunks the account has, with its row held: two phones of one account take turns.

    Raises ThingAbsentError when the account was deleted meanwhile.
    """
    row = select(uses.c.chunks).where(uses.c.user_id == user_id).with_for_update()
    used: int | None = connection.execute(row).scalar()
    if used is not None:
        return used
    # held as well: an account that is being deleted must not get a row again
    account = select(Account.user_id).where(Account.user_id == user_id).with_for_update()
    if connection.execute(account).first() is None:
        raise ThingAbsentError
    new = insert_for(connection.dialect.name, uses).on_conflict_do_nothing()
    connection.execute(new, {"user_id": user_id, "chunks": 0})
    return int(connection.execute(row).scalar_one())


def _count(connection: Connection, user_id: bytes, used: int) -> None:
    connection.execute(update(uses).where(uses.c.user_id == user_id).values(chunks=used))


def _stored(connection: Connection, user_id: bytes, attachment_id: bytes, wanted: list[int]) -> dict[int, bytes]:
    here = select(chunks.c.position, chunks.c.sealed).where(_of(user_id, attachment_id))
    rows = connection.execute(here.where(chunks.c.position.in_(wanted))).all()
    return {row.position: row.sealed for row in rows}


def _of(user_id: bytes, attachment_id: bytes) -> Any:
    return (chunks.c.user_id == user_id) & (chunks.c.attachment_id == attachment_id)
