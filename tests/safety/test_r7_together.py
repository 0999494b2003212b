"""R7 for a together: alice's script gets the same bytes whether bob has locked in, said now, or is away.

Up to the moment in which both have done the same; that both are in, and that both are open, is known to both.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from couplebridge import clock
from couplebridge.client.locks import both_locked
from couplebridge.framing import read_body
from tests.safety.test_r7_presence import Snapshot, normalised
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.together import TogetherDrive

Bob = Callable[[Person], None]
ASKS = ("/feed?cursor=0&limit=1000", "/account", "/sessions")


@pytest.fixture
def drive(app: Flask, carol: Person, dan: Person, monkeypatch: pytest.MonkeyPatch) -> TogetherDrive:
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)
    alice, bob = Person(app, "alice").register(), Person(app, "bob").register()
    return TogetherDrive(Pairing(alice, bob).run())


def answers(alice: Person, bob: Person, acts: list[Bob], steps: list[tuple[str, object]]) -> list[object]:
    """Bob acts, alice sends her next step and then asks for all she may ask for."""
    base = min(frame.seq for frame in read_body(alice.get(ASKS[0]).data))
    found: list[object] = []
    for number, (path, body) in enumerate(steps):
        for act in acts[number : number + 1]:
            act(bob)
        found.append(normalised(alice.post(path, body), base))
        found += [normalised(alice.get(path), base) for path in ASKS]
    return found


def test_what_the_other_locks_in_or_takes_back_is_in_no_answer(app: Flask, drive: TogetherDrive) -> None:
    alice, bob = drive.proposer, drive.other
    drive.propose()
    bodies = [drive.locking(bob) for _ in range(2)]
    acts: list[Bob] = [
        lambda who: taken(who.post(drive.path + "/lock", bodies[0])),
        lambda who: [
            taken(who.post(drive.path + step, body)) for step, body in (("/unlock", None), ("/lock", bodies[1]))
        ],
        lambda who: taken(who.post(drive.path + "/unlock")),
        lambda who: taken(who.post(drive.path + "/lock", bodies[0])),
    ]
    hers = drive.locking(alice)
    early = {"statement": bytes(287), "signature": bytes(64), "wrap": bytes(113)}
    steps = [
        (drive.path + "/unlock", None),
        (drive.path + "/now", early),
        ("/togethers", drive.proposal),
        (drive.path + "/step-back", None),
    ]
    runs = same_steps(app, drive, acts, steps)
    assert runs[0] == runs[1]
    # and her own lock, while bob has taken his back
    runs = same_steps(app, drive, [acts[0], acts[2]], [(drive.path + "/unlock", None), (drive.path + "/lock", hers)])
    assert runs[0] == runs[1]


def test_who_has_said_now_is_in_no_answer(app: Flask, drive: TogetherDrive) -> None:
    alice, bob = drive.proposer, drive.other
    drive.both_in()
    his = drive.saying_now(bob)
    wrong = drive.saying_now(alice, prev=both_locked(bytes(32), *[drive.sides[who].lock for who in (alice, bob)]))
    steps = [
        (drive.path + "/unlock", None),
        (drive.path + "/now", wrong),
        (drive.path + "/lock", drive.sides[alice].body),
        (drive.path + "/step-back", None),
    ]
    runs = same_steps(app, drive, [lambda who: taken(who.post(drive.path + "/now", his))], steps)
    assert runs[0] == runs[1]


def test_the_script_would_notice(app: Flask, drive: TogetherDrive) -> None:
    """The same comparison, where bob does something that alice may know."""
    drive.propose()
    acts: list[Bob] = [lambda who: taken(who.post(drive.path + "/step-back"))]
    runs = same_steps(app, drive, acts, [(drive.path + "/unlock", None)])
    assert runs[0] != runs[1]


def taken(response: object) -> None:
    assert response.status_code == 204, response.json  # type: ignore[attr-defined]


def same_steps(
    app: Flask, drive: TogetherDrive, acts: list[Bob], steps: list[tuple[str, object]]
) -> list[list[object]]:
    snapshot, runs = Snapshot(app), []
    for doing in ([], acts):
        snapshot.restore()
        runs.append(answers(drive.proposer, drive.other, doing, steps))
    snapshot.restore()
    return runs
