"""How an offer lies in the two feeds: twelve parts, of which each reader gets their own (docs/protocol.md, Frames)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from couplebridge.errors import ThingAbsentError
from couplebridge.framing import OFFER, Frame
from couplebridge.services.feed import Moves
from couplebridge.services.rest import OPENED

_EMPTY = b""
_NONE = (_EMPTY, _EMPTY, _EMPTY)


@dataclass(frozen=True, slots=True)
class OfferParts:
    """Everything that an offer consists of; what is not there is empty. Cover and moment: envelope, wrap, signature."""

    state: int
    lapses_at_ms: int
    statements: bytes = _EMPTY
    cover: tuple[bytes, ...] = _NONE
    moment: tuple[bytes, ...] = _NONE
    envelope: bytes = _EMPTY
    wrap: bytes = _EMPTY
    share_wrap: bytes = _EMPTY

    def say(self, statement: bytes, signature: bytes, state: int) -> OfferParts:
        """The same with one more statement, in another state."""
        said = struct.pack(">I", len(statement)) + statement + signature
        return replace(self, statements=self.statements + said, state=state)

    def for_author(self) -> list[bytes]:
        """The text with the wrap under the author's own vault key."""
        return [*self._head(), self.envelope, self.wrap, _EMPTY]

    def for_recipient(self) -> list[bytes]:
        """Before the release not even the sealed text; after it the text with the share."""
        if self.state != OPENED:
            return [*self._head(), _EMPTY, _EMPTY, _EMPTY]
        return [*self._head(), self.envelope, _EMPTY, self.share_wrap]

    def _head(self) -> list[bytes]:
        state, lapses_at = bytes([self.state]), struct.pack(">Q", self.lapses_at_ms)
        return [state, lapses_at, self.statements, *self.cover, *self.moment]


def emptied(state: int) -> list[bytes]:
    """What remains in a feed of an offer that ended or was put away."""
    return [bytes([state]), *[_EMPTY] * 11]


def read_parts(frame: Frame | None) -> OfferParts:
    """The parts from the author's own feed, the one place where all of them lie. Raises ThingAbsentError."""
    if frame is None:
        raise ThingAbsentError
    state, lapses_at, statements, *rest = frame.parts
    number = int.from_bytes(lapses_at, "big")
    return OfferParts(state[0], number, statements, tuple(rest[0:3]), tuple(rest[3:6]), rest[6], rest[7], rest[8])


def stored_parts(moves: Moves, author_id: bytes, offer_id: bytes) -> OfferParts:
    """The offer as it lies in its author's feed."""
    return read_parts(moves.stored(author_id, OFFER, offer_id))
