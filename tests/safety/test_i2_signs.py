"""I2, P5, R7: a sign tells the one it is for that something is new, and nobody anything else.

For what each thing does or does not make a phone buzz; that no words are in it; that no answer of the server depends
on whether the other gets signs; and that leaving, taking back and asking again are silent.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from couplebridge.client.frames import encode_frames
from couplebridge.framing import read_body
from couplebridge.services.push_message import SENTENCE
from couplebridge.views.shaped import FRAMES
from tests.safety.test_r7_presence import Snapshot, normalised
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.parts import PartsDrive
from tests.support.people import Person
from tests.support.phone import push
from tests.support.push_service import PushService, message
from tests.support.signs import AT_LAST_MS, Signs

CANARY = "canary words Zuckmayer"
FEED = "/feed?cursor=0&limit=1000"


@pytest.fixture
def settings(service: PushService) -> dict[str, Any]:
    return {"PUSH_CONTACT": "mailto:me@bridge.example", "PUSH_SEAM": service.origin}


@pytest.fixture
def couple(signs: Signs, alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    """alice and bob, paired, both with signs, both having looked."""
    made = Pairing(alice, bob).run()
    for person in (alice, bob, carol):
        signs.asks(person)
    Pairing(carol, dan).run()
    return made


class Watch:
    """Who gets a sign for what is done inside; everybody has looked before."""

    def __init__(self, signs: Signs, *people: Person) -> None:
        self.signs, self.people = signs, people

    def after(self, act: Callable[[], Any]) -> set[str]:
        for person in self.people:
            person.post("/push/opened")
        self.signs.passes(4 * 3_600_000)
        before = {person.name: self.signs.count(person) for person in self.people}
        done = act()
        assert done is None or done.status_code < 300, done.json
        self.signs.passes(AT_LAST_MS)
        return {person.name for person in self.people if self.signs.count(person) > before[person.name]}


def moment(drive: OfferDrive) -> Any:
    return drive.recipient.post(drive.path + "/moment", drive.note(drive.recipient))


def test_the_bridge_makes_the_other_phone_buzz_once_for_each_thing_that_is_new(signs: Signs, couple: Pairing) -> None:
    watch, drive = Watch(signs, couple.inviter, couple.joiner), OfferDrive(couple)
    assert watch.after(drive.offer) == {"bob"}
    assert watch.after(lambda: moment(drive)) == {"alice"}
    assert watch.after(lambda: moment(drive)) == set(), "another time for the same is a second knock"
    assert watch.after(drive.edit) == set(), "an edit is a second knock"
    assert watch.after(drive.accept) == {"alice"}
    assert watch.after(lambda: drive.withdraw(drive.recipient)) == set()
    assert watch.after(drive.accept) == {"alice"}
    assert watch.after(drive.release) == {"bob"}
    assert watch.after(lambda: drive.turn(drive.recipient)) == {"alice"}
    assert watch.after(lambda: drive.turn(drive.author)) == {"bob"}
    assert watch.after(lambda: drive.recipient.post(drive.path + "/put-away")) == set()


def test_taking_an_offer_back_is_silent(signs: Signs, couple: Pairing) -> None:
    watch, drive = Watch(signs, couple.inviter, couple.joiner), OfferDrive(couple)
    drive.offer()
    assert watch.after(drive.withdraw) == set()


def test_what_both_share_makes_the_others_phone_buzz(signs: Signs, couple: Pairing) -> None:
    watch, parts = Watch(signs, couple.inviter, couple.joiner), PartsDrive(couple, couple.joiner)
    assert watch.after(lambda: parts.publish(secrets.token_bytes(16))) == {"alice"}


def test_what_somebody_does_alone_makes_no_phone_buzz_not_even_their_own(signs: Signs, couple: Pairing) -> None:
    watch = Watch(signs, couple.inviter, couple.joiner)
    assert watch.after(lambda: push(couple.inviter, 1, secrets.token_bytes(16))) == set()


def test_pairing_makes_the_one_buzz_who_waits(signs: Signs, alice: Person, bob: Person) -> None:
    signs.asks(alice), signs.asks(bob)
    steps = Pairing(alice, bob)
    alice.post("/invites", steps.new_invite())
    assert bob.post(steps.path + "/join", steps.joining()).status_code == 202
    signs.passes(AT_LAST_MS)
    assert (signs.count(alice), signs.count(bob)) == (1, 0)
    assert alice.post(steps.path + "/confirm", steps.confirming()).status_code == 204
    signs.passes(AT_LAST_MS)
    assert (signs.count(alice), signs.count(bob)) == (1, 1)


@pytest.mark.parametrize("way", ["leave", "delete"])
def test_leaving_is_silent_and_silences_what_was_due(signs: Signs, couple: Pairing, way: str) -> None:
    watch, drive = Watch(signs, couple.joiner), OfferDrive(couple)

    def offers_and_leaves() -> Any:
        drive.offer()
        path = {"leave": "/space/leave", "delete": "/account/delete"}[way]
        return couple.inviter.post(path, {"proof": couple.inviter.proof()})

    assert watch.after(offers_and_leaves) == set()


def test_no_sign_carries_a_word_of_anybody(signs: Signs, couple: Pairing) -> None:
    """Not sealed inside either: whoever holds the browser's keys finds one sentence, whatever it is for."""
    watch = Watch(signs, couple.inviter, couple.joiner)
    drive = OfferDrive(couple, text=f'{{"v":1,"type":"offered","text":"{CANARY}"}}')
    parts = PartsDrive(couple, couple.inviter)
    thing = parts.part(secrets.token_bytes(16), text=CANARY)
    for act in (drive.offer, drive.accept, drive.release, lambda: parts.send([thing, parts.manifest(1)])):
        assert watch.after(act)
    browsers = {browser.path: browser for browser in signs.browsers.values()}
    messages = {browsers[one.path].read(one) for one in signs.service.arrived}
    assert len(messages) == 1
    assert CANARY.encode() not in b"".join([*messages, *[one.body for one in signs.service.arrived]])
    found = message(browsers[signs.service.arrived[0].path], signs.service.arrived[0])
    assert found["notification"]["title"] == SENTENCE
    # how long a push service keeps it follows from the owner's hours and the clock alone
    varied = ("authorization", "ttl")
    heads = {
        tuple(sorted((name, value) for name, value in one.headers.items() if name not in varied))
        for one in signs.service.arrived
    }
    assert len(heads) == 1
    assert len({len(one.body) for one in signs.service.arrived}) == 1


def test_no_answer_depends_on_whether_the_other_gets_signs(
    signs: Signs, app: Flask, alice: Person, bob: Person
) -> None:
    """R7: the same requests of alice, with bob's signs off, on, due, sent, and with his app just opened."""
    couple = Pairing(alice, bob).run()
    drive, parts = OfferDrive(couple), PartsDrive(couple, alice)
    bodies = [("POST", "/offers", drive.new_offer())]
    drive.prev = drive.last.hash()
    bodies.append(("PUT", drive.path, drive.edited()))
    manifest = [parts.part(secrets.token_bytes(16)), parts.manifest(1)]
    snapshot = Snapshot(app)

    def script(act: Callable[[], Any]) -> list[object]:
        snapshot.restore()
        base = min(frame.seq for frame in read_body(alice.get(FEED).data))
        answers: list[object] = []
        for method, path, body in bodies:
            act()
            answers.append(normalised(alice.send(method, path, body), base))
            answers += [normalised(alice.get(path), base) for path in ("/push", "/account", FEED)]
        act()
        answers.append(normalised(parts.send(manifest), base))
        answers.append(normalised(alice.post("/push/opened"), base))
        return answers

    def sends() -> None:
        """bob's phone buzzes for what alice did, at the same moment as far as alice can see."""
        now_ms = signs.now_ms
        signs.at_last()
        signs.now_ms = now_ms

    acts = (
        lambda: None,
        lambda: signs.asks(bob),
        lambda: (signs.asks(bob), sends()),
        lambda: (signs.asks(bob, days=[]), bob.post("/push/opened")),
    )
    runs = [script(act) for act in acts]
    assert runs[0] == runs[1] == runs[2] == runs[3]
    assert signs.service.arrived, "in one of them there was a sign"


def test_a_check_in_and_its_switch_make_no_phone_buzz_and_a_step_does(signs: Signs, couple: Pairing) -> None:
    """Switching off is told to nobody: not even by a sign behind which there is nothing."""
    watch, drive = Watch(signs, couple.inviter, couple.joiner), PartsDrive(couple, couple.inviter)

    def publishes(revision: int, path: str) -> Any:
        frames = [drive.part(bytes([9]) * 16, revision), drive.manifest(revision)]
        return drive.author.post(path, data=encode_frames(frames), headers={"Content-Type": FRAMES})

    assert watch.after(lambda: publishes(1, "/parts?quiet=1")) == set()
    assert watch.after(lambda: publishes(2, "/parts?quiet=yes")) == {"bob"}
    assert watch.after(lambda: publishes(3, "/parts")) == {"bob"}
