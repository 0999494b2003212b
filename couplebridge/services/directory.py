"""The pool of candidates: a public directory that an operator imported, read in blocks of a three-digit ZIP.

A phone fetches a whole block and looks in it by itself, so nobody here learns whom a couple looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.errors import ThingAbsentError
from couplebridge.models.directory import DirectoryImport, DirectoryProvider
from couplebridge.services.nppes import Provider

BLOCK_MAX = 2000
_BATCH = 1000

imports, providers = DirectoryImport.__table__, DirectoryProvider.__table__


class DirectoryState(NamedTuple):
    """When it was imported ("2026-11-27") and how many providers it has; None and 0 where there is none."""

    imported_on: str | None
    providers: int


class Block(NamedTuple):
    """Providers of one three-digit ZIP, and the NPI to go on after where there are more."""

    providers: list[dict[str, Any]]
    next: int | None


def state() -> DirectoryState:
    """Whether an operator imported one."""
    with reading() as connection:
        row = connection.execute(select(imports)).first()
    return DirectoryState(None, 0) if row is None else DirectoryState(row.imported_on, row.providers)


def block(zip3: str, after: int) -> Block:
    """Providers whose ZIP begins so, and whose NPI is higher than `after`. Raises ThingAbsentError (no directory)."""
    with reading() as connection:
        number = connection.execute(select(imports.c.number)).scalar()
        here = (providers.c.number == number) & (providers.c.zip3 == zip3) & (providers.c.npi > after)
        query = select(providers.c.npi, providers.c.fields).where(here).order_by(providers.c.npi).limit(BLOCK_MAX + 1)
        rows = [] if number is None else connection.execute(query).all()
    if number is None:
        raise ThingAbsentError
    shown = rows[:BLOCK_MAX]
    return Block([json.loads(row.fields) for row in shown], shown[-1].npi if len(rows) > BLOCK_MAX else None)


def replace(found: Iterable[Provider], progress: Callable[[int], None] = lambda _kept: None) -> int:
    """Put these in the place of the former ones; how many there are. Until the end the former ones are read.

    In short transactions, so that no phone waits. What an import that was broken off left is cleared by the next.
    """
    number = _next_number()
    kept, rows = 0, iter(found)
    while batch := {(each.zip3, each.npi): each for each in islice(rows, _BATCH)}:
        with writing() as connection:
            ids = [each.npi for each in batch.values()]
            # a number that the file has twice: the later row counts
            connection.execute(delete(providers).where(providers.c.number == number, providers.c.npi.in_(ids)))
            connection.execute(insert(providers), [{"number": number, **each._asdict()} for each in batch.values()])
        kept += len(batch)
        progress(kept)
    with writing() as connection:
        count = connection.execute(
            select(func.count()).select_from(providers).where(providers.c.number == number)
        ).scalar_one()
        connection.execute(delete(imports))
        today = clock.today().isoformat()
        connection.execute(insert(imports), {"number": number, "imported_on": today, "providers": count})
    _clear(number)
    return int(count)


def remove() -> None:
    """As if there had never been one."""
    with writing() as connection:
        connection.execute(delete(imports))
    _clear(0)


def _next_number() -> int:
    with reading() as connection:
        highest = connection.execute(select(func.max(providers.c.number))).scalar()
        current = connection.execute(select(imports.c.number)).scalar()
    return max(highest or 0, current or 0) + 1


def _clear(number: int) -> None:
    """Take away every provider of another import, some at a time."""
    while True:
        with writing() as connection:
            others = select(providers.c.number, providers.c.zip3).where(providers.c.number != number).limit(1)
            row = connection.execute(others).first()
            if row is None:
                return
            here = (providers.c.number == row.number) & (providers.c.zip3 == row.zip3)
            connection.execute(delete(providers).where(here))
