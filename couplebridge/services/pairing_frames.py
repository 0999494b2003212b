"""How an invitation lies in the feeds of the two: twelve parts (docs/protocol.md, Frames)."""

from __future__ import annotations

import struct
from typing import Any

from sqlalchemy import Row

from couplebridge.framing import PAIRING
from couplebridge.services.feed import Moves

OPEN, JOINED, CONFIRMED, ENDED = 1, 2, 3, 4
REVISION = 1
_EMPTY = b""


def put_in_feeds(moves: Moves, row: Row[Any]) -> None:
    """Write the invitation into the inviter's feed, and into the joiner's when there is one. Both are held."""
    moves.put(row.inviter_id, PAIRING, row.invite_id, REVISION, _parts(row, _EMPTY, _used(row)))
    if row.joiner_id is not None:
        moves.put(row.joiner_id, PAIRING, row.invite_id, REVISION, _parts(row, row.wrap or _EMPTY, _EMPTY))


def ended_parts(refused_uses: bytes) -> list[bytes]:
    """What remains when it has ended: that, and for the inviter how often it was refused."""
    return [bytes([ENDED]), *[_EMPTY] * 10, refused_uses]


def _used(row: Row[Any]) -> bytes:
    return struct.pack(">I", row.refused_uses)


def _parts(row: Row[Any], wrap: bytes, used: bytes) -> list[bytes]:
    if row.state == ENDED:
        return ended_parts(used)
    offered = (row.space_id, struct.pack(">Q", row.expires_ms), row.inviter_bundle, row.offer_mac)
    joined = (row.joiner_bundle, row.joiner_mac, row.joiner_signature)
    confirmed = (row.inviter_mac, row.inviter_signature)
    return [bytes([row.state]), *offered, *[part or _EMPTY for part in (*joined, *confirmed)], wrap, used]
