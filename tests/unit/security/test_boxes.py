"""Labels, slots, device tokens and MACs: each opens only where and with what it was sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from couplebridge.security.devices import is_known_device, make_device_token
from couplebridge.security.keyring import Keyring
from couplebridge.security.labels import open_label, seal_label
from couplebridge.security.mac import mac, tuple_bytes
from couplebridge.security.shares import open_share, seal_share
from couplebridge.security.slotbox import open_slot, seal_slot
from couplebridge.security.tokens import read_token
from couplebridge.security.verifier import is_verified, make_verifier

ONE, TWO = bytes([1]) * 16, bytes([2]) * 16
AUTH, OTHER_AUTH = bytes([3]) * 32, bytes([4]) * 32


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path)


@pytest.mark.parametrize("label", ["", "Küchentablett", "🪻" * 60])
def test_a_label_comes_back(keyring: Keyring, label: str) -> None:
    assert open_label(keyring, ONE, seal_label(keyring, ONE, label)) == label


def test_a_label_does_not_open_for_another_session_or_changed(keyring: Keyring) -> None:
    sealed = seal_label(keyring, ONE, "phone")
    with pytest.raises(InvalidTag):
        open_label(keyring, TWO, sealed)
    with pytest.raises(InvalidTag):
        open_label(keyring, ONE, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_a_slot_opens_with_its_auth_at_its_place_only(keyring: Keyring) -> None:
    sealed = seal_slot(keyring, ONE, AUTH, b"slot")
    assert open_slot(keyring, ONE, AUTH, sealed) == b"slot"
    assert open_slot(keyring, ONE, OTHER_AUTH, sealed) is None
    assert open_slot(keyring, TWO, AUTH, sealed) is None


def test_a_verifier_knows_its_auth_and_its_slot(keyring: Keyring) -> None:
    kept = make_verifier(keyring, ONE, AUTH)
    assert is_verified(keyring, ONE, AUTH, kept)
    assert not is_verified(keyring, ONE, OTHER_AUTH, kept)
    assert not is_verified(keyring, TWO, AUTH, kept)


def test_a_share_opens_with_its_token_only(keyring: Keyring) -> None:
    sealed = seal_share(keyring, AUTH, b"share")
    assert open_share(keyring, AUTH, sealed) == b"share"
    with pytest.raises(InvalidTag):
        open_share(keyring, OTHER_AUTH, sealed)


def test_a_device_token_is_of_one_account_and_one_server(keyring: Keyring, tmp_path: Path) -> None:
    token = make_device_token(keyring, ONE)
    (tmp_path / "other").mkdir()
    assert len(token) == 32
    assert is_known_device(keyring, ONE, token)
    assert not is_known_device(keyring, TWO, token)
    assert not is_known_device(Keyring(tmp_path / "other"), ONE, token)
    assert not is_known_device(keyring, ONE, bytes(32))


def test_no_two_lists_of_fields_make_the_same_bytes() -> None:
    lists = [(), (b"",), (b"", b""), (b"a", b"b"), (b"ab",), (b"a", b"", b"b"), (b"\0a", b"b")]
    assert len({tuple_bytes("x", *fields) for fields in lists}) == len(lists)
    assert tuple_bytes("find", b"ab") == b"CB1:find\0\x01\0\0\0\x02ab"


def test_each_purpose_has_a_mac_of_its_own() -> None:
    assert mac(AUTH, "csrf", ONE) != mac(AUTH, "share", ONE) != mac(OTHER_AUTH, "share", ONE)


@pytest.mark.parametrize("text", [None, "", "x", "A" * 42, "A" * 44, "A" * 42 + "B", "=" * 43, "ü" * 43])
def test_what_is_not_a_token_is_nobody(text: str | None) -> None:
    assert read_token(text) is None


def test_a_token_is_32_bytes() -> None:
    assert read_token("A" * 43) == bytes(32)
