"""How a together lies in the two feeds: twelve parts, each reader's own (docs/protocol.md, Frames).

What one of the two has locked in, and that they said now, lies in their own feed alone until both have.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from couplebridge.errors import ThingAbsentError
from couplebridge.framing import TOGETHER
from couplebridge.services.feed import Moves
from couplebridge.services.offer_statements import Said, Shared

OPEN, BOTH_LOCKED, OPENED, ENDED, PUT_AWAY = 1, 2, 3, 4, 5
REVISION = 1

_EMPTY = b""
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class TogetherParts:
    """One reader's view; what is not there is empty. lock, now, their_lock: the message, then its signature of 64."""

    state: int
    lapses_at_ms: int
    topic_tag: bytes
    proposal: tuple[bytes, ...]
    lock: bytes = _EMPTY
    envelope: bytes = _EMPTY
    wrap: bytes = _EMPTY
    now: bytes = _EMPTY
    share_wrap: bytes = _EMPTY
    their_lock: bytes = _EMPTY

    def locked_in(self, lock: Said, envelope: bytes, wrap: bytes) -> TogetherParts:
        """With a text of one's own; wrap is 60 bytes under one's own vault key."""
        return replace(self, lock=framed(lock), envelope=envelope, wrap=wrap)

    def unlocked(self) -> TogetherParts:
        """As it was before."""
        return replace(self, lock=_EMPTY, envelope=_EMPTY, wrap=_EMPTY)

    def beside(self, their_lock: bytes) -> TogetherParts:
        """Both have locked in."""
        return replace(self, state=BOTH_LOCKED, their_lock=their_lock)

    def said_now(self, said: Said, share_wrap: bytes) -> TogetherParts:
        """With one's own key, sealed to the other (113 bytes)."""
        return replace(self, now=framed(said), share_wrap=share_wrap)

    def opened(self) -> TogetherParts:
        """The texts and keys have gone to where every opened text lies."""
        return replace(self, state=OPENED, envelope=_EMPTY, wrap=_EMPTY, share_wrap=_EMPTY)

    def as_parts(self) -> list[bytes]:
        """As they lie in the frame."""
        head = [bytes([self.state]), struct.pack(">Q", self.lapses_at_ms), self.topic_tag, *self.proposal]
        return [*head, self.lock, self.envelope, self.wrap, self.now, self.share_wrap, self.their_lock]


def proposed(lapses_at_ms: int, topic_tag: bytes, proposal: Shared) -> TogetherParts:
    """The beginning, the same for both."""
    return TogetherParts(OPEN, lapses_at_ms, topic_tag, tuple(proposal))


def emptied(state: int) -> list[bytes]:
    """What remains in a feed of a together that ended or was put away."""
    return [bytes([state]), *[_EMPTY] * 11]


def stored_parts(moves: Moves, user_id: bytes, together_id: bytes) -> TogetherParts:
    """The together as it lies in this member's feed. Raises ThingAbsentError."""
    frame = moves.stored(user_id, TOGETHER, together_id)
    if frame is None:
        raise ThingAbsentError
    state, lapses_at, topic_tag, *rest = frame.parts
    return TogetherParts(state[0], int.from_bytes(lapses_at, "big"), topic_tag, tuple(rest[:3]), *rest[3:])


def framed(said: Said) -> bytes:
    """A message of a known length, and its signature behind it."""
    return said.statement + said.signature


def unframed(data: bytes) -> Said:
    """What `framed` made."""
    return Said(data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:])
