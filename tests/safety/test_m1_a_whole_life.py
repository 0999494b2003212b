"""M1 after a whole life of a couple: the files of SQLite as they lie on the disk, and a dump of PostgreSQL.

Nothing that anybody wrote, chose or was called is in them, in no spelling; no code, no passphrase, no token.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.client import curve
from couplebridge.client.codes import format_code
from couplebridge.client.echo_topics import TOPIC_POINTS
from couplebridge.client.encoding import b64url_decode
from couplebridge.client.statements import Tier
from couplebridge.extensions import db
from tests.safety import things_of_two
from tests.support import two_phones
from tests.support.two_phones import Clock

CANARY = "kingfisher zq81"
PASSPHRASE = "nine amber lanterns drift upstream"
NEW_PASSPHRASE = "eleven copper foxes at the ford"
NAMES = ("Annegret-zq82", "Bartholomew-zq83")
LABELS = ("zq84 phone in the kitchen", "zq85 phone by the bed", "zq86 tablet")
E_MAIL = "zq87@example.org"
FIELDS = {name: f"{CANARY} {name}" for name in ("happened", "felt", "beneath", "longing", "part")}
COVER = {"minutes": 15, "tone": "tender", "hope": "listen", "line": f"{CANARY} line"}
# names of kinds, topics, feelings and steps that only stand inside sealed records
WORDS = (
    "concern",
    "time-together",
    "being-heard",
    "distant",
    "tender",
    "not-now",
    "not-quite",
    "heard",
    "safety",
    "reason",
    "rulers",
    "image/jpeg",
    "photo",
    "plans",
    "trust",
    "habits",
    *things_of_two.MARKED,
    things_of_two.ZONE.lower(),
    "echo-run",
    "check-in",
    "reminder",
    "stilltrue",
    "moment-own",
    "pkcs8",
    "waiting-list",
    "call-first",
    "audio/webm",
)


@dataclass
class Life:
    """What must not be found, by name."""

    secrets: dict[str, bytes]
    over_the_wire: bytes


def live(app: Flask, ours: Clock) -> Life:
    """Accounts, entries, pairing, offers of every end, turns, a second device, a new passphrase, staying unlocked."""
    alice, bob = (two_phones.phone(app, ours, label=label) for label in LABELS[:2])
    recovery_code = alice.register(NAMES[0], PASSPHRASE, with_recovery=True)
    bob.register(NAMES[1], PASSPHRASE)
    two_phones.pair(alice, bob)

    def both() -> None:
        for device in (alice, bob, alice):
            device.sync()

    def offered(topic: str, tier: Tier = Tier.WHOLE) -> str:
        entry = alice.journal.write(**FIELDS, topic=topic, feelings=["distant"], tags=[CANARY, E_MAIL])
        offer = alice.bridge.offer(entry, tier, text=f"{CANARY} sentence", cover=COVER)
        both()
        return offer

    def opened(topic: str, tier: Tier) -> str:
        offer = offered(topic, tier)
        bob.bridge.accept(offer)
        both()
        alice.bridge.release(offer)
        both()
        return offer

    things_of_two.marks_topics(alice, bob, both, ours)
    card, moment = things_of_two.go_their_path(alice, bob, CANARY)
    exponent = curve.export_private(curve.new_private_key())
    said = curve.public_point(curve.new_private_key())[1:33]
    things_of_two.answers_in_private(alice, moment, exponent, said)
    things_of_two.keeps_for_oneself(alice, CANARY)
    both()
    assert things_of_two.are_on_both_phones(bob, card, CANARY), "the canary is not where it should be"
    page = alice.journal.write(**FIELDS)
    content = f"{CANARY} photo ".encode() * 9000
    photo = alice.attachments.keep(page, content, kind="photo", media="image/jpeg", words=f"{CANARY} words")
    alice.attachments.send()
    bob.journal.write(kind="safety", happened=f"{CANARY} safety note")
    bob.journal.write(kind="reason", happened=f"{CANARY} holds me back", longing=CANARY)
    bob.journal.write(kind="need", longing=CANARY, felt=f"{CANARY} because", part=f"{CANARY} will")
    bob.journal.write(kind="rulers", happened=f"{CANARY} not lower", felt=CANARY)
    first = opened("time-together", Tier.WHOLE)
    steps = ((bob, "heard"), (alice, "not-quite"), (bob, "heard"), (alice, "yes"), (bob, "answer"))
    for device, step in steps:
        device.bridge.say(first, step, "" if step == "yes" else f"{CANARY} {step}")
        both()
    alice.bridge.put_away(opened("being-heard", Tier.SENTENCE))
    both()
    alice.bridge.withdraw(offered("work"))
    both()
    waiting = offered("money")
    bob.bridge.not_now(waiting)
    bob.bridge.propose_moment(waiting, "2026-12-24T18:00:00Z")
    both()
    for topic in ("trust", "plans"):
        together = alice.togethers.propose(topic)
        both()
        for device in (alice, bob):
            entry = device.journal.write(happened=f"{CANARY} together")
            device.togethers.lock(together, entry, Tier.SENTENCE, text=f"{CANARY} in one sentence")
            both()
        alice.togethers.say_now(together)
        if topic == "trust":
            bob.togethers.say_now(together)
        both()
    alice.changes.stay_unlocked(PASSPHRASE, 600)
    alice.changes.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    tablet = two_phones.phone(app, ours, label=LABELS[2])
    tablet.sign_in(NAMES[0], NEW_PASSPHRASE, alice.account_code)
    secrets: dict[str, Any] = {"recovery code": recovery_code}
    for name, device in (("alice", alice), ("bob", bob), ("tablet", tablet)):
        way_in, keyring = device.holder.way_in, device.holder.keyring
        assert way_in is not None
        secrets |= {
            f"account code of {name}": device.account_code,
            f"auth of {name}": way_in.auth,
            f"account key of {name}": keyring.account_key,
            f"vault key of {name}": keyring.vault_key(),
            f"device token of {name}": device.store.device.device_token,
        }
    space = alice.couples.current()
    assert space is not None
    secrets["key of a photo"] = b64url_decode((alice.vault.get(photo) or {})["key"])
    secrets |= {"space key": space.space_key, "exponent of an answer": exponent, "an answer": said}
    secrets |= {f"point of {topic}": TOPIC_POINTS[topic] for topic in things_of_two.MARKED}
    wire = b"".join(part for device in (alice, bob, tablet) for part in over_the_wire(device))
    return Life({**secrets, **tokens(alice, bob, tablet)}, wire)


def over_the_wire(device: Any) -> list[bytes]:
    """Every address and every body, there and back."""
    transport = two_phones.sent_by(device)
    asked = [part for each in transport.requests for part in (each.path.encode(), each.body)]
    return [*asked, *transport.everything_received()]


def tokens(*devices: Any) -> dict[str, bytes]:
    """Every session token and CSRF token that was ever handed out."""
    found: dict[str, bytes] = {}
    for device in devices:
        for number, answer in enumerate(two_phones.sent_by(device).answers):
            spoken = [value for name, value in answer.headers if name == "set-cookie"]
            cookies = re.findall(r"__Host-cb=([\w-]{43})", " ".join(spoken))
            csrf = re.findall(rb'"csrf":"([\w-]{43})"', answer.body)
            handed_out = [("cookie", text) for text in cookies] + [("CSRF token", one.decode()) for one in csrf]
            for kind, text in handed_out:
                found[f"{kind} {number} of {device.session.label}"] = base64.urlsafe_b64decode(text + "=")
    assert {name.split()[0] for name in found} == {"cookie", "CSRF"}
    return found


def dumped(app: Flask, database: dict[str, Any]) -> bytes:
    """What a thief takes: all files of SQLite with its log, or pg_dump of everything."""
    with app.app_context():
        url = db.engine.url
    if url.get_backend_name() == "sqlite":
        found = sorted(Path(str(url.database)).parent.glob(Path(str(url.database)).name + "*"))
        return b"".join(path.read_bytes() for path in found)
    if not shutil.which("pg_dump"):
        pytest.skip("no pg_dump")
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = ["pg_dump", "--inserts", "--dbname", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout


def spellings(secret: bytes) -> dict[str, bytes]:
    """How bytes may stand in a dump."""
    plain, hexed = base64.b64encode(secret).rstrip(b"="), secret.hex()
    return {
        "as it is": secret, "hex": hexed.encode(), "HEX": hexed.upper().encode(),
        "base64url": encode(secret).encode(), "base64": plain,
    }  # fmt: skip


@pytest.fixture
def life(app: Flask, ours: Clock) -> Life:
    return live(app, ours)


def test_nobody_finds_a_word_a_name_or_a_key(app: Flask, database: dict[str, Any], life: Life) -> None:
    dump = dumped(app, database)
    texts = (
        CANARY,
        things_of_two.HOUR,
        things_of_two.choice_text(),
        PASSPHRASE,
        NEW_PASSPHRASE,
        *NAMES,
        *LABELS,
        E_MAIL,
        "203.0.113.7",
    )
    found: list[str] = []
    for text in texts:
        for spelt in (text.encode(), text.lower().encode(), text.encode("utf-16-le"), text.encode().hex().encode()):
            found += [text] if spelt in dump else []
    for name, secret in life.secrets.items():
        spelt = {**spellings(secret), **({"printed": format_code(secret).encode()} if len(secret) == 16 else {})}
        found += [f"{name}, {how}" for how, one in spelt.items() if one in dump]
    assert found == []


def test_nobody_hears_it_on_the_way(life: Life) -> None:
    """Nothing that was sent or answered says it either; names and codes have their own places in what is sent."""
    texts, lowered = (CANARY, E_MAIL, things_of_two.HOUR, things_of_two.choice_text()), life.over_the_wire.lower()
    found = [text for text in texts if text.encode() in life.over_the_wire]
    found += [word for word in WORDS if word.encode() in lowered]
    points = {f"point of {topic}": TOPIC_POINTS[topic] for topic in things_of_two.MARKED}
    answer = {name: life.secrets[name] for name in ("exponent of an answer", "an answer")}
    for name, secret in {**points, **answer}.items():
        found += [f"{name}, {how}" for how, one in spellings(secret).items() if one in life.over_the_wire]
    assert found == []


def test_nobody_finds_what_a_thing_is_about(app: Flask, database: dict[str, Any], life: Life) -> None:
    dump = dumped(app, database).lower()
    assert [word for word in WORDS if word.encode() in dump or word.encode().hex().encode() in dump] == []


def test_the_search_would_find_it(app: Flask, database: dict[str, Any], ours: Clock) -> None:
    """The same dump does hold what the threat model says it holds."""
    alice = two_phones.phone(app, ours, label=LABELS[0])
    alice.register(NAMES[0], PASSPHRASE)
    dump = dumped(app, database)
    user_id, bundle = alice.holder.keyring.user_id, alice.store.device.bundle
    for known in (user_id, bundle):
        assert any(spelt in dump for spelt in spellings(known).values())
