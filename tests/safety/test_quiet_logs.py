"""What is logged over a whole visit: methods, route names, states. No id, no token, no address, no words."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from couplebridge.base64url import encode
from tests.support.people import Person

CANARY = "canary-of-the-logs"


def test_a_visit_leaves_no_trace_of_a_person(
    app: Flask, alice: Person, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    alice.sign_in(label=CANARY)
    alice.get(f"/feed?cursor={CANARY}")
    alice.get(f"/{CANARY}")
    alice.try_sign_in(bytes(32), label=CANARY)
    alice.post("/sign-in/start", data=CANARY, content_type="application/json")
    alice.post("/account/delete", {"proof": alice.proof()})
    assert "POST sign_in.finish 200" in caplog.text
    out, err = capfd.readouterr()
    logged = caplog.text + out + err
    for secret in (CANARY, alice.address, encode(alice.user_id), encode(alice.auth), encode(alice.find), alice.csrf):
        assert secret not in logged


def test_a_database_fault_is_logged_without_its_values(
    app: Flask, alice: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from couplebridge.extensions import db

    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO sessions_away")
    try:
        response = alice.get("/session")
        assert response.json["code"] == "broken"
        assert "OperationalError at " in caplog.text or "UndefinedTable at " in caplog.text
        assert "token_hash" not in caplog.text
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE sessions_away RENAME TO sessions")
