"""How transactions end when something fails, and how a server goes on after its database was away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select, text

from couplebridge.database import each_alone, reading, writing
from couplebridge.extensions import db
from couplebridge.models.gone import Gone
from couplebridge.prepared import Prepared, driver
from tests.support.people import Person

ONE, TWO = bytes([1]) * 32, bytes([2]) * 32
marks = Gone.__table__
put = Prepared(insert(marks).values(mark=bindparam("mark")))
found = Prepared(select(marks.c.mark).where(marks.c.mark == bindparam("mark")))


@pytest.fixture
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def there() -> set[bytes]:
    with reading() as connection:
        return {mark for mark in (ONE, TWO) if found.run(connection, {"mark": mark}).fetchone()}


@pytest.mark.usefixtures("_context")
def test_a_statement_that_is_alone_is_there_when_it_was_answered() -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("there whoever writes has to queue")
    with each_alone() as connection:
        put.run(connection, {"mark": ONE})
        assert there() == {ONE}
        with pytest.raises(db.engine.dialect.loaded_dbapi.IntegrityError):
            put.run(connection, {"mark": ONE})
        put.run(connection, {"mark": TWO})
    assert there() == {ONE, TWO}


@pytest.mark.usefixtures("_context")
def test_whoever_only_reads_is_in_no_transaction() -> None:
    with reading() as connection:
        connection.execute(select(marks)).all()
        if db.engine.dialect.name == "sqlite":
            assert not driver(connection).in_transaction
        else:
            assert driver(connection).info.transaction_status.name == "IDLE"


@pytest.mark.usefixtures("_context")
def test_a_transaction_of_core_statements_is_whole_or_not_at_all() -> None:
    def fail() -> None:
        with writing() as connection:
            connection.execute(insert(marks), {"mark": ONE})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert there() == set()


def test_after_the_database_was_away_one_request_fails_and_no_other_one(app: Flask, alice: Person) -> None:
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with app.app_context(), ExitStack() as opened:
        if db.engine.dialect.name == "sqlite":
            pytest.skip("a file does not go away")
        connections = [opened.enter_context(reading()) for _ in range(4)]
        end = text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")
        connections[0].execute(end)
        connections[0].invalidate()
    assert alice.get("/feed?cursor=0&limit=1").status_code == 500
    with app.app_context(), ExitStack() as opened:
        for connection in [opened.enter_context(reading()) for _ in range(4)]:
            assert found.run(connection, {"mark": ONE}).fetchone() is None
