"""Many phones at once: nobody gets an error, nothing is lost, nothing is done twice."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from couplebridge.database import FairLock, reading, writer_queue, writing
from couplebridge.extensions import db
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import pull, push


def together(*jobs: Callable[[], object]) -> list[object]:
    """Run all of them from one starting line; their results in order."""
    line, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(at: int) -> None:
        line.wait()
        results[at] = jobs[at]()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_sixteen_phones_push_and_pull_without_an_error(app: Flask) -> None:
    people = [Person(app, f"phone {n}", f"198.51.100.{n}").register() for n in range(16)]

    def work(person: Person) -> Callable[[], list[int]]:
        def run() -> list[int]:
            codes = []
            for counter in range(1, 6):
                codes.append(push(person, counter, secrets.token_bytes(16)).status_code)
                codes.append(person.get("/feed?cursor=0&limit=1000").status_code)
            return codes

        return run

    assert together(*[work(person) for person in people]) == [[200] * 10] * 16
    assert [len(pull(person)) for person in people] == [6] * 16


def test_of_two_phones_that_push_the_same_counter_one_wins_and_the_other_is_told(alice: Person) -> None:
    one, two = secrets.token_bytes(16), secrets.token_bytes(16)
    tablet = second_phone(alice)
    answers = together(lambda: push(alice, 1, one), lambda: push(tablet, 1, two))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(pull(alice)) == 2


def test_the_same_push_twice_at_once_is_stored_once(alice: Person) -> None:
    record_id, key = secrets.token_bytes(16), secrets.token_bytes(16)
    tablet = second_phone(alice)
    answers = together(lambda: push(alice, 1, record_id, key=key), lambda: push(tablet, 1, record_id, key=key))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json == answers[1].json


def test_a_release_and_taking_ready_back_at_once_have_one_outcome(alice: Person, bob: Person) -> None:
    drive = OfferDrive(Pairing(alice, bob).run())
    drive.offer(), drive.accept()
    other = OfferDrive.__new__(OfferDrive)
    other.__dict__.update(drive.__dict__)
    codes = [answer.status_code for answer in together(drive.release, lambda: other.withdraw(bob))]
    assert sorted(codes) == [204, 409]


def test_two_offers_at_once_when_one_place_is_left(alice: Person, bob: Person) -> None:
    couple = Pairing(alice, bob).run()
    OfferDrive(couple).offer()
    tablet = second_phone(alice)
    drives = [OfferDrive(couple), OfferDrive(couple)]
    bodies = [drive.new_offer() for drive in drives]
    jobs = [lambda p=person, b=body: p.post("/offers", b) for person, body in zip((alice, tablet), bodies, strict=True)]
    assert sorted(answer.status_code for answer in together(*jobs)) == [201, 409]


def test_two_joiners_at_once_one_is_in(alice: Person, bob: Person, mallory: Person) -> None:
    one = Pairing(alice, bob)
    alice.post("/invites", one.new_invite())
    two = Pairing(alice, mallory)
    two.invitation, two.context, two.keys = one.invitation, one.context, one.keys
    pairs = (one, two)
    answers = together(*[lambda each=each: each.joiner.post(one.path + "/join", each.joining()) for each in pairs])
    assert sorted(answer.status_code for answer in answers) == [202, 404]


def test_both_leave_at_once(alice: Person, bob: Person) -> None:
    Pairing(alice, bob).run()
    jobs = [lambda p=person: p.post("/space/leave", {"proof": p.proof()}) for person in (alice, bob)]
    assert sorted(answer.status_code for answer in together(*jobs)) == [204, 404]


def test_writers_are_served_in_the_order_in_which_they_came() -> None:
    lock, order, threads = FairLock(), [], []
    with lock:
        for n in range(8):
            entered = threading.Event()

            def work(n: int = n, entered: threading.Event = entered) -> None:
                entered.set()
                with lock:
                    order.append(n)

            thread = threading.Thread(target=work)
            thread.start()
            threads.append(thread)
            assert entered.wait(10)
            while lock.waiting <= n:
                threading.Event().wait(0.001)
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_a_write_that_fails_leaves_the_queue_free(app: Flask) -> None:
    with app.app_context():
        for _ in range(2):
            try:
                with writing() as connection:
                    connection.exec_driver_sql("SELECT 1")
                    raise KeyError
            except KeyError:
                queue = writer_queue(db.engine)
        assert queue is None or queue.waiting == 0


def second_phone(person: Person) -> Person:
    """The same account on another phone."""
    phone = Person(person.app, person.name, "203.0.113.8")
    names = ("user_id", "find", "auth", "kem", "signing", "bundle")
    phone.__dict__.update({name: person.__dict__[name] for name in names})
    return phone.sign_in()


def test_a_writer_holds_the_write_lock_from_its_beginning_and_a_reader_never(
    app: Flask, database: dict[str, Any]
) -> None:
    """Another process that wants to write waits before it has read anything, so nothing it read is ever out of date."""
    url = database["SQLALCHEMY_DATABASE_URI"]
    if not url.startswith("sqlite"):
        return  # there the row of the feed is what is held, see the tests above
    other = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
    with app.app_context():
        with reading() as connection:
            connection.exec_driver_sql("SELECT * FROM feeds").all()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()
