"""What a couple does besides the bridge, for the canary: echo, path, list of therapists, page, check-ins, a moment; and
in private what comes back, and what is spoken.

Each of these has words or numbers of its own that no database, no request and no answer may show.
"""

from __future__ import annotations

from collections.abc import Callable

from couplebridge.client.echo_memory import TOPICS
from couplebridge.client.encoding import b64url_encode
from couplebridge.client.phone import Phone
from tests.support.two_phones import Clock

MARKED = ("outside-help", "living-arrangements", "wider-family")
ALSO_MARKED = ("outside-help", "habits")
WEEKS = 3
HOUR = "2027-03-05T18:47:00.000Z"
ZONE = "Antarctica/Troll"
ON = "2027-02-19"
Both = Callable[[], None]


def marks_topics(alice: Phone, bob: Phone, both: Both, ours: Clock) -> None:
    """Weeks of the echo, until what both marked is shown to both; then another choice, which waits."""
    alice.echo.choose(MARKED)
    bob.echo.choose(ALSO_MARKED)
    for _ in range(WEEKS):
        ours.days_pass(7)
        for _each in range(2):
            both()
    assert alice.echo.matches() == bob.echo.matches() == ("outside-help",), "nothing went over"
    alice.echo.choose(MARKED)


def go_their_path(alice: Phone, bob: Phone, canary: str) -> tuple[str, str]:
    """Steps, a therapist with a note, a call and its answers, a page line, a moment; ids of the card and the moment."""
    mine, his = (b64url_encode(each.holder.keyring.user_id) for each in (alice, bob))
    step = {"title": f"{canary} step", "stage": "look", "kind": "joint", "dueOn": ON, "order": "n"}
    alice.parts.change(alice.parts.add("step", step), "step", {f"ticked:{mine}": True})
    bob.parts.add("step", {**step, "title": f"{canary} step of my own"}, own=True)
    call = {"call-first": f"{canary} call sheet", "call-accepting": "yes", f"travel:{mine}": 35}
    card = alice.parts.add("card", {"name": f"{canary} therapist", "phone": f"{canary} phone", "fee": 120, **call})
    alice.parts.add("note", {"on": card, "text": f"{canary} note", "place": 1})
    log = {"card": card, "who": mine, "how": "phone", "on": ON, "answer": "waiting-list", "next": f"{canary} log"}
    alice.parts.add("contact", log)
    line = f"{canary} page line"
    alice.parts.add("summary", {"text": line, f"yes:{mine}": line, "order": "n"})
    seen = {"on": ON, "communication": 7, "connection": None, "conflict": None, "trust": 2, "line": f"{canary} seen"}
    alice.parts.change(b64url_encode(b"check-in/both".ljust(16, b"\0")), "check-in", {f"seen:{mine}": [seen]})
    place = f"{canary} place"
    moment = alice.parts.add("moment", {f"asks:{mine}": {"times": [HOUR], "place": place, "zone": ZONE}})
    bob.parts.change(moment, "moment", {f"picks:{his}": {"at": HOUR, "place": place}})
    return card, moment


def are_on_both_phones(bob: Phone, card: str, canary: str) -> bool:
    """Whether what alice wrote of a therapist can be read where it may be."""
    notes = [thing.values["text"] for thing in bob.parts.things("note") if thing.values.get("on") == card]
    return notes == [f"{canary} note"]


def answers_in_private(alice: Phone, moment: str, exponent: bytes, said: bytes) -> None:
    """Calm enough? What the phone remembers of the answer until the hour, and the first message of it."""
    secrets = {"pkcs8": b64url_encode(exponent), "one": b64url_encode(said), "answered": None, "two": None}
    own = {"v": 1, "type": "moment-own", "moment": moment, "isAside": True, "at": 1, "isTold": False}
    alice.vault.put_singleton(f"moment:{moment}", {**own, "secrets": secrets})
    alice.parts.add("calm", {f"one:{b64url_encode(alice.holder.keyring.user_id)}": b64url_encode(said)})


def keeps_for_oneself(alice: Phone, canary: str) -> bytes:
    """A check-in, a reminder, "still true", a draft and a voice note with its words; what was spoken."""
    now = alice.vault.now_iso()
    numbers = {"communication": 3, "connection": 9, "conflict": None, "trust": 1}
    line = {"line": f"{canary} check-in", "tellsLine": False}
    alice.vault.put({"v": 1, "type": "check-in", "on": ON, "at": now, **numbers, **line})
    when = {"on": ON, "days": [], "minutes": 1127, "setAt": now, "doneAt": None, "laterUntil": None, "stopped": False}
    alice.vault.put({"v": 1, "type": "reminder", "text": f"{canary} reminder", **when})
    page = alice.journal.write(happened=f"{canary} is it still true", tags=[f"{canary} tag"])
    changed = {"at": now, "answer": "changed", "text": f"{canary} it changed"}
    alice.vault.patch(page, {"stillAskedAt": now, "stillTrue": [changed]})
    draft = {"v": 1, "type": "draft", "purpose": "build:offer:new", "at": now}
    words = {"about": f"{canary} about", "need": f"{canary} need", "us": f"{canary} could we", "feelings": ["distant"]}
    alice.vault.put_singleton("draft:build:offer:new", {**draft, **words})
    spoken = f"{canary} spoken ".encode() * 9000
    alice.attachments.keep(page, spoken, kind="voice", media="audio/webm", words=f"{canary} what it says", seconds=71)
    alice.attachments.send()
    return spoken


def choice_text() -> str:
    """How a choice for the echo stands inside its sealed record: the places of its topics (protocol, The echo)."""
    places = sorted(TOPICS.index(topic) + 1 for topic in MARKED)
    return b64url_encode(bytes([*places, 0, 0]))
