"""Who counts as one source, and that counting never keeps anybody from signing in because Redis is gone."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask

from couplebridge import create_app
from couplebridge.errors import RateExceededError
from couplebridge.security import limits


def make_app(folder: Path, **settings: object) -> Flask:
    return create_app({"DATA": folder, "SQLALCHEMY_DATABASE_URI": "sqlite://", "REDIS_URL": None, **settings})


def source(app: Flask, address: str | None) -> str:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address} if address is not None else {}):
        return limits.source()


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("192.0.2.1:5512", "192.0.2.2:5512", False),
        ("unknown", "", False),
    ],
)
def test_a_household_is_one_source(tmp_path: Path, one: str, other: str, are_one: bool) -> None:
    app = make_app(tmp_path)
    assert (source(app, one) == source(app, other)) is are_one


def test_no_address_is_in_a_source(tmp_path: Path) -> None:
    """64 hex letters of a keyed hash: another server, another key, another name for the same house."""
    here, there = make_app(tmp_path / "here"), make_app(tmp_path / "there")
    assert len(bytes.fromhex(source(here, "192.0.2.1"))) == 32
    assert source(here, "192.0.2.1") != source(there, "192.0.2.1")


def test_without_redis_tries_are_counted_by_this_process(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = make_app(tmp_path, REDIS_URL="redis://127.0.0.1:9/0", RATE_SIGN_IN="2 per hour")
    with app.test_request_context(), caplog.at_level(logging.WARNING):
        for _ in range(2):
            limits.spend("RATE_SIGN_IN", "somebody")
        with pytest.raises(RateExceededError) as refused:
            limits.spend("RATE_SIGN_IN", "somebody")
        limits.spend("RATE_SIGN_IN", "somebody else")
    assert 1 <= refused.value.retry_after_s <= 3600
    assert "this process counts alone" in caplog.text


def test_the_longest_wait_of_several_rates_is_told(tmp_path: Path) -> None:
    app = make_app(tmp_path, RATE_SIGN_IN="1 per hour; 1 per second")
    with app.test_request_context():
        limits.spend("RATE_SIGN_IN", "somebody")
        with pytest.raises(RateExceededError) as refused:
            limits.spend("RATE_SIGN_IN", "somebody")
    assert refused.value.retry_after_s > 1
