"""push-key.pem: made once, its owner's alone; and tokens that push services can check."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from couplebridge import clock
from couplebridge.errors import ConfigMissingError
from couplebridge.security.push_key import NAME, PushKey
from tests.support.push_service import Arrived, claims_of


def test_it_is_made_on_the_first_start_and_read_on_the_next(tmp_path: Path) -> None:
    assert PushKey(tmp_path).public == PushKey(tmp_path).public
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


def test_of_two_workers_that_start_at_once_both_use_the_key_of_the_first(tmp_path: Path, monkeypatch) -> None:
    real, made = os.link, []

    def other_worker_first(*paths: object) -> None:
        monkeypatch.setattr(os, "link", real)
        made.append(PushKey(tmp_path).public)
        real(*paths)

    monkeypatch.setattr(os, "link", other_worker_first)
    assert [PushKey(tmp_path).public] == made
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_others_can_read_keeps_the_server_down(tmp_path: Path) -> None:
    PushKey(tmp_path)
    (tmp_path / NAME).chmod(0o644)
    with pytest.raises(ConfigMissingError, match="chmod 600"):
        PushKey(tmp_path)


def pem(key: object) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


OTHERS = [b"", b"no key", pem(ed25519.Ed25519PrivateKey.generate()), pem(ec.generate_private_key(ec.SECP384R1()))]


@pytest.mark.parametrize("content", OTHERS)
def test_a_damaged_or_other_key_keeps_the_server_down_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    PushKey(tmp_path)
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(ConfigMissingError, match="damaged"):
        PushKey(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_token_says_for_whom_until_when_and_who_answers(tmp_path: Path) -> None:
    said = PushKey(tmp_path).authorization("https://push.example", "mailto:me@bridge.example")
    claims = claims_of(Arrived("/", {"authorization": said}, b""))
    assert (claims["aud"], claims["sub"]) == ("https://push.example", "mailto:me@bridge.example")
    assert claims.keys() == {"aud", "exp", "sub"}
    assert clock.now_s() < claims["exp"] <= clock.now_s() + 24 * 3600
