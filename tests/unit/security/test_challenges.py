"""Challenges of passkeys: each for one purpose, one session, five minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from couplebridge import clock
from couplebridge.security.challenges import CHALLENGE_BYTES, LIFETIME_MS, Purpose, is_own_challenge, make_challenge
from couplebridge.security.keyring import Keyring

SESSION = bytes(range(16))


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path)


def test_it_is_ours_for_its_purpose_and_its_session(keyring: Keyring) -> None:
    challenge = make_challenge(keyring, Purpose.ACCOUNT, SESSION)
    assert len(challenge) == CHALLENGE_BYTES
    assert is_own_challenge(keyring, Purpose.ACCOUNT, SESSION, challenge)
    assert not is_own_challenge(keyring, Purpose.SIGN_IN, SESSION, challenge)
    assert not is_own_challenge(keyring, Purpose.ACCOUNT, bytes(16), challenge)


def test_any_other_byte_makes_it_none_of_ours(keyring: Keyring) -> None:
    challenge = make_challenge(keyring, Purpose.ACCOUNT, SESSION)
    changed = [challenge[:at] + bytes([challenge[at] ^ 1]) + challenge[at + 1 :] for at in range(CHALLENGE_BYTES)]
    for other in (*changed, challenge[:-1], challenge + b"\0", b""):
        assert not is_own_challenge(keyring, Purpose.ACCOUNT, SESSION, other)


def test_no_two_are_the_same_and_each_has_its_time(keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_challenge(keyring, Purpose.SIGN_IN, b"") != make_challenge(keyring, Purpose.SIGN_IN, b"")
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)
    challenge = make_challenge(keyring, Purpose.SIGN_IN, b"")
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms + LIFETIME_MS - 1)
    assert is_own_challenge(keyring, Purpose.SIGN_IN, b"", challenge)
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms + LIFETIME_MS)
    assert not is_own_challenge(keyring, Purpose.SIGN_IN, b"", challenge)
