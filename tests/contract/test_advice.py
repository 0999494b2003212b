"""Each row of the advice (docs/advice.md) is shown by a test of a person's own hand that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([A-Z][^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/(?:browser|functional)/[^`:]+)(?:::(test_\w+))?`")
ROWS = [row for row in ROW.findall((ROOT / "docs" / "advice.md").read_text("utf-8")) if row[0] != "The advice"]


def functions_of(path: Path) -> set[str]:
    """The names of the tests of a Python file."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_all_thirteen_rows_are_there() -> None:
    assert len(ROWS) == 13


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_shown_by_tests_that_exist(row: tuple[str, str, str]) -> None:
    named = NAMED.findall(row[2])
    assert named, "nothing that runs shows this"
    assert [path for path, _ in named if not (ROOT / path).is_file()] == []
    assert [test for path, test in named if test and test not in functions_of(ROOT / path)] == []
