"""The listening turn: its order, and the check of what arrived of it.

Protocol, "The bridge", Turns: the hearer says back what they heard, the author answers "yes, that's
it" or "not quite", and only after a yes comes the hearer's own answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .chain_check import CheckedOffer
from .errors import StatementRefusedError
from .items import TurnItem
from .notes import open_note

MAX_TURNS = 40
HEARD, YES, NOT_QUITE, ANSWER = "heard", "yes", "not-quite", "answer"
# After which step who speaks (True: the author), and what they may say. Nothing follows an answer.
_AFTER: dict[str | None, tuple[bool, frozenset[str]]] = {
    None: (False, frozenset({HEARD})),
    HEARD: (True, frozenset({YES, NOT_QUITE})),
    YES: (False, frozenset({ANSWER})),
    NOT_QUITE: (False, frozenset({HEARD})),
}


@dataclass(frozen=True)
class Turn:
    """One checked turn."""

    by_author: bool
    step: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Talk:
    """All checked turns of an offer, and the link (32 bytes) that the next one points at."""

    turns: tuple[Turn, ...]
    head: bytes


def next_turn(turns: Sequence[Turn]) -> tuple[bool, frozenset[str]] | None:
    """Who speaks next (True: the author) and the steps they may choose; None when the talk is over."""
    return None if len(turns) >= MAX_TURNS else _AFTER.get(turns[-1].step if turns else None)


def is_allowed(turns: Sequence[Turn], turn: Turn) -> bool:
    """Whether this person may say this now; only a yes goes without words."""
    following = next_turn(turns)
    if following is None or following[0] is not turn.by_author or turn.step not in following[1]:
        return False
    return bool(turn.text.strip()) is not (turn.step == YES)


def check_turns(items: Sequence[TurnItem], checked: CheckedOffer) -> Talk:
    """StatementRefusedError for any turn that was forged, exchanged, put in another order, or left over."""
    turns: tuple[Turn, ...] = ()
    head = checked.chain.last.hash()
    while len(turns) < len(items):
        following = [item for item in items if item.prev == head]
        expected = next_turn(turns)
        note = following[0].note if len(following) == 1 else None
        if note is None or expected is None:
            raise StatementRefusedError("the turns do not follow one another")
        author = checked.speaker(author=expected[0])
        fields, said = open_note(checked.couple, author, checked.item.id, note, "turn", head)
        turn = Turn(expected[0], str(fields.get("step")), str(fields.get("text", "")))
        if not is_allowed(turns, turn):
            raise StatementRefusedError("a turn is out of order")
        turns, head = (*turns, turn), said.hash()
    return Talk(turns, head)
