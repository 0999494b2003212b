"""The hub of live streams over sockets in memory: what it writes, whom it lets go, what it does when it breaks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from couplebridge.errors import RateExceededError
from couplebridge.extensions import signals
from couplebridge.services import live_hub
from couplebridge.services.live import MOVED, PING
from couplebridge.services.live_hub import LiveHub

ALICE, BOB = bytes([1]) * 16, bytes([2]) * 16


@pytest.fixture(autouse=True)
def without_redis(app: Flask) -> None:
    """Signals of this process, or over Redis, as the app was made."""


def yes() -> bool:
    return True


@contextmanager
def stream(hub: LiveHub, user_id: bytes = ALICE, is_alive: object = yes) -> Iterator[socket.socket]:
    """The listener's end of a stream whose first event has come."""
    theirs, ours = socket.socketpair()
    ours.settimeout(20)
    with ours:
        hub.take(theirs, user_id, is_alive)  # type: ignore[arg-type]
        assert ours.recv(100) == PING
        yield ours


def until_there_are(hub: LiveHub, streams: int) -> None:
    """The hub's thread notices when it notices."""
    pause = threading.Event()
    for _ in range(3_000):
        if len(hub) == streams:
            return
        pause.wait(0.01)
    raise AssertionError(f"{len(hub)} streams are left")


def heard(listener: socket.socket) -> bytes:
    return listener.recv(100)


def test_what_moved_is_told_to_the_streams_of_this_account() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    with stream(hub) as one, stream(hub) as two, stream(hub, BOB) as theirs:
        signals.moved([ALICE])
        assert (heard(one), heard(two)) == (MOVED, MOVED)
        signals.moved([BOB])
        assert heard(theirs) == MOVED, "and nothing before it"


def test_a_quiet_stream_is_told_that_it_stands_and_ends_in_time() -> None:
    hub = LiveHub(8, lasts_s=0.5, ping_s=0.1)
    with stream(hub) as listener:
        signals.moved([ALICE])
        got = heard(listener)
        assert got == MOVED
        while piece := heard(listener):
            got += piece
    assert set(got.removeprefix(MOVED).split(b"\n\n")) == {PING.strip(), b""}
    assert len(hub) == 0


def test_a_stream_whose_session_ended_is_closed_untold() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    alive = iter([False])
    with stream(hub, is_alive=lambda: next(alive)) as listener:
        signals.moved([ALICE])
        assert heard(listener) == b""


def test_a_database_that_does_not_answer_closes_the_stream_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)

    def broken() -> bool:
        raise OperationalError("select", {}, Exception("gone"))

    with stream(hub, is_alive=broken) as listener:
        signals.moved([ALICE])
        assert heard(listener) == b""
    assert "does not say whether a session still stands" in caplog.text


def test_a_listener_that_left_is_forgotten() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    with stream(hub) as listener:
        (handed,) = hub._streams
        listener.close()
        until_there_are(hub, 0)
    assert handed.socket.fileno() == -1
    hub.tell(handed)  # somebody moved its feed a moment before
    with stream(hub) as fence:
        signals.moved([ALICE])
        assert heard(fence) == MOVED


def test_a_listener_that_was_cut_off_is_forgotten() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    theirs, ours = socket.socketpair()
    hub.take(theirs, ALICE, yes)
    ours.recv(1)
    ours.close()  # with words unread: a reset, not an end
    until_there_are(hub, 0)


def test_a_listener_that_talks_is_not_minded() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    with stream(hub) as listener:
        listener.sendall(b"hello")
        signals.moved([ALICE])
        assert heard(listener) == MOVED


def test_a_listener_that_does_not_read_is_let_go() -> None:
    """A phone that sleeps with its line open must not fill the memory of the server."""
    hub = LiveHub(8, lasts_s=60, ping_s=0.001)
    theirs, ours = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
    with ours:
        hub.take(theirs, ALICE, yes)
        ours.settimeout(20)
        until_there_are(hub, 0)
    assert theirs.fileno() == -1


def test_no_account_has_every_stream() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    with stream(hub), stream(hub):
        with pytest.raises(RateExceededError):
            hub.require_room(ALICE)
        hub.require_room(BOB)


def test_sixteen_are_the_most_of_one_account_however_many_there_are() -> None:
    hub = LiveHub(1000, lasts_s=60, ping_s=60)
    hub._open[ALICE] = live_hub.MOST_OF_ONE
    with pytest.raises(RateExceededError):
        hub.require_room(ALICE)


def test_a_process_has_so_many_and_no_more() -> None:
    hub = LiveHub(2, lasts_s=60, ping_s=60)
    with stream(hub, ALICE), stream(hub, BOB), pytest.raises(RateExceededError):
        hub.require_room(bytes([3]) * 16)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_leaves_nobody_listening_to_silence() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)

    def defect() -> bool:
        raise ZeroDivisionError

    with stream(hub, BOB) as other, stream(hub, is_alive=defect) as listener:
        signals.moved([ALICE])
        assert heard(listener) == b""
        assert heard(other) == b"", "they come again"
    assert len(hub) == 0
    with stream(hub) as again:
        signals.moved([ALICE])
        assert heard(again) == MOVED


def test_words_to_wake_up_do_not_wait_where_the_pipe_is_full() -> None:
    hub = LiveHub(8, lasts_s=60, ping_s=60)
    held = threading.Event()
    with stream(hub, is_alive=lambda: held.wait(20)) as listener:
        for _ in range(70_000):
            signals._wake([ALICE])
        held.set()
        assert heard(listener).startswith(MOVED)
