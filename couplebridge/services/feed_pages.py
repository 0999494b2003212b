"""Pages of a feed: one range select, and the stored bytes are the sent bytes (docs/protocol.md, The feed)."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from couplebridge.database import reading
from couplebridge.framing import MAGIC, TOGETHER
from couplebridge.prepared import Prepared
from couplebridge.services.feed import items
from couplebridge.versions import TOGETHER_SINCE

PAGE_BYTES_MAX = 8 * 1024 * 1024
NOTHING = 0  # no frame has this type

_is_known = items.c.type != bindparam("unknown")
_after = (items.c.user_id == bindparam("owner")) & (items.c.seq > bindparam("cursor")) & _is_known
_page = select(items.c.seq, items.c.frame).where(_after).order_by(items.c.seq).limit(bindparam("most"))

# PostgreSQL's driver fetches a whole answer at once: there the page is cut by its bytes before it is fetched
_before = func.sum(func.octet_length(items.c.frame)).over(order_by=items.c.seq) - func.octet_length(items.c.frame)
_sizes = (
    select(items.c.seq, _before.label("before")).where(_after).order_by(items.c.seq).limit(bindparam("most")).subquery()
)
_last = select(func.max(_sizes.c.seq)).where(_sizes.c.before < PAGE_BYTES_MAX).scalar_subquery()
_page_by_bytes = _page.where(items.c.seq <= _last).add_columns(
    select(func.max(_sizes.c.seq)).scalar_subquery().label("end")
)
_read_page = Prepared(lambda name: _page if name == "sqlite" else _page_by_bytes)
# most often nothing is, and planning to cut a page by its bytes takes twice the time of that answer
_is_any = Prepared(select(items.c.seq).where(_after).limit(1))


class FeedPage(NamedTuple):
    """A body of frames, the cursor to go on from, and whether there is more."""

    body: bytes
    cursor: int
    more: bool


def pull(user_id: bytes, cursor: int, limit: int, client: int) -> FeedPage | None:
    """What this client knows of the items after `cursor`, at most `limit` and about 8 MiB; None when nothing is new."""
    unknown = NOTHING if client >= TOGETHER_SINCE else TOGETHER
    names = {"owner": user_id, "cursor": cursor, "most": limit + 1, "unknown": unknown}
    with reading() as connection:
        read = _read_lazily if connection.dialect.name == "sqlite" else _read_by_bytes
        frames, last, more = read(connection, names)
    return FeedPage(MAGIC + b"".join(frames), last, more) if frames else None


def _read_lazily(connection: Connection, names: dict[str, object]) -> tuple[list[bytes], int, bool]:
    frames: list[bytes] = []
    size, last, most = 0, 0, names["most"]
    for seq, frame in _read_page.run(connection, names):
        if size >= PAGE_BYTES_MAX or len(frames) + 1 == most:
            return frames, last, True
        frames.append(frame)
        size, last = size + len(frame), seq
    return frames, last, False


def _read_by_bytes(connection: Connection, names: dict[str, object]) -> tuple[list[bytes], int, bool]:
    if _is_any.run(connection, names).fetchone() is None:
        return [], 0, False
    rows = _read_page.run(connection, names).fetchall()
    page = rows[:-1] if len(rows) == names["most"] else rows
    if not page:
        return [], 0, False
    last, (_, _, end) = page[-1][0], rows[0]
    return [frame for _, frame, _ in page], last, last < end
