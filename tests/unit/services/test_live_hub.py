"""The hub of live streams over sockets in memory: what it writes, whom it lets go, what it does when it breaks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection, Iterator
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
SESSION, OTHER_SESSION, BOBS_SESSION = bytes([3]) * 32, bytes([4]) * 32, bytes([5]) * 32


@pytest.fixture(autouse=True)
def without_redis(app: Flask) -> None:
    """Signals of this process, or over Redis, as the app was made."""


def all_of(token_hashes: Collection[bytes]) -> Collection[bytes]:
    return token_hashes


@contextmanager
def stream(hub: LiveHub, user_id: bytes = ALICE, token_hash: bytes = SESSION) -> Iterator[socket.socket]:
    """The listener's end of a stream whose first event has come."""
    theirs, ours = socket.socketpair()
    ours.settimeout(20)
    with ours:
        hub.take(theirs, user_id, token_hash)
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
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=60)
    with stream(hub) as one, stream(hub) as two, stream(hub, BOB) as theirs:
        signals.moved([ALICE])
        assert (heard(one), heard(two)) == (MOVED, MOVED)
        signals.moved([BOB])
        assert heard(theirs) == MOVED, "and nothing before it"


def test_a_quiet_stream_is_told_that_it_stands_and_ends_in_time() -> None:
    hub = LiveHub(8, all_of, lasts_s=0.5, ping_s=0.1)
    with stream(hub) as listener:
        signals.moved([ALICE])
        got = heard(listener)
        assert got == MOVED
        while piece := heard(listener):
            got += piece
    assert set(got.removeprefix(MOVED).split(b"\n\n")) == {PING.strip(), b""}
    assert len(hub) == 0


def test_a_stream_whose_session_ended_is_closed_untold() -> None:
    hub = LiveHub(8, lambda asked: set(asked) - {SESSION}, lasts_s=60, ping_s=60)
    with stream(hub) as listener, stream(hub, ALICE, OTHER_SESSION) as other:
        signals.moved([ALICE])
        assert heard(listener) == b""
        assert heard(other) == MOVED


def test_all_devices_of_an_account_are_asked_after_in_one_question() -> None:
    questions, asked, held = list[set[bytes]](), threading.Event(), threading.Event()

    def note(token_hashes: Collection[bytes]) -> Collection[bytes]:
        questions.append(set(token_hashes))
        asked.set()
        held.wait(20)
        return token_hashes

    hub = LiveHub(8, note, lasts_s=60, ping_s=60)
    with stream(hub) as one, stream(hub, ALICE, OTHER_SESSION) as two, stream(hub, BOB, BOBS_SESSION) as theirs:
        signals._wake([BOB])
        assert asked.wait(20)
        signals._wake([ALICE])  # while the hub waits for its answer
        held.set()
        assert (heard(theirs), heard(one), heard(two)) == (MOVED, MOVED, MOVED)
    assert questions == [{BOBS_SESSION}, {SESSION, OTHER_SESSION}]


def test_a_database_that_does_not_answer_closes_the_stream_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    def broken(token_hashes: Collection[bytes]) -> Collection[bytes]:
        raise OperationalError("select", {}, Exception("gone"))

    hub = LiveHub(8, broken, lasts_s=60, ping_s=60)
    with stream(hub) as listener:
        signals.moved([ALICE])
        assert heard(listener) == b""
    assert "does not say which sessions still stand" in caplog.text


def test_a_listener_that_left_is_forgotten() -> None:
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=60)
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
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=60)
    theirs, ours = socket.socketpair()
    hub.take(theirs, ALICE, SESSION)
    ours.recv(1)
    ours.close()  # with words unread: a reset, not an end
    until_there_are(hub, 0)


def test_a_listener_that_talks_is_not_minded() -> None:
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=60)
    with stream(hub) as listener:
        listener.sendall(b"hello")
        signals.moved([ALICE])
        assert heard(listener) == MOVED


def test_a_listener_that_does_not_read_is_let_go() -> None:
    """A phone that sleeps with its line open must not fill the memory of the server."""
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=0.001)
    theirs, ours = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
    with ours:
        hub.take(theirs, ALICE, SESSION)
        ours.settimeout(20)
        until_there_are(hub, 0)
    assert theirs.fileno() == -1


def test_no_account_has_every_stream() -> None:
    hub = LiveHub(8, all_of, lasts_s=60, ping_s=60)
    with stream(hub), stream(hub):
        with pytest.raises(RateExceededError):
            hub.require_room(ALICE)
        hub.require_room(BOB)


def test_sixteen_are_the_most_of_one_account_however_many_there_are() -> None:
    hub = LiveHub(1000, all_of, lasts_s=60, ping_s=60)
    hub._open[ALICE] = live_hub.MOST_OF_ONE
    with pytest.raises(RateExceededError):
        hub.require_room(ALICE)


def test_a_process_has_so_many_and_no_more() -> None:
    hub = LiveHub(2, all_of, lasts_s=60, ping_s=60)
    with stream(hub, ALICE), stream(hub, BOB), pytest.raises(RateExceededError):
        hub.require_room(bytes([3]) * 16)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_leaves_nobody_listening_to_silence() -> None:
    defects = [ZeroDivisionError]

    def defect(token_hashes: Collection[bytes]) -> Collection[bytes]:
        if defects:
            raise defects.pop()
        return token_hashes

    hub = LiveHub(8, defect, lasts_s=60, ping_s=60)
    with stream(hub, BOB) as other, stream(hub) as listener:
        signals.moved([ALICE])
        assert heard(listener) == b""
        assert heard(other) == b"", "they come again"
    assert len(hub) == 0
    with stream(hub) as again:
        signals.moved([ALICE])
        assert heard(again) == MOVED


def test_words_to_wake_up_do_not_wait_where_the_pipe_is_full() -> None:
    held = threading.Event()

    def slow(token_hashes: Collection[bytes]) -> Collection[bytes]:
        held.wait(20)
        return token_hashes

    hub = LiveHub(8, slow, lasts_s=60, ping_s=60)
    with stream(hub) as listener:
        for _ in range(70_000):
            signals._wake([ALICE])
        held.set()
        assert heard(listener).startswith(MOVED)
