"""What a device asked for, as it lies in the database: comes back whole, opens in its own row alone, of one length."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from couplebridge.security.keyring import Keyring
from couplebridge.security.push_wish import ENDPOINT_CHARS_MAX, ZONE_CHARS_MAX, Hours, Wish, open_wish, seal_wish

ONE, TWO = bytes([1]) * 32, bytes([2]) * 32
WISH = Wish("https://push.example/a", b"\x04" * 65, b"\x05" * 16, Hours((0, 6), 480, 1260, "Europe/Paris"), held=False)
LONGEST = replace(
    WISH, endpoint="x" * ENDPOINT_CHARS_MAX, hours=Hours(tuple(range(7)), 1439, 1439, "z" * ZONE_CHARS_MAX)
)


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path)


@pytest.mark.parametrize("wish", [WISH, LONGEST, replace(WISH, held=True, hours=Hours((), 0, 0, "UTC"))])
def test_it_comes_back(keyring: Keyring, wish: Wish) -> None:
    assert open_wish(keyring, ONE, seal_wish(keyring, ONE, wish)) == wish


def test_it_does_not_open_in_another_row(keyring: Keyring) -> None:
    with pytest.raises(InvalidTag):
        open_wish(keyring, TWO, seal_wish(keyring, ONE, WISH))


def test_its_length_tells_nothing(keyring: Keyring) -> None:
    assert len(seal_wish(keyring, ONE, WISH)) == len(seal_wish(keyring, ONE, LONGEST))
