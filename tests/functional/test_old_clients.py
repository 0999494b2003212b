"""An app that is older than its server: served for a release at least, then told so, and never kept from leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from couplebridge import create_app
from couplebridge.release import STATIC, read_release
from couplebridge.security.client_age import ALWAYS_ANSWERED
from couplebridge.security.permissions import PERMISSIONS
from tests.support.routes import all_routes


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    database = f"sqlite:///{tmp_path}/couplebridge.db"
    return create_app({"DATA": tmp_path, "SQLALCHEMY_DATABASE_URI": database, "REDIS_URL": None, "OLDEST_CLIENT": 2})


def test_every_answer_of_the_api_says_which_client_is_the_oldest_and_which_release_is_here(app: Flask) -> None:
    name = read_release(STATIC).name
    for path in ("/api/release", "/api/session", "/api/nowhere"):
        headers = app.test_client().get(path, headers={"CB-Client": "2"}).headers
        assert (headers["CB-Oldest-Client"], headers["CB-Release"]) == ("2", name)
    assert "CB-Release" not in app.test_client().get("/").headers


@pytest.mark.parametrize("said", [{}, {"CB-Client": "1"}, {"CB-Client": "0"}])
def test_a_client_that_is_too_old_is_told_so_before_anything_else(app: Flask, said: dict[str, str]) -> None:
    for route in all_routes(app.config["DATA"]):
        if route.endpoint in ALWAYS_ANSWERED or not route.rule.startswith("/api/"):
            continue
        path = "/api" + route.address(app)
        answer = app.test_client().open(path, method=route.method, headers=said, data=b"\0" * 20)
        assert (answer.status_code, answer.json["code"]) == (400, "client-too-old"), route
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("said", ["2", "3", "9999"])
def test_one_that_is_young_enough_is_not(app: Flask, said: str) -> None:
    assert app.test_client().get("/api/session", headers={"CB-Client": said}).json["code"] == "no-session"


@pytest.mark.parametrize("said", ["two", "-1", "1.5", "٣", "12345", ""])
def test_what_is_no_number_is_said_to_be_none(app: Flask, said: str) -> None:
    answer = app.test_client().get("/api/session", headers={"CB-Client": said})
    assert answer.json["code"] == "bad-shape"
    assert answer.json["fields"] == [{"path": "CB-Client", "problem": "must be a whole number"}]


def test_nobody_is_kept_from_leaving_from_signing_out_or_from_the_new_app(app: Flask) -> None:
    assert set(PERMISSIONS) >= ALWAYS_ANSWERED
    for route in all_routes(app.config["DATA"]):
        if route.endpoint in ALWAYS_ANSWERED:
            answer = app.test_client().open(
                "/api" + route.address(app), method=route.method, headers={"CB-Client": "1"}
            )
            assert not (answer.is_json and answer.json.get("code") == "client-too-old"), route
            assert answer.status_code != 400, route
    assert app.test_client().get("/").status_code == 200
    assert app.test_client().get("/sw.js").status_code == 200
