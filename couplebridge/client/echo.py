"""Echo: two devices learn which topics both marked, and nothing else, in three messages.

Protocol, "Echo": Diffie-Hellman set intersection on P-256 x-coordinates. Always five slots, so one
run can test five topics at most, even for a partner who changed their app. It must never keep an
exponent for a second run.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from random import SystemRandom

from . import curve
from .echo_topics import TOPIC_POINTS
from .errors import EchoRefusedError, EncodingInvalidError

SLOTS = 5
# For shuffling only; it draws from the system, so slots tell nothing by their order.
_SHUFFLER = SystemRandom()


@dataclass(frozen=True)
class EchoSlots:
    """One side of a run: five points, the topic behind each (None: noise), a fresh exponent."""

    points: tuple[bytes, ...] = field(repr=False)
    topics: tuple[str | None, ...] = field(repr=False)
    exponent: curve.PrivateKey = field(repr=False)


def choose_slots(marked: Collection[str]) -> EchoSlots:
    """Marked topics first, the rest random points of the curve, shuffled."""
    if len(set(marked)) > SLOTS or not set(marked) <= TOPIC_POINTS.keys():
        raise EchoRefusedError("up to five topics of the list can be marked")
    filled: list[tuple[bytes, str | None]] = [(TOPIC_POINTS[t], t) for t in sorted(set(marked))]
    filled += [(_random_point(), None) for _ in range(SLOTS - len(filled))]
    _SHUFFLER.shuffle(filled)
    points, topics = zip(*filled, strict=True)
    return EchoSlots(points, topics, curve.new_private_key())


def _check_five(points: Sequence[bytes]) -> None:
    # A point sent twice would test one topic against two slots and give a way to count.
    if len(points) != SLOTS or len(set(points)) != SLOTS:
        raise EchoRefusedError("an echo message must have five different points")


def _random_point() -> bytes:
    return curve.public_point(curve.new_private_key())[1 : 1 + curve.X_BYTES]


def multiply_points(exponent: curve.PrivateKey, points: Sequence[bytes]) -> list[bytes]:
    """x(k·P) for five 32-byte x, in order; EchoRefusedError off the curve, doubled, miscounted."""
    _check_five(points)
    try:
        return [curve.multiply_x(exponent, x) for x in points]
    except EncodingInvalidError as error:
        raise EchoRefusedError("an echo message has a point off the curve") from error


def message_1(own: EchoSlots) -> list[bytes]:
    """A to B: x(a·P_i)."""
    return multiply_points(own.exponent, own.points)


def message_2(own: EchoSlots, m1: Sequence[bytes]) -> tuple[list[bytes], list[bytes]]:
    """B to A: x(b·m1_i) in order, and x(b·Q_j)."""
    return multiply_points(own.exponent, m1), multiply_points(own.exponent, own.points)


def message_3(own: EchoSlots, others: Sequence[bytes]) -> list[bytes]:
    """A to B: x(a·m2_j), over the second half of B's message."""
    return multiply_points(own.exponent, others)


def find_matches(own: EchoSlots, own_twice: Sequence[bytes], others_twice: Sequence[bytes]) -> frozenset[str]:
    """The topics both marked. Both lists went through both exponents; the first is in our order."""
    _check_five(own_twice)
    _check_five(others_twice)
    common = set(others_twice)
    pairs = zip(own.topics, own_twice, strict=True)
    return frozenset(topic for topic, x in pairs if topic is not None and x in common)
