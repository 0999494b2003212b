from dataclasses import replace

import pytest

from couplebridge.client import curve, echo, echo_messages
from couplebridge.client.echo_topics import LIST_VERSION, TOPIC_POINTS
from couplebridge.client.errors import EchoRefusedError, EncodingInvalidError

from .cast import ALICE, BOB, RECORD, SPACE

TOPICS = list(TOPIC_POINTS)
POINTS = list(TOPIC_POINTS.values())


def run(marked_a: list[str], marked_b: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """A whole run, as the two devices do it; what each of them learns."""
    a, b = echo.choose_slots(marked_a), echo.choose_slots(marked_b)
    m1 = echo.message_1(a)
    a_twice, b_once = echo.message_2(b, m1)
    b_twice = echo.message_3(a, b_once)
    return echo.find_matches(a, a_twice, b_twice), echo.find_matches(b, b_twice, a_twice)


@pytest.mark.parametrize(
    ("marked_a", "marked_b"),
    [([], []), (TOPICS[:5], []), (TOPICS[:5], TOPICS[:5]), (TOPICS[:3], TOPICS[2:5]), ([TOPICS[0]], [TOPICS[1]])],
)
def test_both_learn_exactly_what_both_marked(marked_a: list[str], marked_b: list[str]) -> None:
    both = frozenset(marked_a) & frozenset(marked_b)
    assert run(marked_a, marked_b) == (both, both)


def test_there_are_always_five_slots_and_noise_lies_on_the_curve() -> None:
    for count in range(6):
        slots = echo.choose_slots(TOPICS[:count])
        assert len(set(slots.points)) == 5
        assert [t for t in slots.topics if t] == [t for t in slots.topics if t in TOPICS[:count]]
        assert len(set(echo.message_1(slots))) == 5


def test_the_order_of_the_slots_tells_nothing() -> None:
    orders = {echo.choose_slots(TOPICS[:5]).topics for _ in range(40)}
    assert len(orders) > 1


def test_slots_never_show_what_was_marked() -> None:
    assert repr(echo.choose_slots(TOPICS[:2])) == "EchoSlots()"


@pytest.mark.parametrize("marked", [TOPICS[:6], ["gossip"]])
def test_six_topics_or_one_that_is_not_on_the_list_are_refused(marked: list[str]) -> None:
    with pytest.raises(EchoRefusedError):
        echo.choose_slots(marked)


@pytest.mark.parametrize("points", [POINTS[:4], POINTS[:6], [*POINTS[:4], POINTS[0]], [*POINTS[:4], b"\x01" * 32], []])
def test_points_that_break_the_rules_are_refused(points: list[bytes]) -> None:
    own = echo.choose_slots([])
    with pytest.raises(EchoRefusedError):
        echo.multiply_points(own.exponent, points)


@pytest.mark.parametrize("bad", [POINTS[:4], POINTS[:6], [POINTS[0]] * 5])
def test_a_match_is_never_looked_for_in_a_message_that_breaks_the_rules(bad: list[bytes]) -> None:
    own = echo.choose_slots([])
    for one, other in ((bad, POINTS[:5]), (POINTS[:5], bad)):
        with pytest.raises(EchoRefusedError):
            echo.find_matches(own, one, other)


MESSAGE = echo_messages.EchoMessage(SPACE, RECORD, 1, LIST_VERSION, ALICE.bundle.fingerprint(), tuple(POINTS[:5]))


def test_a_message_is_bound_to_its_run_step_list_and_author() -> None:
    signature = echo_messages.sign_echo(MESSAGE, ALICE.signing_private)
    echo_messages.verify_echo(MESSAGE, signature, ALICE.bundle.signing_public)
    for other in (
        replace(MESSAGE, space=bytes(16)),
        replace(MESSAGE, run=bytes(16)),
        replace(MESSAGE, step=3),
        replace(MESSAGE, list_version=2),
        replace(MESSAGE, author_fp=BOB.bundle.fingerprint()),
        replace(MESSAGE, points=tuple(POINTS[1:6])),
    ):
        with pytest.raises(EchoRefusedError, match="signed"):
            echo_messages.verify_echo(other, signature, ALICE.bundle.signing_public)


@pytest.mark.parametrize(("step", "count"), [(0, 5), (1, 10), (2, 5), (3, 4), (4, 5)])
def test_each_step_has_its_number_of_points(step: int, count: int) -> None:
    with pytest.raises(EchoRefusedError, match="points"):
        replace(MESSAGE, step=step, points=tuple(POINTS[:count])).to_bytes()


def test_a_point_under_its_second_name_is_refused() -> None:
    # x and x + p would be one point under two names, and one topic could fill two slots.
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    own = echo.choose_slots([])
    small = next(x for x in range(100) if on_curve(x))
    again = (small + p).to_bytes(32, "big")
    with pytest.raises(EchoRefusedError):
        echo.multiply_points(own.exponent, [*POINTS[:4], again])


def on_curve(x: int) -> bool:
    try:
        curve.multiply_x(curve.new_private_key(), x.to_bytes(32, "big"))
    except EncodingInvalidError:
        return False
    return True
