"""How the database is spoken to: one writer at a time on SQLite, row locks on PostgreSQL.

Owns the transactions. `writing()` is one transaction, all or nothing; `reading()` changes nothing. Both hand out a
core connection: the hot routes never touch the ORM. `each_alone()` is for what one statement does by itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event

from couplebridge.extensions import db
from couplebridge.prepared import driver

if TYPE_CHECKING:
    from flask import Flask

# How long a writer of another process is waited for. Inside the process the queue below waits without limit.
BUSY_TIMEOUT_MS = 60_000
_READS = "couplebridge_reads"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    # 16 MB of log before its pages are brought home: a push that must wait for that is four times rarer
    "PRAGMA wal_autocheckpoint = 4000",
    # KiB for each connection; the system's own cache serves them all
    "PRAGMA cache_size = -256",
    # but what a transaction changes stays there until it is committed, instead of being written twice
    "PRAGMA cache_spill = OFF",
)


class FairLock:
    """A lock that is handed on in the order in which it was asked for.

    SQLite's own busy handler lets late comers pass; with sixteen phones some wait a hundred times longer than others.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._gates: deque[threading.Lock] = deque()
        self._held = False

    @property
    def waiting(self) -> int:
        """How many wait in the queue."""
        return len(self._gates)

    def __enter__(self) -> None:
        with self._mutex:
            if not self._held:
                self._held = True
                return
            gate = threading.Lock()
            gate.acquire()
            self._gates.append(gate)
        gate.acquire()

    def __exit__(self, *_: object) -> None:
        with self._mutex:
            if self._gates:
                self._gates.popleft().release()
            else:
                self._held = False


_writer_locks: WeakKeyDictionary[Engine, FairLock] = WeakKeyDictionary()


def init_app(app: Flask) -> None:
    """Prepare the engine of this app; opens no connection."""
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Set how transactions begin; on SQLite the pragmas and the queue of writers too."""
    is_sqlite = engine.dialect.name == "sqlite"
    if is_sqlite:
        if engine in _writer_locks:
            return
        _writer_locks[engine] = FairLock()
    event.listen(engine, "connect", _set_pragmas if is_sqlite else _set_autocommit)
    # not as an event: an engine with a listener walks through its events at every statement
    engine.dialect.do_begin = _begin_at_once if is_sqlite else _begin  # type: ignore[assignment, method-assign]  # each engine has a dialect of its own


def writer_queue(engine: Engine) -> FairLock | None:
    """The queue of writers of a SQLite engine; None where row locks do the work."""
    return _writer_locks.get(engine)


def _set_pragmas(connection: Any, _record: object) -> None:
    # the driver's own idea of when a transaction begins would make every one of ours a deferred one
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _set_autocommit(connection: Any, _record: object) -> None:
    # a driver that begins transactions by itself begins one around a single select: two more round trips
    connection.autocommit = True


def _begin_at_once(connection: Any) -> None:
    # whoever does not say that it only reads takes the write lock at once: a late upgrade fails instead of waiting
    if not connection.info.get(_READS):
        connection.execute("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    if not connection.info.get(_READS):
        connection.execute("BEGIN")


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that only reads. There is no transaction around it: each select sees its own moment."""
    with _connected(db.engine) as connection:
        about = connection.info  # of the connection that is lent now, also when it is lost meanwhile
        about[_READS] = True
        try:
            yield connection
        finally:
            about[_READS] = False


@contextmanager
def writing() -> Iterator[Connection]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    engine = db.engine
    with _writer_locks.get(engine) or nullcontext(), _connected(engine) as connection, connection.begin():
        yield connection


@contextmanager
def each_alone() -> Iterator[Connection]:
    """Each prepared statement is a transaction of its own: committed when it is answered, or nothing of it stays.

    PostgreSQL only: on SQLite whoever writes has to queue.
    """
    with _connected(db.engine) as connection:
        yield connection


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    """A connection of the pool. SQLAlchemy does not see prepared statements fail: a lost database is noticed here."""
    with engine.connect() as connection:
        try:
            yield connection
        except engine.dialect.loaded_dbapi.Error as error:
            if engine.dialect.is_disconnect(error, driver(connection), None):
                connection.invalidate(error)
                engine.dispose()  # the others of the pool went the same way
            raise
