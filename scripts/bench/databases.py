"""Where the bench keeps what it writes: a folder of its own on SQLite, databases of its own on PostgreSQL."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from psycopg import sql

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


class Place(NamedTuple):
    """One way to run: its name, the settings of the server, and the lean route's database."""

    name: str
    settings: dict[str, str]
    lean: str


def sqlite_in(folder: Path) -> Place:
    """One file each, in the same folder."""
    return Place("SQLite", {}, f"sqlite:///{folder / 'lean.db'}")


@contextmanager
def postgresql() -> Iterator[Place | None]:
    """Two fresh databases, dropped afterwards, with Redis where it answers; None when PostgreSQL does not answer."""
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=2).close()
    except psycopg.OperationalError:
        yield None
        return
    names = [f"couplebridge_bench_{secrets.token_hex(6)}" for _ in range(2)]
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        ours, lean = (urlunsplit(urlsplit(POSTGRESQL)._replace(path=f"/{name}")) for name in names)
        signals = {"REDIS_URL": REDIS} if _redis_answers() else {}
        kind = "PostgreSQL and Redis" if signals else "PostgreSQL"
        lean = lean.replace("postgresql://", "postgresql+psycopg://", 1)
        yield Place(kind, {"DATABASE_URL": ours, **signals}, lean)
    finally:
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            for name in names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _redis_answers() -> bool:
    client = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
