"""Statements of the hot routes: made with SQLAlchemy's core, put into words once, run on the driver's own cursor.

Putting a core statement together, binding its values and wrapping its rows costs ten times what SQLite needs to answer.
Only for statements whose values are bytes and numbers as the driver takes them.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

Values = Mapping[str, Any]


class _Words(NamedTuple):
    """SQL of one database, the values that stand in the statement itself, and how its driver is asked for rows."""

    sql: str
    fixed: dict[str, Any]
    how: dict[str, Any]


class Prepared:
    """One statement, or what makes it for the database of a name; its values are named with `bindparam`.

    Made when it is first run: SQLAlchemy's part for a database that is not here would be memory for nothing.
    """

    def __init__(self, statement: Any) -> None:
        self._make: Callable[[str], Any] = statement if callable(statement) else lambda _name: statement
        self._by_name: dict[str, _Words] = {}

    def _words(self, connection: Connection) -> _Words:
        name = connection.dialect.name
        if name not in self._by_name:
            self._by_name[name] = _put_into_words(name, self._make(name))
        return self._by_name[name]

    def run(self, connection: Connection, values: Values) -> Any:
        """A cursor of the driver with the rows, which are plain tuples; names that the statement lacks do no harm."""
        words = self._words(connection)
        return driver(connection).execute(words.sql, {**words.fixed, **values}, **words.how)

    def look_up(self, connection: Connection, rows: Iterable[Values]) -> Iterator[Any]:
        """The first row of the answer for each of many, or None."""
        words, execute = self._words(connection), driver(connection).execute
        for row in rows:
            yield execute(words.sql, {**words.fixed, **row}, **words.how).fetchone()

    def run_each(self, connection: Connection, rows: Iterable[Values]) -> None:
        """The same for each of many, in one go."""
        words = self._words(connection)
        driver(connection).cursor().executemany(words.sql, [{**words.fixed, **row} for row in rows])


def driver(connection: Connection) -> Any:
    """The connection as sqlite3 or psycopg gives it."""
    return connection.connection.driver_connection


def insert_for(name: str, table: Any) -> Any:
    """An insert that can say what to do where the row is there already, for the database of that name."""
    return importlib.import_module(f"sqlalchemy.dialects.{name}").insert(table)


@functools.cache
def _dialect(name: str) -> Any:
    if name == "sqlite":
        return importlib.import_module("sqlalchemy.dialects.sqlite").dialect(paramstyle="named")
    return importlib.import_module("sqlalchemy.dialects.postgresql.psycopg").dialect()


def _put_into_words(name: str, statement: Any) -> _Words:
    compiled = statement.compile(dialect=_dialect(name))
    fixed = {named: bind.value for bind, named in compiled.bind_names.items() if not bind.required}
    # text would carry every byte as two letters
    how = {"binary": True} if name == "postgresql" else {}
    return _Words(compiled.string, fixed, how)
