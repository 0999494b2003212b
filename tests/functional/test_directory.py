"""The directory: imported by an operator, read in coarse blocks, replaced as a whole, off where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import couplebridge
from couplebridge.cli import main
from couplebridge.database import reading
from couplebridge.services import directory
from couplebridge.services.nppes import Provider
from tests.support.nppes import npi, row, table
from tests.support.people import Person


@pytest.fixture(autouse=True)
def same_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command works on the database of the test."""
    monkeypatch.setattr(couplebridge, "create_app", lambda: app)


def file(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "npidata.csv"
    path.write_text(table(rows), newline="")
    return str(path)


def names(person: Person, zip3: str = "627", query: str = "") -> list[str]:
    answer = person.get(f"/directory/blocks/{zip3}{query}")
    assert answer.status_code == 200, answer.json
    return [each["name"] for each in answer.json["providers"]]


def test_off_unless_an_operator_imported_one(alice: Person) -> None:
    shown = alice.get("/directory").json
    assert (shown["imported_on"], shown["providers"]) == (None, 0)
    assert alice.get("/directory/blocks/627").status_code == 404


def test_an_import_is_read_in_blocks_and_the_next_one_replaces_it(
    alice: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["directory", "import", file(tmp_path, row(1), row(2, zip="10001"), row(3, kind="207Q00000X"))]) == 0
    out = capsys.readouterr()
    assert "Kept 2 providers." in out.out
    assert "Left out 1: another kind of provider." in out.out
    assert "#" in out.err
    assert (names(alice), names(alice, "100"), names(alice, "999")) == (["Ada Linde1"], ["Ada Linde2"], [])
    assert main(["directory", "import", file(tmp_path, row(4), row(4, last="TWICE"))]) == 0
    assert (names(alice), names(alice, "100")) == (["Ada Twice"], [])
    assert alice.get("/directory").json["providers"] == 1
    with alice.app.app_context(), reading() as connection:
        assert len({each.number for each in connection.execute(directory.providers.select())}) == 1
    assert main(["directory", "status"]) == 0
    assert "1 providers" in capsys.readouterr().out
    assert main(["directory", "remove"]) == 0
    assert "No directory." in capsys.readouterr().out
    assert alice.get("/directory/blocks/627").status_code == 404


def test_a_file_that_is_something_else_leaves_the_former_one(
    alice: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["directory", "import", file(tmp_path, row(1))])
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert main(["directory", "import", str(tmp_path / "other.csv")]) == 1
    assert "not the NPPES table" in capsys.readouterr().err
    assert names(alice) == ["Ada Linde1"]


def test_an_import_that_was_broken_off_is_never_read_and_the_next_one_clears_it(alice: Person, tmp_path: Path) -> None:
    main(["directory", "import", file(tmp_path, row(1))])

    def half() -> Iterator[Provider]:
        for n in range(1500):
            yield Provider("627", 2_000_000_000 + n, b"{}")
        raise KeyboardInterrupt

    with alice.app.app_context():
        with pytest.raises(KeyboardInterrupt):
            directory.replace(half())
        assert names(alice) == ["Ada Linde1"]
    main(["directory", "import", file(tmp_path, row(2))])
    with alice.app.app_context(), reading() as connection:
        assert len(connection.execute(directory.providers.select()).all()) == 1


def test_a_long_block_comes_in_pages(alice: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "BLOCK_MAX", 2)
    main(["directory", "import", file(tmp_path, *[row(n) for n in range(5)])])
    seen, query = [], ""
    while True:
        answer = alice.get(f"/directory/blocks/627{query}").json
        seen += [each["npi"] for each in answer["providers"]]
        if answer["next"] is None:
            break
        query = f"?after={answer['next']}"
    assert seen == sorted(npi(n) for n in range(5))


@pytest.mark.parametrize("path", ["62", "6270", "abc", "６２７"])
def test_only_three_digits_are_a_block(alice: Person, path: str) -> None:
    assert alice.get(f"/directory/blocks/{path}").status_code == 404


@pytest.mark.parametrize("query", ["?after=x", "?after=12345678901", "?name=linde"])
def test_nothing_but_a_place_to_go_on_from_is_read(alice: Person, query: str) -> None:
    assert alice.get(f"/directory/blocks/627{query}").json["code"] == "bad-shape"


class TestRate:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"RATE_DIRECTORY": "2 per hour"}

    def test_blocks_are_counted_by_account(self, alice: Person, bob: Person) -> None:
        answers = [alice.get("/directory/blocks/627").status_code for _ in range(3)]
        assert answers == [404, 404, 429]
        assert bob.get("/directory/blocks/627").status_code == 404
