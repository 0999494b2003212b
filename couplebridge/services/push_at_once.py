"""A push as one statement, for PostgreSQL: one round trip, and a feed's row is held no longer than its commit takes.

Only where nothing stands in the way. It changes nothing and says so when there is anything to look at more closely: a
feed that was not begun, a key that was there before, a conflict, a quota, another device that pushed meanwhile.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from couplebridge.framing import Frame
from couplebridge.prepared import Prepared
from couplebridge.services.push_frames import PushLimits

# Everything is seen as it was when the statement began; only the feed's row is waited for, and then looked at as it is
# by then. Each push moves its head, so while it is the same, what was compared is what is there.
# The limit tells the planner that there are few; it would otherwise plan each push anew, which takes longer than it.
_all_of_it = Prepared(
    text("""
WITH sent AS MATERIALIZED (
    SELECT get_byte(frame, 0)::smallint AS type, substr(frame, 2, 16) AS id, revision, place, frame
    FROM unnest(:frames ::bytea[], :revisions ::bigint[]) WITH ORDINALITY AS each (frame, revision, place)
    LIMIT :count
), feed AS MATERIALIZED (
    SELECT head, records, bytes FROM feeds WHERE user_id = :owner
), stored AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE sent.revision = coalesce(there.revision, 0) + 1) AS fitting,
        count(*) FILTER (WHERE there.type = 1) AS records, coalesce(sum(there.size), 0)::bigint AS bytes
    FROM sent LEFT JOIN LATERAL (
        SELECT type, revision, length(frame) AS size FROM items
        WHERE user_id = :owner AND type = sent.type AND id = sent.id
        LIMIT 1
    ) AS there ON true
), moved AS (
    UPDATE feeds SET head = feeds.head + :count,
        records = feed.records - stored.records + :records, bytes = feed.bytes - stored.bytes + :bytes
    FROM feed, stored
    WHERE feeds.user_id = :owner AND stored.fitting = :count
        AND (feeds.head, feeds.records, feeds.bytes) = (feed.head, feed.records, feed.bytes)
        AND feed.records - stored.records + :records <= :records_max
        AND feed.bytes - stored.bytes + :bytes <= :bytes_max
        AND NOT EXISTS (SELECT FROM pushes WHERE user_id = :owner AND key = :push_key)
    RETURNING feed.head AS was, feeds.head AS head
), remembered AS (
    INSERT INTO pushes (user_id, key, first, head) SELECT :owner, :push_key, was + 1, head FROM moved
), put AS (
    INSERT INTO items (user_id, type, id, revision, seq, frame)
    SELECT :owner, type, id, revision, was + place, overlay(frame PLACING int8send(was + place) FROM 26)
    FROM moved, sent
    ON CONFLICT (user_id, type, id)
    DO UPDATE SET revision = excluded.revision, seq = excluded.seq, frame = excluded.frame
)
SELECT head FROM moved
""")
)


def push_at_once(
    connection: Connection, user_id: bytes, key: bytes, frames: list[Frame], limits: PushLimits
) -> int | None:
    """The new head, and all of it is stored and committed; or None, and nothing of it is."""
    values = {
        "owner": user_id,
        "push_key": key,
        "frames": [frame.raw for frame in frames],
        "revisions": [frame.revision for frame in frames],
        "count": len(frames),
        "records": len(frames) - 1,
        "bytes": sum(len(frame.raw) for frame in frames),
        "records_max": limits.account_records,
        "bytes_max": limits.account_bytes,
    }
    row = _all_of_it.run(connection, values).fetchone()
    return None if row is None else row[0]
