"""Each screen whose words to a reader are pinned has them on file, and no file is left of one that is not."""

from __future__ import annotations

from tests.support.golden import FOLDER, MAIN


def test_the_files_are_those_of_the_pinned_screens() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == MAIN
