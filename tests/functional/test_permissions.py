"""Every route as nobody and as mallory, made from the URL map; a route without a permission keeps the server down."""

from __future__ import annotations

import tempfile

import pytest
from flask import Blueprint, Flask

from couplebridge import create_app, views
from couplebridge.security.permissions import PERMISSIONS, PermissionMissingError, require_complete
from couplebridge.security.predicates import anyone, signed_in
from tests.support.people import Person
from tests.support.routes import Route, all_routes

ROUTES = all_routes(tempfile.mkdtemp())
GUARDED = [route for route in ROUTES if PERMISSIONS[route.endpoint] is not anyone]
RELATED = [route for route in GUARDED if PERMISSIONS[route.endpoint] is not signed_in]


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: f"{route.method} {route.rule}")
def test_nobody_gets_the_answer_of_one_who_is_not_signed_in(app: Flask, nobody: Person, route: Route) -> None:
    response = nobody.send(route.method, route.address(app))
    assert (response.status_code, response.json["code"]) == (401, "no-session")


@pytest.mark.parametrize("route", RELATED, ids=lambda route: f"{route.method} {route.rule}")
def test_mallory_gets_the_answer_of_what_does_not_exist(app: Flask, mallory: Person, route: Route) -> None:
    refused = mallory.send(route.method, route.address(app), json={})
    absent = mallory.get("/nothing-like-this")
    assert (refused.status_code, refused.data) == (absent.status_code, absent.data)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.rule}")
def test_no_route_breaks_over_an_empty_request(app: Flask, mallory: Person, route: Route) -> None:
    if route.endpoint != "live.stream":  # an open stream is its answer
        body = None if route.method == "GET" else {}
        assert mallory.send(route.method, route.address(app), json=body).status_code < 500


def test_a_route_without_a_permission_keeps_the_server_from_starting(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten = Blueprint("forgotten", __name__)
    forgotten.get("/api/forgotten")(lambda: "")
    monkeypatch.setattr(views.health, "bp", forgotten)
    with pytest.raises(PermissionMissingError, match=r"forgotten\.<lambda>"):
        create_app({"DATA": tmp_path, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/couplebridge.db"})


def test_the_table_names_no_route_that_does_not_exist(app: Flask) -> None:
    assert PERMISSIONS.keys() - {rule.endpoint for rule in app.url_map.iter_rules()} == set()
    require_complete(app)


@pytest.mark.parametrize("spelling", ["short", "A" * 21 + "B", "A" * 23, "=" * 22, "ä" * 22])
def test_an_id_has_one_spelling(alice: Person, spelling: str) -> None:
    assert alice.delete(f"/sessions/{spelling}").json["code"] == "not-found"
