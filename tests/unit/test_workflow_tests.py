"""./run test: where the files of the tests lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.workflow.tests import place_for_files


@pytest.fixture(autouse=True)
def no_place_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)


def test_they_lie_in_memory_and_nothing_stays_there(tmp_path: Path) -> None:
    with place_for_files(tmp_path, least_bytes=0) as place:
        folder = Path(place["TMPDIR"])
        assert folder.parent == tmp_path
        (folder / "test.db").touch()
    assert list(tmp_path.iterdir()) == []


def test_where_memory_has_no_room_they_lie_on_the_disk(tmp_path: Path) -> None:
    with place_for_files(tmp_path, least_bytes=10**18) as place:
        assert place == {}
    with place_for_files(tmp_path / "nowhere") as place:
        assert place == {}


def test_a_place_that_somebody_named_is_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with place_for_files(tmp_path, least_bytes=0) as place:
        assert place == {}
