"""What is photographed is also looked at with all eyes, and what a reader hears of a pinned screen is on file."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.golden import FOLDER, MAIN

ROOT = Path(__file__).parents[2]
WALK = re.compile(r"\b((?:walks|rare|own_days|by_two|of_the_phone)\.\w+)\(")


def walked_in(path: str) -> set[str]:
    return set(WALK.findall((ROOT / path).read_text("utf-8")))


def test_every_walk_of_the_pictures_is_a_walk_of_the_tests() -> None:
    walked = walked_in("scripts/shots/__main__.py")
    assert "rare.newer_release" in walked
    assert walked_in("tests/browser/test_everybody.py") == walked


def test_the_files_are_those_of_the_pinned_screens() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == MAIN
