"""Where open live streams wait: one thread of a process writes to all of them, and each costs a socket.

A server that can hand over a connection gives it here (views/handing_over.py). Nothing but two constant events is ever
written, and whoever is too slow to take one is let go: they come again, and pull.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import os
import random
import selectors
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from queue import Empty, SimpleQueue

from sqlalchemy.exc import SQLAlchemyError

from couplebridge.errors import RateExceededError
from couplebridge.extensions import signals
from couplebridge.services.live import MOVED, PING, RETRY_AFTER_S

MOST_OF_ONE = 16
# streams that began together (after a restart, say) must not all end together
_ENDS_BETWEEN = (0.8, 1.0)
_SWALLOW_BYTES = 4096
# sessions that are asked after in one question
_ASKED_MOST = 500

log = logging.getLogger(__name__)
AliveAmong = Callable[[Collection[bytes]], Collection[bytes]]


class HandedStream:
    """A connection on which a device listens, from here on the hub's to write to and to close."""

    __slots__ = ("due_at", "ends_at", "hub", "socket", "token_hash", "user_id")

    def __init__(self, hub: LiveHub, connection: socket.socket, user_id: bytes, token_hash: bytes) -> None:
        self.hub, self.socket, self.user_id, self.token_hash = hub, connection, user_id, token_hash
        self.due_at = self.ends_at = 0.0

    def moved(self) -> None:
        """Called by whoever made the feed move, in their thread: only leaves word."""
        self.hub.tell(self)


class LiveHub:
    """The streams of one process. Its thread begins with the first of them, after a worker was forked.

    `alive_among` tells of hashes of session tokens (32 bytes each) those whose session has not ended.
    """

    def __init__(self, most: int, alive_among: AliveAmong, *, lasts_s: float, ping_s: float) -> None:
        self._most, self._alive_among, self._lasts_s, self._ping_s = most, alive_among, lasts_s, ping_s
        self._open: Counter[bytes] = Counter()
        self._streams: set[HandedStream] = set()
        self._lock = threading.Lock()
        self._said: SimpleQueue[HandedStream] = SimpleQueue()
        self._due: list[tuple[float, int, HandedStream]] = []
        self._numbers = itertools.count()
        self._selector: selectors.BaseSelector | None = None
        self._wake_fd = -1

    def __len__(self) -> int:
        return len(self._streams)

    def require_room(self, user_id: bytes) -> None:
        """Raises RateExceededError where the process or the account (16 bytes) has its streams already.

        One account never has them all: whoever could would learn from the first that is refused whether the partner
        is online (attack R7).
        """
        with self._lock:
            if self._open.total() >= self._most or self._open[user_id] >= min(MOST_OF_ONE, max(2, self._most // 4)):
                raise RateExceededError(RETRY_AFTER_S)

    def take(self, connection: socket.socket, user_id: bytes, token_hash: bytes) -> None:
        """Own a connection whose head has been written. Its first event says that nothing is missed.

        It lasts as long as the session whose token has this hash (32 bytes).
        """
        connection.setblocking(False)
        stream = HandedStream(self, connection, user_id, token_hash)
        now = time.monotonic()
        stream.ends_at = now + self._lasts_s * random.uniform(*_ENDS_BETWEEN)  # noqa: S311 (spreads load, hides nothing)
        with self._lock:
            self._open[user_id] += 1
            self._streams.add(stream)
            self._begin()
        signals.add(user_id, stream.moved)
        self.tell(stream)

    def tell(self, stream: HandedStream) -> None:
        """Let the thread look at this stream: it is new, or its feed moved."""
        self._said.put(stream)
        # a pipe that is full of words to wake up needs no other one
        with suppress(BlockingIOError):
            os.write(self._wake_fd, b"\0")

    def _begin(self) -> None:
        if self._selector is not None:
            return
        hears_fd, self._wake_fd = os.pipe()
        os.set_blocking(hears_fd, False)
        os.set_blocking(self._wake_fd, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(hears_fd, selectors.EVENT_READ)
        threading.Thread(target=self._run, args=(self._selector,), daemon=True, name="live").start()

    def _run(self, selector: selectors.BaseSelector) -> None:
        try:
            while True:
                self._turn(selector)
        finally:  # a defect of ours, told by the thread's own traceback: nobody is left listening to silence
            self._let_all_go(selector)

    def _turn(self, selector: selectors.BaseSelector) -> None:
        wait_s = max(0.0, self._due[0][0] - time.monotonic()) if self._due else None
        for key, _ in selector.select(wait_s):
            if key.data is None:
                os.read(key.fd, _SWALLOW_BYTES)
            else:
                self._heard(selector, key.data)
        self._settle_said(selector)
        self._settle_due(selector)

    def _let_all_go(self, selector: selectors.BaseSelector) -> None:
        """Close every stream; the next one that comes begins a new thread."""
        with self._lock:
            streams, self._streams, self._open, self._selector = self._streams, set(), Counter(), None
        for stream in streams:
            signals.remove(stream.user_id, stream.moved)
            stream.socket.close()
        selector.close()

    def _heard(self, selector: selectors.BaseSelector, stream: HandedStream) -> None:
        """A listener has nothing to say: what comes is the end, or of no interest."""
        try:
            is_there = bool(stream.socket.recv(_SWALLOW_BYTES))
        except OSError:  # cut off
            is_there = False
        if not is_there:
            self._close(selector, stream)

    def _settle_said(self, selector: selectors.BaseSelector) -> None:
        moved: dict[HandedStream, None] = {}  # in order, and each once however often its feed moved
        while True:
            try:
                stream = self._said.get_nowait()
            except Empty:
                break
            if stream not in self._streams:
                continue  # gone in the meantime
            if stream.due_at == 0.0:
                selector.register(stream.socket, selectors.EVENT_READ, stream)
                self._write(selector, stream, PING)
            else:
                moved[stream] = None
        self._tell_those_alive(selector, list(moved), MOVED)

    def _settle_due(self, selector: selectors.BaseSelector) -> None:
        now, quiet = time.monotonic(), []
        while self._due and self._due[0][0] <= now:
            due_at, _, stream = heapq.heappop(self._due)
            if stream.due_at != due_at or stream not in self._streams:
                continue  # written to since, or gone
            if stream.ends_at <= now:
                self._close(selector, stream)
            else:
                quiet.append(stream)
        self._tell_those_alive(selector, quiet, PING)

    def _tell_those_alive(self, selector: selectors.BaseSelector, streams: list[HandedStream], event: bytes) -> None:
        for at in range(0, len(streams), _ASKED_MOST):
            asked = streams[at : at + _ASKED_MOST]
            alive = self._alive_of(asked)
            for stream in asked:
                if stream.token_hash in alive:
                    self._write(selector, stream, event)
                else:
                    self._close(selector, stream)

    def _alive_of(self, streams: list[HandedStream]) -> Collection[bytes]:
        """One question for all of them: the last of an account's devices hears no later than the first."""
        try:
            return self._alive_among({stream.token_hash for stream in streams})
        except SQLAlchemyError:
            log.exception("The database does not say which sessions still stand; their streams are closed.")
            return ()

    def _write(self, selector: selectors.BaseSelector, stream: HandedStream, event: bytes) -> None:
        try:
            is_whole = stream.socket.send(event) == len(event)
        except OSError:  # gone, or so slow that nothing more fits in between
            is_whole = False
        if not is_whole:
            return self._close(selector, stream)
        stream.due_at = min(time.monotonic() + self._ping_s, stream.ends_at)
        heapq.heappush(self._due, (stream.due_at, next(self._numbers), stream))
        return None

    def _close(self, selector: selectors.BaseSelector, stream: HandedStream) -> None:
        signals.remove(stream.user_id, stream.moved)
        with self._lock:
            self._streams.discard(stream)
            self._open[stream.user_id] -= 1
            self._open += Counter()  # forget who has none
        selector.unregister(stream.socket)
        stream.socket.close()
