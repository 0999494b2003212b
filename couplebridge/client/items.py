"""What the feed holds besides private records, taken apart: parts, offers, turns, togethers, pairings, spaces.

Protocol, "Frames". Here only the form is checked; everything in it came from the server and is
unproved until parts.py, chain_check.py, turn_chain.py or pairing_flow.py has looked at it.
"""

from dataclasses import dataclass, field

from .encoding import Reader
from .errors import EncodingInvalidError, ServerAnswerRefusedError
from .frames import Frame
from .statements import SignedStatement

PART, PARTS_MANIFEST, OFFER, TURN, PAIRING, SPACE = 3, 4, 5, 6, 7, 8
TOGETHER = 12
ITEM_TYPES = frozenset({PART, PARTS_MANIFEST, OFFER, TURN, PAIRING, SPACE, TOGETHER})

OFFERED, READY, OPENED, ENDED, PUT_AWAY = 1, 2, 3, 4, 5
# of a together: OPENED, ENDED and PUT_AWAY as above
OPEN, BOTH_LOCKED = 1, 2
INVITED, JOINED, CONFIRMED, INVITE_ENDED = 1, 2, 3, 4
SPACE_ACTIVE, SPACE_ENDED = 1, 2

# The length of each part where it is there; None: any.
_PARTS: dict[int, tuple[int | None, ...]] = {
    PART: (None, 60, 64),
    PARTS_MANIFEST: (None, 60, 64),
    OFFER: (1, 8, None, None, 60, 64, None, 60, 64, None, 60, 113),
    TURN: (16, None, 60, 64, 32),
    PAIRING: (1, 16, 8, 154, 32, 154, 32, 64, 32, 64, 113, 4),
    SPACE: (1, 154),
    TOGETHER: (1, 8, 16, None, 60, 64, 336, None, 60, 351, 113, 336),
}
_STATES = {OFFER: 5, PAIRING: 4, SPACE: 2, TOGETHER: 5}
_PAIRING_TEXTS = (
    "space", "inviter_bundle", "offer_mac", "joiner_bundle", "joiner_mac", "joiner_signature",
    "inviter_mac", "inviter_signature", "wrap",
)  # fmt: skip


@dataclass(frozen=True)
class SignedNote:
    """A record that both read: envelope, wrap 60 under the space key, signature 64."""

    envelope: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True)
class OfferItem:
    """An offer as it lies in this feed; empty bytes or None where a part is not there."""

    id: bytes
    state: int
    lapses_at_ms: int
    statements: tuple[SignedStatement, ...]
    cover: SignedNote | None
    moment: SignedNote | None
    envelope: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    share_wrap: bytes = field(repr=False)


@dataclass(frozen=True)
class TurnItem:
    """A turn; `offer` empty when it was put away."""

    id: bytes
    offer: bytes
    note: SignedNote | None
    prev: bytes


@dataclass(frozen=True)
class TogetherItem:
    """A together as it lies in this feed: `lock`, the text and `now` are one's own; empty or None where not there."""

    id: bytes
    state: int
    lapses_at_ms: int
    topic_tag: bytes
    proposal: SignedNote | None
    lock: SignedStatement | None
    envelope: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    now: SignedStatement | None
    share_wrap: bytes = field(repr=False)
    their_lock: SignedStatement | None


@dataclass(frozen=True)
class PairingItem:
    """An invitation as it lies in this feed; empty bytes where a part is not there."""

    id: bytes
    state: int
    space: bytes
    expires_ms: int
    inviter_bundle: bytes
    offer_mac: bytes
    joiner_bundle: bytes
    joiner_mac: bytes
    joiner_signature: bytes
    inviter_mac: bytes
    inviter_signature: bytes
    wrap: bytes
    refused_uses: int


@dataclass(frozen=True)
class SpaceItem:
    """A space: active or ended, and the partner's bundle of 154 bytes."""

    id: bytes
    state: int
    partner_bundle: bytes


def check_item(frame: Frame) -> None:
    """ServerAnswerRefusedError unless this frame has the form of its type."""
    lengths = _PARTS[frame.type]
    fits = len(frame.parts) == len(lengths) and all(
        size is None or len(part) in (0, size) for part, size in zip(frame.parts, lengths, strict=True)
    )
    if frame.type in (PART, PARTS_MANIFEST):
        fits = fits and all(frame.parts)
    if not fits or (frame.type in _STATES and not 1 <= _number(frame.parts[0]) <= _STATES[frame.type]):
        raise ServerAnswerRefusedError("an item of the feed is malformed")
    if frame.type == OFFER:
        _statements(frame.parts[2])


def parse_part(frame: Frame) -> SignedNote:
    """The part, or the manifest of parts, of a checked frame."""
    return SignedNote(*frame.parts)


def parse_offer(frame: Frame) -> OfferItem:
    """The offer of a checked frame."""
    state, lapses, said, *rest = frame.parts
    cover, moment = _note(*rest[0:3]), _note(*rest[3:6])
    return OfferItem(frame.id, _number(state), _number(lapses), _statements(said), cover, moment, *rest[6:9])


def parse_turn(frame: Frame) -> TurnItem:
    """The turn of a checked frame."""
    offer, envelope, wrap, signature, prev = frame.parts
    return TurnItem(frame.id, offer, _note(envelope, wrap, signature), prev)


def parse_together(frame: Frame) -> TogetherItem:
    """The together of a checked frame."""
    state, lapses, tag, *rest = frame.parts
    envelope, wrap, now, share_wrap, their_lock = rest[4:]
    proposal, lock = _note(*rest[:3]), _signed(rest[3])
    said = _signed(now)
    return TogetherItem(
        frame.id,
        _number(state),
        _number(lapses),
        tag,
        proposal,
        lock,
        envelope,
        wrap,
        said,
        share_wrap,
        _signed(their_lock),
    )


def parse_pairing(frame: Frame) -> PairingItem:
    """The invitation of a checked frame."""
    parts = frame.parts
    state, expires_ms, refused_uses = (_number(parts[at]) for at in (0, 2, 11))
    texts = dict(zip(_PAIRING_TEXTS, (parts[1], *parts[3:11]), strict=True))
    return PairingItem(frame.id, state=state, expires_ms=expires_ms, refused_uses=refused_uses, **texts)


def parse_space(frame: Frame) -> SpaceItem:
    """The space of a checked frame."""
    return SpaceItem(frame.id, _number(frame.parts[0]), frame.parts[1])


def _number(part: bytes) -> int:
    return int.from_bytes(part, "big")


def _note(envelope: bytes, wrap: bytes, signature: bytes) -> SignedNote | None:
    return SignedNote(envelope, wrap, signature) if envelope else None


def _signed(data: bytes) -> SignedStatement | None:
    return SignedStatement(data[:-64], data[-64:]) if data else None


def _statements(data: bytes) -> tuple[SignedStatement, ...]:
    reader = Reader(data)
    said = []
    try:
        while not reader.finished:
            said.append(SignedStatement(reader.take(reader.uint(4)), reader.take(64)))
    except EncodingInvalidError as error:
        raise ServerAnswerRefusedError("the statements of an offer are cut short") from error
    return tuple(said)
