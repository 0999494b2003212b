"""Live: a stream that says "your feed moved" and nothing else, to the devices of that feed only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from couplebridge.errors import RateExceededError
from couplebridge.extensions import signals
from couplebridge.services.live import MOVED, PING, LiveStreams
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import push

ONE = bytes([1]) * 16
Open = Callable[[Person], Iterator[bytes]]


@pytest.fixture
def open_stream() -> Iterator[Open]:
    """Opens a stream of chunks; its first comment says that from then on nothing is missed."""
    opened = []

    def start(person: Person) -> Iterator[bytes]:
        response = person.get("/live", buffered=False)
        opened.append(response)
        assert (response.status_code, response.mimetype) == (200, "text/event-stream")
        assert response.headers["Cache-Control"] == "no-store"
        chunks = iter(response.response)
        assert next(chunks) == PING
        return chunks

    yield start
    for response in opened:
        response.close()


def next_event(chunks: Iterator[bytes]) -> bytes:
    """What comes next, at the latest with the ping."""
    return next(chunks)


@pytest.fixture
def settings() -> dict[str, object]:
    return {"LIVE_STREAM_S": 20, "LIVE_PING_S": 5, "LIVE_THREADS_MAX": 2}


def test_a_push_wakes_the_own_stream(alice: Person, open_stream: Open) -> None:
    chunks = open_stream(alice)
    push(alice, 1, ONE)
    assert next_event(chunks) == MOVED == b"event: moved\ndata:\n\n"


@pytest.mark.parametrize("settings", [{"LIVE_STREAM_S": 3, "LIVE_PING_S": 0.3, "LIVE_THREADS_MAX": 2}], ids=["short"])
def test_the_others_private_push_does_not(
    settings: dict[str, object], alice: Person, bob: Person, open_stream: Open
) -> None:
    Pairing(alice, bob).run()
    chunks = open_stream(alice)
    push(bob, 1, ONE)
    assert next_event(chunks) == PING


def test_an_offer_wakes_both(alice: Person, bob: Person, open_stream: Open) -> None:
    couple = Pairing(alice, bob).run()
    streams = [open_stream(person) for person in (alice, bob)]
    OfferDrive(couple).offer()
    assert [next_event(chunks) for chunks in streams] == [MOVED, MOVED]


def test_a_refused_push_wakes_nobody(alice: Person, bob: Person) -> None:
    with signals.subscription(alice.user_id) as moved, signals.subscription(bob.user_id) as fence:
        push(alice, 1, ONE)
        assert moved.wait(10)
        moved.clear()
        assert push(alice, 1, ONE).status_code == 409
        push(bob, 1, ONE)
        assert fence.wait(10), "what was said before has been heard by now"
        assert not moved.is_set()


@pytest.mark.parametrize("settings", [{"LIVE_STREAM_S": 0.2, "LIVE_PING_S": 0.1}], ids=["short"])
def test_a_stream_ends_by_itself_and_forgets_its_reader(
    settings: dict[str, object], alice: Person, open_stream: Open
) -> None:
    chunks = open_stream(alice)
    assert set(chunks) <= {PING}
    assert signals.subscriptions == 0


def test_a_stream_ends_with_its_session(alice: Person, open_stream: Open) -> None:
    chunks = open_stream(alice)
    alice.delete("/session")
    signals.moved([alice.user_id])
    assert list(chunks) == []


def test_there_are_as_many_streams_as_configured(alice: Person) -> None:
    responses = [alice.get("/live", buffered=False) for _ in range(2)]
    refused = alice.get("/live")
    assert (refused.status_code, refused.json["code"]) == (429, "slow-down")
    assert int(refused.headers["Retry-After"]) > 0
    responses[0].close()
    assert alice.get("/live", buffered=False).status_code == 200


def test_nobody_without_a_session_listens(nobody: Person) -> None:
    assert nobody.get("/live").status_code == 401


def test_a_place_is_given_back_once() -> None:
    streams = LiveStreams(1)
    stream = streams.open(ONE, lambda: True, lasts_s=1, ping_s=1)
    stream.close(), stream.close()
    streams.open(ONE, lambda: True, lasts_s=1, ping_s=1)
    with pytest.raises(RateExceededError):
        streams.open(ONE, lambda: True, lasts_s=1, ping_s=1)


def test_a_signal_reaches_every_waiting_thread(app: Flask) -> None:
    heard, ready = threading.Barrier(4), threading.Semaphore(0)

    def wait() -> None:
        with signals.subscription(ONE) as moved:
            ready.release()
            assert moved.wait(10)
            heard.wait(10)

    for _ in range(3):
        threading.Thread(target=wait, daemon=True).start()
    for _ in range(3):
        assert ready.acquire(timeout=10)
    signals.moved([ONE])
    heard.wait(10)
