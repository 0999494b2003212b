"""Every attack of the threat model has a test that carries its number, and every number in a test is in the table."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "threat-model.md").read_text("utf-8").split("## Attacks and where they are answered")[1]
ROW = re.compile(r"^\| ((?:[PROMSIC]\d+(?:, )?)+) \|", re.MULTILINE)
NUMBER = re.compile(r"(?:(?<=_)|^)([promsic]\d+)(?=_|$)")


def listed() -> list[str]:
    """The numbers of the table, in its order."""
    return [number for row in ROW.findall(TABLE.split("\n## ")[0]) for number in row.split(", ")]


def named(path: Path) -> set[str]:
    """The numbers in the name of a file, and in the names of its tests; `test_p1_p5_…` stands for P1 to P5."""
    names = [path.stem, *functions_of(path)]
    found = {number.upper() for name in names for number in NUMBER.findall(name.lower())}
    first_to_last = re.match(r"test_p(\d+)_p(\d+)_", path.stem)
    if first_to_last:
        found |= {f"P{number}" for number in range(int(first_to_last[1]), int(first_to_last[2]) + 1)}
    return found


def functions_of(path: Path) -> list[str]:
    """The test functions of a file."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def files() -> list[Path]:
    """Where attacks are tried."""
    return sorted((ROOT / "tests" / "safety").rglob("test_*.py"))


def test_the_table_was_read() -> None:
    assert {"P1", "P11", "R7", "O4", "M1", "S3"} <= set(listed())


@pytest.mark.parametrize("number", listed())
def test_an_attack_has_a_test_with_its_number(number: str) -> None:
    found = [path for path in files() if number in named(path)]
    assert found, f"no file under tests/safety has {number} in its name or in the name of a test"
    assert all(functions_of(path) for path in found)


def test_no_test_carries_a_number_that_the_table_does_not_explain() -> None:
    assert {number for path in files() for number in named(path)} - set(listed()) == set()
