"""Ids that are taken. They are random: one that is there already is a request sent twice at once, or made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from couplebridge.errors import RevisionConflictError


@contextmanager
def taken_is_conflict() -> Iterator[None]:
    """Around inserts whose ids a client chose. Raises RevisionConflictError; the transaction has to end with it."""
    try:
        yield
    except IntegrityError:
        raise RevisionConflictError(conflicts=[]) from None
