"""Taking part in the echo: one run a week, whatever is marked.

Protocol, "The echo". A step is taken only from what the server has for all devices of this account,
so that no two of them say different things. It must never send fewer than five points.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from . import curve, primitives
from .couple import Couple, Couples
from .echo import SLOTS, EchoSlots, choose_slots, find_matches, message_1, message_2, message_3
from .echo_memory import NEVER, RUN, TOPICS, EchoChoice, read_weeks, shown_in, weeks_text, with_match
from .echo_messages import STEP_POINTS, EchoMessage, sign_echo, verify_echo
from .echo_topics import LIST_VERSION
from .echo_week import CALM_HOUR, Hour, hour_in, opens_at, week_at
from .encoding import b64url_decode, b64url_encode, encode_tuple, u32, utf8
from .errors import EchoRefusedError, EncodingInvalidError, NotPairedError, ServerAnswerRefusedError
from .identity import IdentityBundle
from .journal import to_ms
from .key_holder import KeyHolder
from .merge import Fields
from .parts import Parts
from .store import Store
from .vault import Vault

OF = "echo"
THING = b64url_encode(b"echo/both".ljust(16, b"\0"))
NONE = b64url_encode(bytes(32))
HELD_OF_256 = 64
_X, _SIGNATURE = curve.X_BYTES, curve.SIGNATURE_BYTES
Points = list[bytes]


@dataclass(frozen=True)
class _Scene:
    """One week of one couple, and what both have said in it."""

    couple: Couple
    week: int
    mine: dict[str, Any] | None
    theirs: dict[str, Any] | None

    @property
    def run(self) -> bytes:
        return run_id(self.couple.space, self.week)

    @property
    def begins(self) -> bool:
        return b64url_encode(self.couple.me.bundle.user_id) < b64url_encode(self.couple.partner.user_id)


class Echo:
    """The echo of one device."""

    def __init__(
        self, store: Store, vault: Vault, holder: KeyHolder, couples: Couples, parts: Parts, now_ms: Callable[[], int]
    ) -> None:
        self._store, self._vault, self._holder, self._couples = store, vault, holder, couples
        self._parts, self._now_ms = parts, now_ms
        self.refused = False
        """What the partner's device sent in this week does not fit, and was not used."""

    def choose(self, topics: Collection[str]) -> None:
        """Up to five of the sixteen, none as well; the last choice before the hour counts. NotPairedError."""
        self._choice().choose(topics, self._now_ms())

    def pause(self, *, paused: bool = True) -> None:
        """Take part with noise alone, which looks like any other week."""
        self._choice().pause(paused=paused)

    def set_hour(self, hour: Hour) -> None:
        """For both, from the next window on."""
        week = self._week() + 1
        first = week if opens_at(hour, week) > self._now_ms() else week + 1
        was = hour_in(self._setting(), first - 1).to_fields()
        self._parts.change(THING, OF, {"hour": {**hour.to_fields(), "from": first, "was": was}})

    def matches(self) -> tuple[str, ...]:
        """What both marked, as far as it is shown now."""
        kept, choice = self._kept(self._couples.current()), self._choice()
        if kept is None or choice.is_paused:
            return ()
        return shown_in(read_weeks(kept["found"]), choice.away, self._week())

    def take_part(self) -> None:
        """One step, if one is possible; to be called after each sync, until nothing waits in the outbox."""
        try:
            couple = self._couples.current()
            week = self._week()
        except (NotPairedError, ServerAnswerRefusedError):
            return  # whoever reads the parts is told
        kept = self._kept(couple)
        paired_ms = to_ms(self._couples.pinned()["pairedAt"])  # type: ignore[index]
        if opens_at(hour_in(self._setting(), week), week) < paired_ms or (kept and kept["week"] > week):
            return
        try:
            if kept is None or kept["week"] < week:
                self._begin(couple, week, kept)
            elif not is_over(kept) and self._vault.singleton_id(RUN) not in self._store.outbox:
                self._go_on(self._scene(couple, week), kept)
        except EchoRefusedError:
            self.refused = True

    def _begin(self, couple: Couple, week: int, before: Fields | None) -> None:
        self.refused = False
        found = weeks_text(NEVER) if before is None else self._last_word(couple, before)
        slots = choose_slots(self._choice().take(self._now_ms()))
        sealed = primitives.wrap_bytes(self._wrap_key(), curve.export_private(slots.exponent), _aad(couple, week))
        places = bytes(0 if topic is None else TOPICS.index(topic) + 1 for topic in slots.topics)
        run = {"week": week, "exponent": b64url_encode(sealed), "points": b64url_encode(b"".join(slots.points))}
        self._keep(couple, {**run, "topics": b64url_encode(places), "answered": NONE, "found": found})

    def _go_on(self, scene: _Scene, kept: Fields) -> None:
        first, name = (2, "m2") if scene.begins else (1, "m1")
        if scene.begins and scene.mine is None:
            own = self._slots(scene, kept)
            return self._say(scene, {"m1": self._build(scene, 1, message_1(own))})
        if not scene.theirs or not scene.theirs.get(name):
            return None
        got = self._open(scene, first, scene.theirs[name])
        answered = b64url_encode(primitives.sha256(b"".join(got)))
        if kept["answered"] == NONE:
            # Which message is answered must be on the server before the answer leaves.
            return self._keep(scene.couple, {**kept, "answered": answered})
        if kept["answered"] != answered:
            raise EchoRefusedError("another message in the same run")
        return self._last(scene, kept, got) if scene.begins else self._answer(scene, kept, got)

    def _last(self, scene: _Scene, kept: Fields, got: Points) -> None:
        own = self._slots(scene, kept)
        others = message_3(own, got[SLOTS:])
        self._say(scene, {"m1": (scene.mine or {})["m1"], "m3": self._build(scene, 3, others)})
        self._end(scene, kept, find_matches(own, got[:SLOTS], others))

    def _answer(self, scene: _Scene, kept: Fields, got: Points) -> None:
        if scene.mine is None:
            twice, once = message_2(self._slots(scene, kept), got)
            self._say(scene, {"m2": self._build(scene, 2, [*twice, *once])})
            return
        found = self._found_last(scene, kept)
        if found is not None:
            self._end(scene, kept, found)

    def _found_last(self, scene: _Scene, kept: Fields) -> frozenset[str] | None:
        if scene.mine is None or not scene.theirs or not scene.theirs.get("m3"):
            return None
        others = _split(b64url_decode(scene.mine["m2"]))[:SLOTS]
        return find_matches(self._slots(scene, kept), self._open(scene, 3, scene.theirs["m3"]), others)

    def _last_word(self, couple: Couple, before: Fields) -> str:
        """The last message of the week before may have come after its end."""
        scene = self._scene(couple, before["week"])
        if is_over(before) or scene.begins:
            return str(before["found"])
        try:
            found = self._found_last(scene, before)
        except EchoRefusedError:
            found = None
        return self._with_found(scene, before["found"], found or frozenset())

    def _end(self, scene: _Scene, kept: Fields, found: Collection[str]) -> None:
        gone = {name: "A" * len(kept[name]) for name in ("exponent", "points", "topics")}
        self._keep(scene.couple, {**kept, **gone, "found": self._with_found(scene, kept["found"], found)})

    def _with_found(self, scene: _Scene, text: str, found: Collection[str]) -> str:
        weeks = read_weeks(text)
        for topic in found:
            weeks = with_match(weeks, topic, scene.week, held=is_held(scene.couple, scene.run, topic))
        return weeks_text(weeks)

    def _slots(self, scene: _Scene, kept: Fields) -> EchoSlots:
        sealed, aad = b64url_decode(kept["exponent"]), _aad(scene.couple, scene.week)
        exponent = curve.import_private(primitives.unwrap_bytes(self._wrap_key(), sealed, aad))
        topics = tuple(TOPICS[place - 1] if place else None for place in b64url_decode(kept["topics"]))
        return EchoSlots(tuple(_cut(b64url_decode(kept["points"]))), topics, exponent)

    def _build(self, scene: _Scene, step: int, points: Points) -> str:
        couple = scene.couple
        fingerprint = couple.me.bundle.fingerprint()
        message = EchoMessage(couple.space, scene.run, step, LIST_VERSION, fingerprint, tuple(points))
        return b64url_encode(b"".join(points) + sign_echo(message, couple.me.signing_private))

    def _open(self, scene: _Scene, step: int, text: Any) -> Points:
        author: IdentityBundle = scene.couple.partner
        data = _decoded(text)
        if len(data) != STEP_POINTS[step] * _X + _SIGNATURE:
            raise EchoRefusedError("an echo message has another length")
        points, signature = tuple(_split(data)), data[-_SIGNATURE:]
        said = EchoMessage(scene.couple.space, scene.run, step, LIST_VERSION, author.fingerprint(), points)
        verify_echo(said, signature, author.signing_public)
        if any(len(set(points[at : at + SLOTS])) != SLOTS for at in range(0, len(points), SLOTS)):
            raise EchoRefusedError("an echo message has a point twice")
        return list(points)

    def _say(self, scene: _Scene, said: dict[str, str]) -> None:
        me = b64url_encode(scene.couple.me.bundle.user_id)
        has_hour = self._setting() or self._parts.said(THING, "hour")
        hour = {} if has_hour else {"hour": {**CALM_HOUR.to_fields(), "from": 0, "was": None}}
        self._parts.change(THING, OF, {_field(scene.week, me): {"week": scene.week, **said}, **hour})

    def _keep(self, couple: Couple, fields: Fields) -> None:
        place = {"v": 1, "type": RUN, "space": b64url_encode(couple.space)}
        self._vault.put_singleton(RUN, {**fields, **place})

    def _kept(self, couple: Couple) -> Fields | None:
        kept = self._vault.singleton(RUN)
        return kept if kept is not None and kept.get("space") == b64url_encode(couple.space) else None

    def _scene(self, couple: Couple, week: int) -> _Scene:
        me, partner = (_field(week, b64url_encode(each.user_id)) for each in (couple.me.bundle, couple.partner))
        # Mine by my own part alone: whoever clears it must not be told by the answer that I am here.
        said = (self._parts.said(THING, me), self._values().get(partner))
        mine, theirs = (each if isinstance(each, dict) and each.get("week") == week else None for each in said)
        return _Scene(couple, week, mine, theirs)

    def _values(self) -> Fields:
        return next((thing.values for thing in self._parts.things(OF) if thing.id == THING), {})

    def _setting(self) -> Any:
        return self._values().get("hour")

    def _week(self) -> int:
        return week_at(self._setting(), self._now_ms())

    def _choice(self) -> EchoChoice:
        return EchoChoice(self._vault, b64url_encode(self._couples.current().space))

    def _wrap_key(self) -> bytes:
        return self._holder.keyring.echo_key()


def run_id(space: bytes, week: int) -> bytes:
    """16 bytes: one run for each week, and no other."""
    return primitives.sha256(encode_tuple("echo-run", space, u32(week)))[:16]


def is_over(run: Fields) -> bool:
    """Nothing of how it was found is left."""
    return not str(run["exponent"]).strip("A")


def is_held(couple: Couple, run: bytes, topic: str) -> bool:
    """A coin that only the devices of the two can toss: about one match in four waits a week."""
    info = encode_tuple("echo-hold", couple.space, run, utf8(topic))
    return primitives.hkdf(couple.space_key, info, 1)[0] < HELD_OF_256


def _aad(couple: Couple, week: int) -> bytes:
    return encode_tuple("echo-exponent-run", _Scene(couple, week, None, None).run)


def _field(week: int, person: str) -> str:
    return f"{'odd' if week % 2 else 'even'}:{person}"


def _cut(data: bytes) -> Points:
    return [data[at : at + _X] for at in range(0, len(data), _X)]


def _split(message: bytes) -> Points:
    return _cut(message[:-_SIGNATURE])


def _decoded(text: Any) -> bytes:
    try:
        return b64url_decode(text)
    except (EncodingInvalidError, TypeError, AttributeError) as error:
        raise EchoRefusedError("an echo message is not text") from error
