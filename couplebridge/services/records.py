"""Pushing private records: one transaction, compare-and-set on each, all or nothing (docs/protocol.md, The feed).

Ciphertext is opaque here. A push moves the caller's own feed and no other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select

from couplebridge.base64url import encode
from couplebridge.database import each_alone
from couplebridge.errors import QuotaReachedError, RevisionConflictError
from couplebridge.extensions import db, signals
from couplebridge.framing import RECORD, Frame, with_seq
from couplebridge.models.push import Push
from couplebridge.prepared import Prepared, insert_for
from couplebridge.services.feed import Moves, feeds, items, moving
from couplebridge.services.push_at_once import push_at_once
from couplebridge.services.push_frames import PushLimits, read_push

# how far a feed goes on before the answer to an old push is forgotten
KEPT_SEQS = 2000
_PRUNE_EVERY_SEQS = 256

pushes = Push.__table__
_names: dict[str, Any] = {"user_id": bindparam("owner"), "key": bindparam("push_key")}
_given = {"first": feeds.c.head + 1, "head": feeds.c.head + bindparam("count")}
_own_feed = select(*_names.values(), *_given.values()).where(feeds.c.user_id == bindparam("owner"))
_remember = Prepared(
    lambda name: insert_for(name, pushes).from_select([*_names, *_given], _own_feed).on_conflict_do_nothing()
)
_answered = Prepared(
    select(pushes.c.first, pushes.c.head).where(
        pushes.c.user_id == bindparam("owner"), pushes.c.key == bindparam("push_key")
    )
)
_forget = Prepared(delete(pushes).where(pushes.c.user_id == bindparam("owner"), pushes.c.head < bindparam("before")))

_stored = Prepared(
    select(items.c.type, items.c.revision, func.length(items.c.frame)).where(
        items.c.user_id == bindparam("owner"), items.c.type == bindparam("type"), items.c.id == bindparam("id")
    )
)


def _upsert(name: str) -> Any:
    new = insert_for(name, items)
    changed = {column: new.excluded[column] for column in ("revision", "seq", "frame")}
    return new.on_conflict_do_update(index_elements=["user_id", "type", "id"], set_=changed)


_put = Prepared(_upsert)


class PushAnswer(NamedTuple):
    """The seqs that were given: from `first` to `head`."""

    first: int
    head: int


def push(user_id: bytes, key: bytes, body: bytes, limits: PushLimits) -> PushAnswer:
    """Store records and their manifest; the same 16-byte key gets the same answer again and changes nothing.

    Raises FramesMalformedError, BodyTooLargeError, RevisionConflictError, QuotaReachedError; then nothing changed.
    """
    frames = read_push(body, user_id, limits)
    return _at_once(user_id, key, frames, limits) or _step_by_step(user_id, key, frames, limits)


def _at_once(user_id: bytes, key: bytes, frames: list[Frame], limits: PushLimits) -> PushAnswer | None:
    """None where it cannot be done in one statement, and nothing was."""
    if db.engine.dialect.name != "postgresql":
        return None
    with each_alone() as connection:
        head = push_at_once(connection, user_id, key, frames, limits)
        if head is None:
            return None
        answer = PushAnswer(head - len(frames) + 1, head)
        _forget_old(connection, user_id, answer)
    signals.moved([user_id])
    return answer


def _step_by_step(user_id: bytes, key: bytes, frames: list[Frame], limits: PushLimits) -> PushAnswer:
    names = {"owner": user_id, "push_key": key, "count": len(frames)}
    with moving() as moves:
        moves.lock(user_id)
        # first of all, because it says whether this was done before; what is refused below takes it back
        if _remember.run(moves.connection, names).rowcount == 0:
            return PushAnswer(*_answered.run(moves.connection, names).fetchone())
        more_records, more_bytes = _compare(moves, user_id, frames)
        held = moves.held[user_id]
        if held.records + more_records > limits.account_records or held.bytes + more_bytes > limits.account_bytes:
            raise QuotaReachedError
        answer = PushAnswer(held.head + 1, held.head + len(frames))
        moves.advance(user_id, len(frames), more_records, more_bytes)
        _store(moves, user_id, answer, frames)
        return answer


def _compare(moves: Moves, user_id: bytes, frames: list[Frame]) -> tuple[int, int]:
    """How many more records and bytes the account will hold. Raises RevisionConflictError naming all that are newer."""
    conflicts, old_bytes, old_records = [], 0, 0
    names = ({"owner": user_id, "type": frame.type, "id": frame.id} for frame in frames)
    for frame, row in zip(frames, _stored.look_up(moves.connection, names), strict=True):
        kind, revision, size = row or (0, 0, 0)
        if frame.revision != revision + 1:
            conflicts.append({"id": encode(frame.id), "revision": revision})
        old_bytes += size
        old_records += kind == RECORD
    if conflicts:
        raise RevisionConflictError(conflicts=conflicts)
    return len(frames) - 1 - old_records, sum(len(frame.raw) for frame in frames) - old_bytes


def _store(moves: Moves, user_id: bytes, answer: PushAnswer, frames: list[Frame]) -> None:
    rows = [
        {"user_id": user_id, "type": f.type, "id": f.id, "revision": f.revision, "seq": n, "frame": with_seq(f.raw, n)}
        for n, f in enumerate(frames, answer.first)
    ]
    _put.run_each(moves.connection, rows)
    _forget_old(moves.connection, user_id, answer)


def _forget_old(connection: Connection, user_id: bytes, answer: PushAnswer) -> None:
    if answer.first // _PRUNE_EVERY_SEQS != answer.head // _PRUNE_EVERY_SEQS:
        _forget.run(connection, {"owner": user_id, "before": answer.head - KEPT_SEQS})
