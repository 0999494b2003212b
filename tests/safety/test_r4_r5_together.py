"""R4, R5 for a together: in any order of steps, doubled, late or cut, both open or neither, and no key moves before.

Checked after each step against a small model, in both feeds byte for byte.
"""

from __future__ import annotations

import os
import random
import secrets
import signal
import threading
import time
from typing import Any

import pytest
from flask import Flask

from couplebridge import clock
from couplebridge.extensions import db
from tests.functional.test_bridge import Later
from tests.functional.test_power_cut import server
from tests.support.bridge import OFFER
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import pull
from tests.support.together import TOGETHER, TogetherDrive

STEPS = ("lock", "lock", "lock", "unlock", "now", "now", "now", "again", "late", "step-back")
RUNS, LENGTH = 14, 12


class Model:
    """What must be so, told in few words."""

    def __init__(self, people: tuple[Person, Person]) -> None:
        self.people, self.locked, self.now, self.state = people, set[Person](), set[Person](), 1

    def expects(self, step: str, who: Person) -> bool:
        """Whether the server must take it; then it is so."""
        if step == "lock" and self.state == 1 and who not in self.locked:
            self.locked.add(who)
            self.state = 2 if len(self.locked) == 2 else 1
            return True
        if step == "unlock" and self.state == 1:
            self.locked.discard(who)
            return True
        if step == "now" and self.state == 2 and who not in self.now:
            self.now.add(who)
            self.state = 3 if len(self.now) == 2 else 2
            return True
        if step == "step-back" and self.state in (1, 2):
            self.state = 4
            return True
        return False


def body_of(drive: TogetherDrive, step: str, who: Person) -> dict[str, Any] | None:
    if step == "lock":
        # a lock that is not taken must not change what is locked in
        side = drive.sides[who]
        kept = side.record, side.key, side.lock, side.body
        body = drive.locking(who)
        drive.fresh = (side.record, side.key, side.lock, side.body)  # type: ignore[attr-defined]
        side.record, side.key, side.lock, side.body = kept
        return body
    if step == "now":
        return drive.saying_now(who) if all(side.lock for side in drive.sides.values()) else None
    return None


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_order_of_steps_opens_both_or_neither(seed: int, alice: Person, bob: Person) -> None:
    dice = random.Random(seed)
    drive = TogetherDrive(Pairing(alice, bob).run())
    drive.propose()
    model = Model((alice, bob))
    sent: list[tuple[Person, str, Any]] = []
    for _ in range(LENGTH):
        who, step = dice.choice((alice, bob)), dice.choice(STEPS)
        if step in ("again", "late"):
            if sent:  # the very bytes of before: the last, or any
                who, path, body = sent[-1] if step == "again" else dice.choice(sent)
                before = [pull(each) for each in (alice, bob)]
                who.post(path, body)
                if model.state > 1:
                    assert [pull(each) for each in (alice, bob)] == before or model.state < 3
                model_again(model, drive, path, who)
                check(model, drive)
            continue
        body = body_of(drive, step, who)
        path = f"{drive.path}/{step}"
        other = bob if who is alice else alice
        before, state = pull(other), model.state
        response = who.post(path, body) if body is not None or step in ("unlock", "step-back") else None
        if response is None:
            continue
        sent.append((who, path, body))
        assert (response.status_code == 204) is model.expects(step, who), (seed, step, response.json)
        if step == "lock" and response.status_code == 204:
            side = drive.sides[who]
            side.record, side.key, side.lock, side.body = drive.fresh  # type: ignore[attr-defined]
        if model.state == state:
            assert pull(other) == before, "nothing of the one reaches the other"
        check(model, drive)


def model_again(model: Model, drive: TogetherDrive, path: str, who: Person) -> None:
    """A repeated request may be a new one by now: the states of the server are the model's from here."""
    own = drive.parts(who)
    model.state = own[0][0]
    if model.state in (1, 2):
        model.locked = {each for each in model.people if drive.parts(each)[6]}
        model.now = {each for each in model.people if drive.parts(each)[9]}
        for each in model.locked:
            keep_lock(drive, each)


def keep_lock(drive: TogetherDrive, who: Person) -> None:
    """What is locked in may be an earlier text that came late."""
    from couplebridge.client.locks import parse_lock

    drive.sides[who].lock = parse_lock(drive.parts(who)[6][:-64])


def check(model: Model, drive: TogetherDrive) -> None:
    assert drive.states() == (model.state, model.state)
    shown = {who: [frame for frame in pull(who) if frame.type == OFFER] for who in model.people}
    for who, frames in shown.items():
        assert len(frames) == (2 if model.state == 3 else 0)
        theirs = [part for frame in pull(who) if frame.type == TOGETHER for part in frame.parts]
        (partner,) = (each for each in model.people if each is not who)
        if model.state < 3:
            for part in drive.parts(partner)[7:11]:
                assert not part or part not in theirs, "neither text, nor key, nor word of the other"


def test_a_power_cut_with_the_second_now_opens_both_or_neither(
    app: Flask, alice: Person, bob: Person, database: dict[str, Any]
) -> None:
    couple = Pairing(alice, bob).run()
    drive = TogetherDrive(couple).both_in()
    drive.now(alice)
    body = drive.saying_now(bob)
    with app.app_context():
        db.engine.dispose()
    with server(database) as (process, port):
        cookie = bob.client.get_cookie("__Host-cb", domain="bridge.test")
        sending = threading.Thread(target=send, args=(port, cookie.value, bob.csrf, drive.path + "/now", body))
        sending.start()
        time.sleep(secrets.randbelow(12) / 1000)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
        sending.join(30)
    states = drive.states()
    assert states in ((2, 2), (3, 3))
    for who in (alice, bob):
        assert len([frame for frame in pull(who) if frame.type == OFFER]) == (2 if states == (3, 3) else 0)
    assert bob.post(drive.path + "/now", body).status_code == 204, "sent again, it is done once"
    assert drive.states() == (3, 3)


def send(port: int, cookie: str, csrf: str, path: str, body: dict[str, bytes]) -> None:
    import http.client
    import json

    from couplebridge.base64url import encode

    headers = {"Cookie": f"__Host-cb={cookie}", "CB-CSRF": csrf, "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(
            "POST", "/api" + path, json.dumps({name: encode(each) for name, each in body.items()}), headers
        )
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return  # the power went


def test_the_clock_of_the_server_ends_what_nobody_opened(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    drive = TogetherDrive(Pairing(alice, bob).run()).both_in()
    drive.now(alice)
    body = drive.saying_now(bob)
    later.pass_days(15)
    assert bob.post(drive.path + "/now", body).status_code == 404
    assert clock.now_ms() == later.ms
