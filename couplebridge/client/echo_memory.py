"""What one account keeps of the echo: the choice, and what was found. Both records have one size whatever is in them.

Protocol, "The echo". It must never hand a choice to anything but a run that begins: no export and no
answer of this client shows one.
"""

from collections.abc import Collection

from .echo import SLOTS
from .echo_topics import TOPIC_POINTS
from .encoding import b64url_decode, b64url_encode, u32
from .errors import EchoRefusedError
from .journal import to_ms
from .merge import Fields
from .vault import Vault, to_iso

CHOICE, RUN = "echo", "echo-run"
TOPICS = tuple(TOPIC_POINTS)
STANDS_MS = 56 * 86_400_000
SHOWN_WEEKS, REST_WEEKS = 4, 8
NEVER = (0,) * len(TOPICS)
Weeks = tuple[int, ...]
"""By topic the week from which a match is shown; 0: never."""


class EchoChoice:
    """The private record `echo`: marks, pause, what was put away."""

    def __init__(self, vault: Vault, space: str) -> None:
        self._vault, self._space = vault, space

    def choose(self, topics: Collection[str], now_ms: int) -> None:
        """EchoRefusedError for more than five, or one that is not in the list."""
        places = sorted(TOPICS.index(topic) + 1 for topic in set(topics) if topic in TOPIC_POINTS)
        if len(places) != len(set(topics)) or len(places) > SLOTS:
            raise EchoRefusedError("up to five topics of the list can be marked")
        text = b64url_encode(bytes([*places, *(0,) * (SLOTS - len(places))]))
        self._write(chosen=f"{to_iso(now_ms)} {text}")

    def take(self, now_ms: int) -> tuple[str, ...]:
        """For a run that begins now: none after eight weeks, and none while paused."""
        fields = self._fields()
        at, _, text = str(fields["chosen"]).partition(" ")
        if fields["paused"] or not at or now_ms - to_ms(at) >= STANDS_MS:
            return ()
        return tuple(TOPICS[place - 1] for place in b64url_decode(text) if place > 0)

    def pause(self, *, paused: bool) -> None:
        """From the next run on."""
        self._write(paused=paused)

    @property
    def is_paused(self) -> bool:
        return bool(self._fields()["paused"])

    @property
    def away(self) -> Weeks:
        return read_weeks(self._fields()["away"])

    def _fields(self) -> Fields:
        nothing = {"v": 1, "type": CHOICE, "space": self._space, "chosen": "", "paused": False}
        kept = self._vault.singleton(CHOICE) or {}
        return kept if kept.get("space") == self._space else {**nothing, "away": weeks_text(NEVER)}

    def _write(self, **fields: object) -> None:
        self._vault.put_singleton(CHOICE, {**self._fields(), **fields})


def weeks_text(weeks: Weeks) -> str:
    """Sixteen u32, base64url."""
    return b64url_encode(b"".join(u32(week) for week in weeks))


def read_weeks(text: str) -> Weeks:
    """The same again."""
    data = b64url_decode(text)
    return tuple(int.from_bytes(data[at : at + 4], "big") for at in range(0, 4 * len(TOPICS), 4))


def with_match(weeks: Weeks, topic: str, run_week: int, *, held: bool) -> Weeks:
    """Shown from the next window on, or, where the coin held it, from the one after; then it rests."""
    at, first = TOPICS.index(topic), run_week + (2 if held else 1)
    is_new = weeks[at] == 0 or first >= weeks[at] + REST_WEEKS
    return (*weeks[:at], first, *weeks[at + 1 :]) if is_new else weeks


def shown_in(weeks: Weeks, away: Weeks, now: int) -> tuple[str, ...]:
    """The topics to show in this week."""
    rows = zip(TOPICS, weeks, away, strict=True)
    return tuple(topic for topic, first, put in rows if 0 < first <= now < first + SHOWN_WEEKS and first != put)
