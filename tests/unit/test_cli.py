"""`couplebridge COMMAND`: what is there, what it says, and what it does to a database."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from couplebridge import cli, clock, commands, create_app
from couplebridge.extensions import db
from couplebridge.security.keyring import Keyring
from tests.support.people import Person


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert "rotate-label-key" in said
    assert "sweep" in said


def test_a_command_is_a_file_and_its_arguments_are_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "say_it.py").write_text(
        '"""Say it."""\n'
        'def add_arguments(parser): parser.add_argument("word")\n'
        "def run(arguments): return len(arguments.word)\n"
    )
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    assert cli.main(["say-it", "three"]) == 5


def test_what_cannot_be_done_is_said_in_a_sentence(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://h")
    assert cli.main(["sweep"]) == 1
    assert capsys.readouterr().err == "DATABASE_URL must begin with sqlite: or postgresql:.\n"


def test_a_command_that_needs_no_server_loads_none() -> None:
    module: ModuleType = sys.modules["couplebridge.commands.sweep"]
    assert "create_app" not in vars(module)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setenv("COUPLEBRIDGE_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    app = create_app()
    with app.app_context():
        db.create_all()
    return app


def test_rotation_seals_every_label_anew_while_the_server_runs(served: Flask, capsys) -> None:
    alice = Person(served, "alice").register()
    bob = Person(served, "bob").register()
    with served.app_context(), db.engine.connect() as connection:
        before = set(connection.exec_driver_sql("SELECT label_sealed FROM sessions").scalars())
    for _ in range(2):
        assert cli.main(["rotate-label-key"]) == 0
    assert "Sealed 2 labels" in capsys.readouterr().out
    with served.app_context(), db.engine.connect() as connection:
        after = set(connection.exec_driver_sql("SELECT label_sealed FROM sessions").scalars())
    assert {int.from_bytes(sealed[:4], "big") for sealed in after} == {3}
    assert not before & after
    with pytest.raises(KeyError):
        Keyring(served.config["DATA"]).label_key(1)
    for person in (alice, bob):
        assert person.get("/sessions").json["sessions"][0]["label"] == f"phone of {person.name}"
        assert person.sign_in(label="after").get("/sessions").json["sessions"][0]["label"] == "after"


def test_sweeping_forgets_ended_sessions_and_no_other(served: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    Person(served, "alice").register()
    real = clock.now_ms
    monkeypatch.setattr(clock, "now_ms", lambda: real() + 20 * 24 * 3600 * 1000)
    bob = Person(served, "bob").register()
    monkeypatch.setattr(clock, "now_ms", lambda: real() + 31 * 24 * 3600 * 1000)
    assert cli.main(["sweep"]) == 0
    with served.app_context(), db.engine.connect() as connection:
        assert set(connection.exec_driver_sql("SELECT session_id FROM sessions").scalars()) == {bob.session_id}
