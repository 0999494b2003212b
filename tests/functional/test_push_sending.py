"""Signs that arrive: one sentence, sealed for one browser, once, at the owner's hours, and not out of a request."""

from __future__ import annotations

import runpy
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from couplebridge import cli, push_thread
from couplebridge.base64url import encode
from couplebridge.database import reading, writing
from couplebridge.security import quiet
from couplebridge.security.push_post import Answer, Outcome
from couplebridge.services import push_sending, web_push
from couplebridge.services.push_message import PAYLOAD_BYTES, SENTENCE
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.push_service import PushService, claims_of, message
from tests.support.signs import AT_LAST_MS, HOUR_MS, MINUTE_MS, Signs

CONTACT = "mailto:me@bridge.example"


@pytest.fixture
def settings(service: PushService) -> dict[str, Any]:
    return {"PUSH_CONTACT": CONTACT, "PUSH_SEAM": service.origin, "PUBLIC_ORIGIN": "https://bridge.test"}


def rings(signs: Signs, person: Person) -> None:
    """Something of the other is there for this person."""
    with signs.app.app_context(), writing() as connection:
        web_push.tell(connection, person.user_id)


def row(signs: Signs) -> Any:
    with signs.app.app_context(), reading() as connection:
        return connection.execute(select(web_push.table)).one()


def test_one_sentence_sealed_for_one_browser_by_a_server_that_says_who_it_is(signs: Signs, bob: Person) -> None:
    browser = signs.asks(bob)
    rings(signs, bob)
    assert signs.at_last() == 1
    (arrived,) = signs.service.arrived
    notification = {"title": SENTENCE, "navigate": "https://bridge.test/", "lang": "en", "dir": "ltr"}
    assert message(browser, arrived) == {"web_push": 8030, "mutable": True, "notification": notification}
    assert len(browser.read(arrived)) == PAYLOAD_BYTES
    claims = claims_of(arrived)
    assert (claims["aud"], claims["sub"]) == (signs.service.origin, CONTACT)
    assert encode(signs.app.extensions["couplebridge.push_key"].public) in arrived.headers["authorization"]
    sent = {name: arrived.headers[name] for name in ("content-encoding", "content-type", "ttl", "topic", "urgency")}
    assert sent == {
        "content-encoding": "aes128gcm",
        "content-type": "application/notification+json",
        "ttl": str(4 * 3600),
        "topic": "sign",
        "urgency": "normal",
    }


def test_nothing_is_due_for_whoever_did_not_ask(signs: Signs, bob: Person, alice: Person) -> None:
    signs.asks(alice)
    rings(signs, bob)
    assert signs.at_last() == 0


def test_it_comes_neither_at_once_nor_always_after_the_same_time(
    signs: Signs, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs.asks(bob)
    seen = set()
    for chance in (0, 9 * MINUTE_MS, 18 * MINUTE_MS - 1):
        monkeypatch.setattr(web_push.secrets, "randbelow", lambda below, chance=chance: min(chance, below - 1))
        bob.post("/push/opened")
        rings(signs, bob)
        seen.add(row(signs).due_at_ms - signs.now_ms)
    assert seen == {2 * MINUTE_MS, 11 * MINUTE_MS, 20 * MINUTE_MS - 1}
    assert signs.passes(2 * MINUTE_MS - 1) == 0


def test_every_phone_of_the_owner_gets_it_and_looking_at_one_is_enough(signs: Signs, bob: Person) -> None:
    tablet = Person(signs.app, "bob's tablet")
    tablet.find, tablet.auth = bob.find, bob.auth
    tablet.sign_in()
    signs.asks(bob), signs.asks(tablet)
    rings(signs, bob)
    assert signs.at_last() == 2
    assert (signs.count(bob), signs.count(tablet)) == (1, 1)
    tablet.post("/push/opened")
    rings(signs, bob)
    bob.post("/push/opened")
    assert signs.passes(4 * HOUR_MS) == 0


def test_a_flood_is_one_sign(signs: Signs, bob: Person) -> None:
    signs.asks(bob)
    for _ in range(5):
        rings(signs, bob)
    assert signs.at_last() == 1
    for _ in range(5):
        rings(signs, bob)
        assert signs.at_last() == 0


def test_what_was_looked_at_in_time_makes_no_phone_buzz(signs: Signs, bob: Person) -> None:
    signs.asks(bob)
    rings(signs, bob)
    bob.post("/push/opened")
    assert signs.at_last() == 0


def test_after_a_sign_that_was_looked_at_the_next_comes_three_hours_later_at_the_soonest(
    signs: Signs, bob: Person
) -> None:
    signs.asks(bob)
    rings(signs, bob)
    signs.at_last()
    bob.post("/push/opened"), bob.post("/push/opened")
    rings(signs, bob)
    assert signs.passes(3 * HOUR_MS - 1) == 0
    assert signs.passes(1) == 1


def test_after_a_sign_that_was_not_looked_at_only_something_new_of_the_next_day_comes(
    signs: Signs, bob: Person
) -> None:
    signs.asks(bob)
    rings(signs, bob)
    signs.at_last()
    rings(signs, bob)
    assert signs.passes(20 * HOUR_MS) == 0
    rings(signs, bob)
    assert signs.at_last() == 1


def test_outside_the_owners_hours_it_waits_for_them(signs: Signs, bob: Person) -> None:
    signs.asks(bob, from_minute=18 * 60, until_minute=21 * 60)
    rings(signs, bob)
    assert signs.at_last() == 0
    assert signs.passes(18 * HOUR_MS - 12 * HOUR_MS - AT_LAST_MS) == 0
    assert signs.at_last() == 1


def test_on_a_day_that_is_not_the_owners_it_waits_too(signs: Signs, bob: Person) -> None:
    signs.asks(bob, days=[0])
    rings(signs, bob)
    assert signs.at_last() == 0
    assert signs.passes(48 * HOUR_MS) == 0
    assert signs.passes(24 * HOUR_MS) == 1


def test_it_is_not_kept_for_a_phone_that_comes_back_after_the_owners_hours(signs: Signs, bob: Person) -> None:
    signs.asks(bob, from_minute=11 * 60, until_minute=13 * 60)
    rings(signs, bob)
    signs.passes(30 * MINUTE_MS)
    assert signs.service.arrived[0].headers["ttl"] == str(30 * 60)


@pytest.mark.parametrize("changes", [{"held": True}, {"days": []}])
def test_while_the_owner_rests_nothing_comes_and_nothing_waits(
    signs: Signs, bob: Person, changes: dict[str, Any]
) -> None:
    signs.asks(bob, **changes)
    rings(signs, bob)
    assert signs.at_last() == 0
    assert row(signs).due_at_ms is None


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_that_is_gone_is_forgotten(signs: Signs, bob: Person, status: int) -> None:
    signs.asks(bob)
    signs.service.answers.append((status, {}))
    rings(signs, bob)
    signs.at_last()
    assert bob.get("/push").json["here"] is None


def test_a_new_address_is_not_forgotten_for_the_sake_of_the_old_one(signs: Signs, bob: Person, monkeypatch) -> None:
    signs.asks(bob)
    rings(signs, bob)

    def gone(*_: Any, **__: Any) -> Answer:
        signs.asks(bob)  # the phone was faster
        return Answer(Outcome.GONE)

    monkeypatch.setattr(push_thread, "post", gone)
    signs.at_last()
    assert bob.get("/push").json["here"]["endpoint"] == signs.browsers["bob"].endpoint


def test_what_was_not_taken_is_tried_again_some_times_and_then_given_up(signs: Signs, bob: Person) -> None:
    signs.asks(bob)
    signs.service.answers += [(503, {}), (429, {"Retry-After": "7200"}), (500, {}), (503, {})]
    rings(signs, bob)
    sent = [signs.passes(step) for step in (AT_LAST_MS, MINUTE_MS, 2 * MINUTE_MS, HOUR_MS, 61 * MINUTE_MS)]
    assert sent == [1, 0, 1, 0, 1]
    assert signs.passes(2 * HOUR_MS) == 1
    assert (row(signs).due_at_ms, row(signs).tries, row(signs).was_told) == (None, 0, False)
    rings(signs, bob)
    assert signs.at_last() == 1


def test_what_is_refused_is_not_tried_again(signs: Signs, bob: Person) -> None:
    signs.asks(bob)
    signs.service.answers.append((403, {}))
    rings(signs, bob)
    assert signs.at_last() == 1
    assert signs.passes(12 * HOUR_MS) == 0


def test_what_was_looked_at_while_it_was_under_way_is_not_tried_again(signs: Signs, bob: Person, monkeypatch) -> None:
    signs.asks(bob)
    rings(signs, bob)

    def later(*_: Any, **__: Any) -> Answer:
        bob.post("/push/opened")
        return Answer(Outcome.LATER)

    monkeypatch.setattr(push_thread, "post", later)
    signs.at_last()
    assert row(signs).due_at_ms is None


def test_many_senders_send_it_once(signs: Signs, bob: Person) -> None:
    signs.asks(bob)
    rings(signs, bob)
    signs.now_ms += AT_LAST_MS
    begin = threading.Barrier(6)
    sent = []

    def run() -> None:
        begin.wait()
        sent.append(push_thread.send_now(signs.app))

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), len(signs.service.arrived)) == (1, 1)


def test_who_comes_second_sends_nothing(signs: Signs, bob: Person, monkeypatch) -> None:
    signs.asks(bob)
    rings(signs, bob)
    real = push_sending.window

    def other_was_faster(*given: Any) -> Any:
        with writing() as connection:
            connection.execute(update(web_push.table).values(due_at_ms=None))
        return real(*given)

    monkeypatch.setattr(push_sending, "window", other_was_faster)
    assert signs.at_last() == 0
    assert signs.service.arrived == []


def test_a_sender_that_dies_in_between_loses_the_sign_and_never_sends_it_twice(
    signs: Signs, bob: Person, monkeypatch
) -> None:
    signs.asks(bob)
    rings(signs, bob)

    def dies(*_: Any, **__: Any) -> Answer:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(push_thread, "post", dies)
        with pytest.raises(KeyboardInterrupt):
            signs.at_last()
    assert signs.at_last() == 0


def test_no_request_waits_for_a_push_service(signs: Signs, alice: Person, bob: Person, monkeypatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a request sends nothing")

    signs.asks(alice)
    monkeypatch.setattr(push_sending, "send_due", never)
    monkeypatch.setattr(push_thread, "post", never)
    Pairing(alice, bob).run()
    assert row(signs).due_at_ms is not None


def test_a_thread_of_the_worker_sends_and_goes_on_after_a_fault(signs: Signs, bob: Person, monkeypatch) -> None:
    signs.asks(bob)
    rings(signs, bob)
    signs.now_ms += AT_LAST_MS
    faults: list[str] = []
    ends = threading.Event()
    real, calls = push_thread.send_now, []

    def first_it_breaks(app: Flask) -> int:
        calls.append(app)
        if len(calls) == 1:
            raise OSError("the database is away")
        sent = real(app)
        ends.set()
        return sent

    monkeypatch.setattr(push_thread, "LOOKS_EVERY_S", 1)
    monkeypatch.setattr(push_thread.secrets, "randbelow", lambda below: 0)
    monkeypatch.setattr(push_thread, "send_now", first_it_breaks)
    monkeypatch.setattr(quiet, "log_fault", lambda error: faults.append(type(error).__name__))
    push_thread.start(signs.app, ends).join(20)
    assert (faults, signs.count(bob)) == (["OSError"], 1)


def test_each_worker_of_the_server_has_such_a_thread(app: Flask, monkeypatch) -> None:
    started = []
    monkeypatch.setattr(push_thread, "start", started.append)
    settings = runpy.run_path(str(Path(push_thread.__file__).parents[1] / "gunicorn.conf.py"))
    settings["post_worker_init"](SimpleNamespace(app=SimpleNamespace(wsgi=lambda: app)))
    assert started == [app]


def test_it_ends_with_its_worker(app: Flask) -> None:
    assert push_thread.start(app).daemon


class TestAServerThatSendsNone:
    """Nobody is named who answers for it, any more."""

    def test_nothing_is_sent(self, signs: Signs, bob: Person) -> None:
        signs.asks(bob)
        rings(signs, bob)
        signs.app.config["PUSH_CONTACT"] = None
        assert signs.at_last() == 0


def test_the_command_says_how_many(monkeypatch, capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    monkeypatch.setenv("COUPLEBRIDGE_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.main(["send-pushes"]) == 0
    assert capsys.readouterr().out == "Sent 0 signs.\n"
