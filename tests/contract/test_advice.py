"""Each row of the advice (docs/advice.md) has tests of a person's own hand that bear its name, and names them all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([A-Z][^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[^`]+)`")
ROWS = [row for row in ROW.findall((ROOT / "docs" / "advice.md").read_text("utf-8")) if row[0] != "The advice"]


def functions() -> list[str]:
    """path::name of each test of tests/functional and tests/browser."""
    files = sorted((ROOT / "tests").glob("functional/*.py")) + sorted((ROOT / "tests").glob("browser/*.py"))
    return [
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


FUNCTIONS = functions()


def name_of(row: str) -> str:
    """With what the name of its tests begins: its words up to a colon in snake case; "can't" is one word."""
    words = row.partition(":")[0].lower().replace("'", "")
    return "test_" + re.sub(r"[^a-z]+", "_", words)


def named_after(row: str) -> set[str]:
    return {each for each in FUNCTIONS if f"{each.partition('::')[2]}_".startswith(f"{name_of(row)}_")}


def test_all_thirteen_rows_are_there_and_no_name_begins_with_that_of_another() -> None:
    names = [name_of(row) for row, _, _ in ROWS]
    assert len(set(names)) == 13
    assert not [(one, other) for one in names for other in names if one != other and one.startswith(other)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_shown_by_the_tests_that_bear_its_name_and_by_no_others(row: tuple[str, str, str]) -> None:
    assert named_after(row[0]), f"no test begins with {name_of(row[0])}"
    assert sorted(NAMED.findall(row[2])) == sorted(named_after(row[0]))
