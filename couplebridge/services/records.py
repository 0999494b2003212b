"""Pushing private records: one transaction, compare-and-set on each, all or nothing (docs/protocol.md, The feed).

Ciphertext is opaque here. A push moves the caller's own feed and no other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from couplebridge.base64url import encode
from couplebridge.errors import QuotaReachedError, RevisionConflictError
from couplebridge.framing import MANIFEST, RECORD, Frame, with_seq
from couplebridge.models.push import Push
from couplebridge.services.feed import items, moving
from couplebridge.services.push_frames import PushLimits, read_push

# how far a feed goes on before the answer to an old push is forgotten
KEPT_SEQS = 2000
_PRUNE_EVERY_SEQS = 256

pushes = Push.__table__
_answered = select(pushes.c.first, pushes.c.head).where(
    pushes.c.user_id == bindparam("owner"), pushes.c.key == bindparam("push_key")
)
_stored = select(items.c.type, items.c.id, items.c.revision, func.length(items.c.frame).label("size")).where(
    items.c.user_id == bindparam("owner"),
    # both branches are look-ups by the whole key; ids are told apart by their type
    ((items.c.type == RECORD) & items.c.id.in_(bindparam("ids", expanding=True)))
    | ((items.c.type == MANIFEST) & (items.c.id == bindparam("manifest"))),
)
_prune = delete(pushes).where(pushes.c.user_id == bindparam("owner"), pushes.c.head < bindparam("before"))


def _upsert(dialect: Any) -> Any:
    new = dialect.insert(items)
    changed = {name: new.excluded[name] for name in ("revision", "seq", "frame")}
    return new.on_conflict_do_update(index_elements=["user_id", "type", "id"], set_=changed)


def _remember(dialect: Any) -> Any:
    return dialect.insert(pushes).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


_remembers = {"sqlite": _remember(sqlite), "postgresql": _remember(postgresql)}
_upserts = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


class PushAnswer(NamedTuple):
    """The seqs that were given: from `first` to `head`."""

    first: int
    head: int


def push(user_id: bytes, key: bytes, body: bytes, limits: PushLimits) -> PushAnswer:
    """Store records and their manifest; the same 16-byte key gets the same answer again and changes nothing.

    Raises FramesMalformedError, BodyTooLargeError, RevisionConflictError, QuotaReachedError; then nothing changed.
    """
    frames = read_push(body, user_id, limits)
    with moving() as moves:
        moves.lock(user_id)
        held, names = moves.held[user_id], {"user_id": user_id, "key": key}
        answer = PushAnswer(held.head + 1, held.head + len(frames))
        # first of all, because its answer says whether this was done before; what is refused below takes it back
        remember = _remembers[moves.connection.dialect.name]
        if moves.connection.execute(remember, names | answer._asdict()).rowcount == 0:
            return PushAnswer(*moves.connection.execute(_answered, {"owner": user_id, "push_key": key}).one())
        more_records, more_bytes = _compare(moves.connection, user_id, frames)
        if held.records + more_records > limits.account_records or held.bytes + more_bytes > limits.account_bytes:
            raise QuotaReachedError
        moves.advance(user_id, len(frames), more_records, more_bytes)
        _store(moves.connection, user_id, answer, frames)
        return answer


def _compare(connection: Connection, user_id: bytes, frames: list[Frame]) -> tuple[int, int]:
    """How many more records and bytes the account will hold. Raises RevisionConflictError naming all that are newer."""
    names = {"owner": user_id, "ids": [frame.id for frame in frames[:-1]], "manifest": frames[-1].id}
    there = {row.id: row for row in connection.execute(_stored, names)}
    conflicts, old_bytes, old_records = [], 0, 0
    for frame in frames:
        row = there.get(frame.id)
        revision = row.revision if row else 0
        if frame.revision != revision + 1:
            conflicts.append({"id": encode(frame.id), "revision": revision})
        if row:
            old_bytes += row.size
            old_records += row.type == RECORD
    if conflicts:
        raise RevisionConflictError(conflicts=conflicts)
    return len(frames) - 1 - old_records, sum(len(frame.raw) for frame in frames) - old_bytes


def _store(connection: Connection, user_id: bytes, answer: PushAnswer, frames: list[Frame]) -> None:
    rows = [
        {"user_id": user_id, "type": f.type, "id": f.id, "revision": f.revision, "seq": n, "frame": with_seq(f.raw, n)}
        for n, f in enumerate(frames, answer.first)
    ]
    connection.execute(_upserts[connection.dialect.name], rows)
    if answer.first // _PRUNE_EVERY_SEQS != answer.head // _PRUNE_EVERY_SEQS:
        connection.execute(_prune, {"owner": user_id, "before": answer.head - KEPT_SEQS})
