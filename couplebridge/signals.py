"""Says in this process, or through Redis to all of them, whose feed moved. Nothing of what moved.

A signal is a hint: whoever misses one finds what is new with the next pull. So nothing that was saved ever fails here.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from redis import Redis

CHANNEL = "couplebridge:moved"
ID_BYTES = 16
_RETRY_S = 1.0
# a Redis that is gone must not hold up an answer whose commit is done
_REDIS_TIMEOUT_S = 2.0

log = logging.getLogger(__name__)


class Signals:
    """`moved(user_ids)` after a commit wakes whoever has a `subscription` for one of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: defaultdict[bytes, set[Callable[[], None]]] = defaultdict(set)
        self._redis: Redis | None = None
        self._listener: threading.Thread | None = None
        self._redis_errors: tuple[type[Exception], ...] = ()

    def init_app(self, app: Flask) -> None:
        """Take the settings of the app; opens no connection."""
        url = app.config.get("REDIS_URL")
        waits = {"socket_timeout": _REDIS_TIMEOUT_S, "socket_connect_timeout": _REDIS_TIMEOUT_S}
        self._redis, self._listener = None, None
        if url:
            # imported only where it is used: it would be a tenth of a small worker's memory
            from redis import Redis, RedisError

            self._redis, self._redis_errors = Redis.from_url(url, **waits), (RedisError,)
        app.extensions["couplebridge.signals"] = self

    def moved(self, user_ids: Iterable[bytes]) -> None:
        """Tell that the feeds of these accounts (16 bytes each) moved."""
        ids = list(user_ids)
        if self._redis is not None:
            try:
                self._redis.publish(CHANNEL, b"".join(ids))
                return
            except self._redis_errors:
                log.warning("Redis did not take a signal; only this process hears it.")
        self._wake(ids)

    def add(self, user_id: bytes, wake: Callable[[], None]) -> None:
        """Call `wake`, which must not wait, whenever the feed of this account moves."""
        with self._lock:
            self._waiting[user_id].add(wake)
        self._listen()

    def remove(self, user_id: bytes, wake: Callable[[], None]) -> None:
        """Undo `add`."""
        with self._lock:
            self._waiting[user_id].discard(wake)
            if not self._waiting[user_id]:
                del self._waiting[user_id]

    @contextmanager
    def subscription(self, user_id: bytes) -> Iterator[threading.Event]:
        """An event that is set when the feed of this account moves; whoever waits for it clears it."""
        event = threading.Event()
        self.add(user_id, event.set)
        try:
            yield event
        finally:
            self.remove(user_id, event.set)

    @property
    def subscriptions(self) -> int:
        """How many wait in this process."""
        with self._lock:
            return sum(map(len, self._waiting.values()))

    def _wake(self, user_ids: Iterable[bytes]) -> None:
        with self._lock:
            for user_id in user_ids:
                for wake in self._waiting.get(user_id, ()):
                    wake()

    def _wake_all(self) -> None:
        with self._lock:
            everybody = list(self._waiting)
        self._wake(everybody)

    def _listen(self) -> None:
        """One listener a process, begun when the first one waits: a worker is forked before it."""
        with self._lock:
            redis = self._redis
            if redis is None or self._listener is not None:
                return
            heard = threading.Event()
            self._listener = threading.Thread(target=self._hear, args=(redis, heard), daemon=True, name="signals")
            self._listener.start()
        # who subscribes is not told that it does before Redis is heard
        heard.wait(_REDIS_TIMEOUT_S)

    def _hear(self, redis: Redis, heard: threading.Event) -> None:
        while self._redis is redis:
            try:
                with redis.pubsub() as channel:  # type: ignore[no-untyped-call]  # redis types this one loosely
                    channel.subscribe(CHANNEL)
                    self._hear_channel(redis, channel, heard)
            except self._redis_errors:
                log.warning("Redis is not heard; trying again.")
                threading.Event().wait(_RETRY_S)

    def _hear_channel(self, redis: Redis, channel: object, heard: threading.Event) -> None:
        while self._redis is redis:
            message = channel.get_message(timeout=_REDIS_TIMEOUT_S / 2)  # type: ignore[attr-defined]
            if message is None or self._redis is not redis:
                continue
            if message["type"] == "subscribe":
                if heard.is_set():
                    self._wake_all()  # heard again after a gap: what was said in it is not known
                heard.set()
                continue
            data = message["data"]
            self._wake(data[at : at + ID_BYTES] for at in range(0, len(data), ID_BYTES))
