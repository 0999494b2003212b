"""Feeds: what moves, in which order (docs/protocol.md, The feed). Pages of it: feed_pages.py.

Must never move a feed for what only the other one did privately.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from couplebridge.database import writing
from couplebridge.errors import ThingAbsentError
from couplebridge.extensions import signals
from couplebridge.framing import Frame, read_frame, with_seq, write_frame
from couplebridge.models.account import Account
from couplebridge.models.feed import Feed
from couplebridge.models.item import Item
from couplebridge.prepared import Prepared, insert_for
from couplebridge.services import web_push

# a head begins below 2^48 and stays below this: JavaScript's numbers skip above it
NUMBER_MAX = 2**53 - 1

feeds, items = Feed.__table__, Item.__table__
_for_update = Prepared(
    select(feeds.c.head, feeds.c.records, feeds.c.bytes).where(feeds.c.user_id == bindparam("owner")).with_for_update()
)
_new = {"user_id": bindparam("owner"), "head": bindparam("new_head"), "records": 0, "bytes": 0}
_begin = Prepared(lambda name: insert_for(name, feeds).values(_new).on_conflict_do_nothing())
_advance = Prepared(
    update(feeds)
    .where(feeds.c.user_id == bindparam("owner"))
    .values(head=bindparam("new_head"), records=bindparam("new_records"), bytes=bindparam("new_bytes"))
)
_is_item = (
    (items.c.user_id == bindparam("owner")) & (items.c.type == bindparam("kind")) & (items.c.id == bindparam("item"))
)
_stored_frame = select(items.c.frame).where(_is_item)
_replace_item = (
    update(items).where(_is_item).values(seq=bindparam("at"), revision=bindparam("version"), frame=bindparam("bytes"))
)
_rewrite_item = update(items).where(_is_item).values(frame=bindparam("bytes"))
_account = Prepared(select(Account.user_id).where(Account.user_id == bindparam("owner")))


class Held(NamedTuple):
    """A feed's row while this transaction holds it."""

    head: int
    records: int
    bytes: int


class Moves:
    """The feeds that one transaction moves. Lock first; then put."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.held: dict[bytes, Held] = {}
        self.users: set[bytes] = set()
        self._told: set[bytes] = set()

    def lock(self, *user_ids: bytes) -> None:
        """Hold the rows of these feeds, always in the same order so that two writers never wait for each other."""
        for user_id in sorted(set(user_ids)):
            while (row := _for_update.run(self.connection, {"owner": user_id}).fetchone()) is None:
                self.begin(user_id)
            self.held[user_id] = Held(*row)

    def begin(self, user_id: bytes) -> None:
        """Make a feed that was not there; two phones may begin it at once, and then one of them did.

        Raises ThingAbsentError when the account itself was deleted while this waited for its row.
        """
        if _account.run(self.connection, {"owner": user_id}).fetchone() is None:
            raise ThingAbsentError
        _begin.run(self.connection, {"owner": user_id, "new_head": secrets.randbits(48) + 1})

    def put(self, user_id: bytes, kind: int, item_id: bytes, revision: int, parts: Sequence[bytes]) -> None:
        """Put an item at the end of a locked feed; an earlier one of the same type and id is gone from it."""
        seq = self.advance(user_id, 1)
        frame = write_frame(kind, item_id, revision, seq, parts)
        names = {"owner": user_id, "kind": kind, "item": item_id}
        values = {"at": seq, "version": revision, "bytes": frame}
        if self.connection.execute(_replace_item, names | values).rowcount == 0:
            row = {"user_id": user_id, "type": kind, "id": item_id, "revision": revision, "seq": seq, "frame": frame}
            self.connection.execute(insert(items), row)

    def advance(self, user_id: bytes, count: int, records: int = 0, size: int = 0) -> int:
        """Move a head by `count`; the new head. `records` and `size` in bytes are what the feed holds more than before.

        A feed that nobody foresaw is held from here on.
        """
        if user_id not in self.held:
            self.lock(user_id)
        was = self.held[user_id]
        now = self.held[user_id] = Held(was.head + count, was.records + records, was.bytes + size)
        values = {"owner": user_id, "new_head": now.head, "new_records": now.records, "new_bytes": now.bytes}
        _advance.run(self.connection, values)
        self.users.add(user_id)
        return now.head

    def tell(self, user_id: bytes) -> None:
        """The other of the two did something that is there for this member: a sign may be due, with the commit."""
        self._told.add(user_id)

    def settle(self) -> None:
        """Write down whose sign is due, after all feeds are held: everybody takes these locks last."""
        for user_id in sorted(self._told):
            web_push.tell(self.connection, user_id)

    def stored(self, user_id: bytes, kind: int, item_id: bytes) -> Frame | None:
        """The item as it is in this feed."""
        return stored(self.connection, user_id, kind, item_id)


def stored(connection: Connection, user_id: bytes, kind: int, item_id: bytes) -> Frame | None:
    """One item of a feed, or None."""
    raw = connection.execute(_stored_frame, {"owner": user_id, "kind": kind, "item": item_id}).scalar()
    return None if raw is None else read_frame(raw)


def rewrite_quietly(connection: Connection, user_id: bytes, frame: Frame, parts: Sequence[bytes]) -> None:
    """Replace an item's parts where it stands: the feed does not move, and nobody is told."""
    raw = with_seq(write_frame(frame.type, frame.id, frame.revision, 0, parts), frame.seq)
    names = {"owner": user_id, "kind": frame.type, "item": frame.id}
    connection.execute(_rewrite_item, names | {"bytes": raw})


@contextmanager
def moving() -> Iterator[Moves]:
    """One transaction that moves feeds; their devices are woken after it is committed."""
    with writing() as connection:
        moves = Moves(connection)
        yield moves
        moves.settle()
    if moves.users:
        signals.moved(moves.users)
