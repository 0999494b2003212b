"""`python -m tests.support.nppes_memory ROWS…` prints the most bytes that reading a table of so many rows takes."""

from __future__ import annotations

import io
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator

from couplebridge.services import nppes
from tests.support.nppes import row, table


class LinesOnDemand(io.TextIOBase):
    """A table whose lines are made when they are asked for, so that it takes no memory itself."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.header, self.line = table([row(1)]).split("\r\n")[:2]

    def __iter__(self) -> Iterator[str]:
        yield self.header + "\r\n"
        for _ in range(self.rows):
            yield self.line + "\r\n"


def peak_bytes(rows: int) -> int:
    """The most memory that was taken while so many rows were read, in bytes."""
    lines = LinesOnDemand(rows)
    tracemalloc.start()
    kept = sum(1 for _ in nppes.read_providers(lines, Counter()))  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept == rows
    return peak


if __name__ == "__main__":
    peak_bytes(10)  # what is loaded at first use is not the table's
    print(*(peak_bytes(int(rows)) for rows in sys.argv[1:]))
