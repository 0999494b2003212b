"""S3: another site makes requests in somebody's name, or frames the page."""

from __future__ import annotations

import tempfile

import pytest
from flask import Flask

from couplebridge.security.permissions import PERMISSIONS
from couplebridge.security.predicates import anyone
from tests.support.people import Person
from tests.support.routes import Route, all_routes

CHANGING = [route for route in all_routes(tempfile.mkdtemp()) if route.method != "GET"]
OPEN = [route for route in CHANGING if PERMISSIONS[route.endpoint] is anyone]
MINE = [route for route in CHANGING if PERMISSIONS[route.endpoint].__name__ == "signed_in"]


def name(route: Route) -> str:
    return f"{route.method} {route.rule}"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
@pytest.mark.parametrize("route", MINE + OPEN, ids=name)
def test_a_request_from_another_page_is_refused(app: Flask, alice: Person, route: Route, site: str) -> None:
    response = alice.send(route.method, route.address(app), json={}, headers={"Sec-Fetch-Site": site})
    assert (response.status_code, response.json["code"]) == (403, "cross-site")


@pytest.mark.parametrize("route", MINE, ids=name)
@pytest.mark.parametrize("token", ["none", "", "A" * 43, "not base64url", None])
def test_a_request_without_this_sessions_token_is_refused(
    app: Flask, alice: Person, route: Route, token: str | None
) -> None:
    headers = {} if token is None else {"CB-CSRF": token}
    if token is None:
        alice.csrf = ""
    response = alice.send(route.method, route.address(app), json={}, headers=headers)
    assert (response.status_code, response.json["code"]) == (403, "cross-site")


@pytest.mark.parametrize("route", OPEN, ids=name)
def test_a_request_without_a_session_needs_the_header_all_the_same(app: Flask, nobody: Person, route: Route) -> None:
    response = nobody.send(route.method, route.address(app), json={}, headers={"CB-CSRF": ""})
    assert response.json["code"] == "cross-site"


def test_another_sessions_token_is_refused(alice: Person, mallory: Person) -> None:
    alice.csrf = mallory.csrf
    assert alice.delete("/session").json["code"] == "cross-site"
    alice.csrf = alice.get("/session").json["csrf"]
    assert alice.delete("/session").status_code == 204


def test_a_browser_that_does_not_say_where_from_still_needs_the_token(alice: Person) -> None:
    client, place = alice.client, {"base_url": "https://bridge.test"}
    assert client.delete("/api/session/share", **place).status_code == 403
    assert client.delete("/api/session/share", headers={"CB-CSRF": alice.csrf}, **place).status_code == 204


def test_a_form_cannot_speak_to_any_route(alice: Person) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert alice.post("/sessions/acknowledge", data="a=b", content_type=kind).json["code"] == "wrong-type"


@pytest.mark.parametrize("path", ["/", "/join", "/api/session", "/nothing", "/sw.js", "/manifest.webmanifest"])
def test_no_page_frames_ours_and_no_script_comes_from_elsewhere(alice: Person, path: str) -> None:
    headers = alice.client.get(path, base_url="https://bridge.test").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'", "style-src": "'self'",
        "img-src": "'self' blob:", "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'",
        "worker-src": "'self'", "media-src": "'self' blob:", "form-action": "'self'", "base-uri": "'none'",
        "object-src": "'none'", "frame-ancestors": "'none'", "require-trusted-types-for": "'script'",
        "trusted-types": "cb-worker",
    }  # fmt: skip
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_a_page_without_https_promises_none(alice: Person) -> None:
    assert "Strict-Transport-Security" not in alice.client.get("/", base_url="http://localhost").headers


def test_what_the_app_does_not_use_is_off(alice: Person) -> None:
    policy = dict(part.split("=", 1) for part in alice.client.get("/").headers["Permissions-Policy"].split(", "))
    assert policy["camera"] == policy["microphone"] == policy["publickey-credentials-get"] == "(self)"
    assert policy["screen-wake-lock"] == "(self)"  # while one speaks
    assert {policy[name] for name in ("geolocation", "payment", "usb", "display-capture", "clipboard-read")} == {"()"}


@pytest.mark.parametrize("path", ["/session", "/account", "/sessions", "/nothing"])
def test_data_is_never_stored_by_a_cache(alice: Person, path: str) -> None:
    assert alice.get(path).headers["Cache-Control"] == "no-store"
