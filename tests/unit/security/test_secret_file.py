"""secrets.json: made once, its owner's alone, never half written, never made anew beside a database."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from couplebridge.errors import ConfigMissingError
from couplebridge.security import secret_file
from couplebridge.security.keyring import Keyring


def test_it_is_made_on_the_first_start_and_read_on_the_next(tmp_path: Path) -> None:
    first, second = secret_file.load_or_make(tmp_path), secret_file.load_or_make(tmp_path)
    assert first == second
    assert {len(first[name]) for name in secret_file.SINGLE_KEYS} == {32}
    assert len({first[name] for name in secret_file.SINGLE_KEYS}) == 3
    assert list(first["label_keys"]) == [1]


def test_only_its_owner_may_read_it_and_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    secret_file.load_or_make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_of_two_workers_that_start_at_once_both_use_the_file_of_the_first(tmp_path: Path, monkeypatch) -> None:
    real, made = os.link, []

    def other_worker_first(*paths: object) -> None:
        monkeypatch.setattr(os, "link", real)
        made.append(secret_file.load_or_make(tmp_path))
        real(*paths)

    monkeypatch.setattr(os, "link", other_worker_first)
    assert secret_file.load_or_make(tmp_path) == made[0]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_others_can_read_keeps_the_server_down(tmp_path: Path) -> None:
    secret_file.load_or_make(tmp_path)
    (tmp_path / "secrets.json").chmod(0o640)
    with pytest.raises(ConfigMissingError, match="chmod 600"):
        secret_file.load_or_make(tmp_path)


@pytest.mark.parametrize("damage", ["", "[]", "{}", "null", "short", "no labels", "not text"])
def test_a_damaged_file_keeps_the_server_down_and_stays_as_it_is(tmp_path: Path, damage: str) -> None:
    secret_file.load_or_make(tmp_path)
    path = tmp_path / "secrets.json"
    plain = json.loads(path.read_text())
    texts = {
        "short": json.dumps({**plain, "token_key": "AAAA"}),
        "no labels": json.dumps({**plain, "label_keys": {}}),
        "not text": json.dumps({**plain, "slot_pepper": 7}),
    }
    path.write_text(texts.get(damage, damage))
    with pytest.raises(ConfigMissingError, match="backup"):
        secret_file.load_or_make(tmp_path)
    assert path.read_text() == texts.get(damage, damage)


def test_it_is_not_made_anew_beside_a_database(tmp_path: Path) -> None:
    (tmp_path / "couplebridge.db").write_bytes(b"SQLite")
    with pytest.raises(ConfigMissingError, match="missing beside"):
        secret_file.load_or_make(tmp_path)


def test_a_power_cut_while_saving_leaves_the_old_file(tmp_path: Path, monkeypatch) -> None:
    keyring = Keyring(tmp_path)
    before = (tmp_path / "secrets.json").read_bytes()

    def cut(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(OSError, match="power cut"):
        keyring.add_label_key()
    assert (tmp_path / "secrets.json").read_bytes() == before
    assert keyring.newest_label_version() == 1


def test_a_running_worker_seals_under_the_key_that_another_process_made(tmp_path: Path) -> None:
    running, other = Keyring(tmp_path), Keyring(tmp_path)
    assert other.add_label_key() == 2
    assert running.newest_label_version() == 2
    assert running.label_key(2) == other.label_key(2) != running.label_key(1)


def test_a_dropped_key_is_gone_from_the_file(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    keyring.drop_label_keys_before(keyring.add_label_key())
    with pytest.raises(KeyError):
        Keyring(tmp_path).label_key(1)
    with pytest.raises(KeyError):
        keyring.label_key(1)
