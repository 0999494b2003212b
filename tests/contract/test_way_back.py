"""No address bar is needed: each screen of the table brings its own way back (pwa.md, row 6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "static/js/ui"
ROW = re.compile(r'^  "?([\w-]+)"?: \{.*import\("\./([\w/.-]+)"\)', re.MULTILINE)
SCREENS = dict(ROW.findall((UI / "screens.js").read_text()))
FRAME = re.compile(r"<\$\{(?:Screen|PlainScreen)\}([^>]*)>")
# where one begins: nothing is behind them; and what is left by an answer alone: the stop, the kit
ROOTS = {"welcome", "lock", "stopped", "kit"}
PLACES = {"today", "mine", "bridge", "path"}  # behind the four buttons at the foot


def frames_of(name: str) -> list[str]:
    """The words in the tag of every frame that the screen's file, or the parts beside it, draws."""
    file = UI / SCREENS[name]
    parts = file.with_suffix("")
    files = [file, *(sorted(parts.glob("*.js")) if parts.is_dir() else [])]
    return [frame for each in files for frame in FRAME.findall(each.read_text())]


def test_the_table_was_read() -> None:
    assert len(SCREENS) > 40
    assert set(SCREENS) >= (ROOTS | PLACES)


@pytest.mark.parametrize("name", sorted(set(SCREENS) - ROOTS - PLACES))
def test_every_screen_has_its_own_way_back(name: str) -> None:
    frames = frames_of(name)
    assert frames, "it stands in no frame"
    for frame in frames:
        assert "hasBack=${false}" not in frame
        assert "place=" not in frame or "hasBack" in frame, "a place has no way back of its own unless it says so"


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_place_says_which_it_is_so_that_its_button_at_the_foot_is_the_way(name: str) -> None:
    assert any(f'place="{name}"' in frame for frame in frames_of(name))
