"""The databases that server tests run on: SQLite always, PostgreSQL with Redis where both answer."""

from __future__ import annotations

import functools
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
import redis
from psycopg import sql
from sqlalchemy import Connection, text

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


@functools.cache
def postgresql_answers() -> bool:
    """Whether tests can make databases there."""
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@functools.cache
def redis_answers() -> bool:
    """Whether a Redis is there."""
    client = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
    finally:
        client.close()


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a fresh database that is dropped afterwards."""
    name = f"couplebridge_test_{secrets.token_hex(6)}"
    own = sql.Identifier(name)
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(own))
        # nobody cuts the power of the database itself here, and a disk that is waited for is most of a test's time
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(own))
    try:
        yield _renamed(name)
    finally:
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(own))


def emptied(tables: Sequence[str], connection: Connection) -> None:
    """Take every row out, without the references between tables: emptying the files themselves takes a second."""
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in tables:
        connection.execute(text(f'DELETE FROM "{table}"'))


def _renamed(name: str) -> str:
    address, _, options = POSTGRESQL.partition("?")
    return address.rpartition("/")[0] + "/" + name + (f"?{options}" if options else "")
