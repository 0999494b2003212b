"""Live: one stream per device that says "your feed moved" and nothing else (docs/protocol.md, Routes)."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator

from couplebridge.errors import RateExceededError
from couplebridge.extensions import signals

MOVED = b"event: moved\ndata:\n\n"
# the line stands, and from the first one on nothing is missed; not a comment, which a browser would keep to itself
PING = b"event: here\ndata:\n\n"
RETRY_AFTER_S = 30


class LiveStreams:
    """Counts the open streams of a process that hold a thread each, so that they never take every thread.

    An account has a quarter of the places and no more: whoever could take all of them would learn from the first one
    that is refused whether the partner is online (attack R7).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._most_of_one = max(2, most // 4)
        self._open: Counter[bytes] = Counter()
        self._lock = threading.Lock()

    def open(self, user_id: bytes, is_alive: Callable[[], bool], *, lasts_s: float, ping_s: float) -> Stream:
        """A stream for this account, until `is_alive` says no. Raises RateExceededError when all are taken."""
        with self._lock:
            if self._open.total() >= self._most or self._open[user_id] >= self._most_of_one:
                raise RateExceededError(RETRY_AFTER_S)
            self._open[user_id] += 1
        return Stream(lambda: self._close(user_id), events(user_id, is_alive, lasts_s=lasts_s, ping_s=ping_s))

    def _close(self, user_id: bytes) -> None:
        with self._lock:
            self._open[user_id] -= 1
            self._open += Counter()  # forget who has none


class Stream:
    """An iterator that gives its place back once, also when it never began."""

    def __init__(self, on_close: Callable[[], None], inner: Iterator[bytes]) -> None:
        self._on_close: Callable[[], None] | None = on_close
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        return self._inner

    def close(self) -> None:
        """End it; called by the server when the device is gone."""
        self._inner.close()  # type: ignore[attr-defined]  # a generator
        on_close, self._on_close = self._on_close, None
        if on_close:
            on_close()


def events(user_id: bytes, is_alive: Callable[[], bool], *, lasts_s: float, ping_s: float) -> Iterator[bytes]:
    """First `here`, from which on nothing is missed; then `moved`, or `here` every `ping_s`; for `lasts_s`."""
    ends_at = time.monotonic() + lasts_s
    with signals.subscription(user_id) as moved:
        yield PING
        while (left_s := ends_at - time.monotonic()) > 0:
            has_moved = moved.wait(min(ping_s, left_s))
            if not is_alive():
                return
            moved.clear()
            yield MOVED if has_moved else PING
