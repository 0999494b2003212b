"""Every file and every test that docs/pwa.md names is there, and each of its thirty rows is shown by something."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`((?:couplebridge|static|tests)/[^`:]+)(?:::(test_\w+))?`")
HAND = re.compile(r"^\| (\d+) \|", re.MULTILINE)
ROWS = {int(number): rest for number, *rest in ROW.findall((ROOT / "docs" / "pwa.md").read_text("utf-8"))}


def functions_of(path: Path) -> set[str]:
    """The names of the tests of a Python file, those of its classes included."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_all_thirty_rows_are_there() -> None:
    assert list(ROWS) == list(range(1, 31))


@pytest.mark.parametrize("number", ROWS)
def test_what_a_row_names_is_there(number: int) -> None:
    named = NAMED.findall(" ".join(ROWS[number]))
    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    assert [test for path, test in named if test and test not in functions_of(ROOT / path)] == []


@pytest.mark.parametrize("number", ROWS)
def test_a_row_is_shown_by_a_test_and_by_lines_of_the_hand_test_that_exist(number: int) -> None:
    shown = ROWS[number][2]
    assert any(path.startswith("tests/") for path, _ in NAMED.findall(shown)), "nothing that runs shows this"
    lines = {int(each) for each in HAND.findall((ROOT / "docs" / "hand-test.md").read_text("utf-8"))}
    by_hand = re.search(r"hand ([\d and]+)$", shown)
    assert {int(each) for each in re.findall(r"\d+", by_hand[1] if by_hand else "")} <= lines
