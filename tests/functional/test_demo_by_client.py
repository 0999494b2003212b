"""The demonstration couple is made through the client against a real server, and is there a second time."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from couplebridge.cli import main
from couplebridge.client.codes import format_code
from couplebridge.client.errors import ApiProblemError
from couplebridge.client.phone import Phone
from couplebridge.demo.reading import read_entries


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The app over a real socket."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_couple_with_months_of_life_is_there_and_both_can_sign_in(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUPLEBRIDGE_DATA", str(tmp_path / "demo"))
    assert main(["demo", "--url", url]) == 0
    printed = capsys.readouterr().out
    kept = tmp_path / "demo" / "demo-sign-ins.json"
    assert kept.stat().st_mode & 0o077 == 0
    people = {}
    for one in json.loads(kept.read_text()):
        assert {word for word in one.values() if word not in printed} == set()
        people[one["name"]] = Phone(url)
        people[one["name"]].add(one["link"], one["passphrase"])
    assert {name: len(each.journal.entries()) for name, each in people.items()} == {"robin": 60, "jules": 45}
    states = sorted((view.state, len(view.talk.turns) if view.talk else 0) for view in people["jules"].bridge.offers())
    opened = [("opened", turns) for turns in (0, 0, 1, 3, 5)]
    assert states == [("ended", 0), ("offered", 0), *opened, ("put-away", 0)]
    for each in people.values():
        assert each.vault.all("version")
        assert each.journal.binned()
        assert (each.couples.pinned() or {})["numberCompared"] is True
        assert {view.problem for view in each.bridge.offers()} == {None}
    assert main(["demo", "--url", url]) == 0
    assert capsys.readouterr().out == printed
    assert "check" not in [session.label for session in people["robin"].changes.sessions()]
    kept.write_text(kept.read_text().replace("jules", "julia").replace("robin", "ruben"))
    assert main(["demo", "--url", url]) == 0  # a database that was emptied: the couple is made anew
    assert "ruben" not in capsys.readouterr().out


def test_without_a_server_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("COUPLEBRIDGE_DATA", str(tmp_path))
    assert main(["demo", "--url", "http://127.0.0.1:9/"]) == 1
    assert "could not be made" in capsys.readouterr().err


@pytest.mark.parametrize(("person", "count"), [("robin", 60), ("jules", 45)])
def test_nobody_in_the_story_has_a_gender(person: str, count: int) -> None:
    entries = read_entries(person)
    words = " ".join(str(entry.fields) for entry in entries).lower().replace("'", " ").split()
    assert len(entries) == count
    assert not {"he", "him", "his", "hers", "husband", "wife", "boyfriend", "girlfriend"} & set(words)


def test_another_refusal_of_the_server_is_not_taken_for_an_emptied_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def too_often(*_: object) -> None:
        raise ApiProblemError(429, "slow-down", "There were too many tries", {})

    monkeypatch.setenv("COUPLEBRIDGE_DATA", str(tmp_path))
    monkeypatch.setattr("couplebridge.client.account.Account.sign_in", too_often)
    one = {"name": "robin", "passphrase": "x", "account_code": format_code(bytes(16)), "link": "x"}
    (tmp_path / "demo-sign-ins.json").write_text(json.dumps([one]))
    assert main(["demo"]) == 1
    assert "slow-down" in capsys.readouterr().err
