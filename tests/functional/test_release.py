"""The one page and the files of the release."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from couplebridge import create_app
from couplebridge.release import read_release


@pytest.fixture
def static(tmp_path: Path) -> Path:
    files = {
        "css/app.css": '@import url("tokens.css");\n@import "base.css";\n@import url("absent.css");',
        "css/base.css": "/*base*/", "css/tokens.css": "/*tokens*/", "js/main.js": "main()", "js/sw.js": "serve()",
        "js/first-screen.json": json.dumps(["js/ui/app.js", "js/absent.js"]), "js/ui/app.js": "app()",
        "js/lock-screen.json": json.dumps(["js/ui/lock.js", "js/absent.js"]), "js/ui/lock.js": "lock()",
        "js/vendor/x.d.ts": "types", "js/.hidden.js": "hidden", "img/icon-192.png": "png", "notes.py": "python",
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / "static" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / path).write_text(text)
    return tmp_path / "static"


@pytest.fixture
def settings(static: Path, tmp_path: Path) -> dict[str, Any]:
    return {
        "DATA": tmp_path / "data",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/couplebridge.db",
        "STATIC": static,
        "REDIS_URL": None,
    }


@pytest.fixture
def client(settings: dict[str, Any]) -> FlaskClient:
    return create_app(settings).test_client()


def name_of(client: FlaskClient) -> str:
    return client.get("/api/release").json["release"]


def test_the_published_hashes_are_those_of_what_is_served(client: FlaskClient) -> None:
    shown = client.get("/api/release").json
    assert set(shown["files"]) == {
        "css/app.css", "css/base.css", "css/tokens.css", "css/joined/all.css", "js/main.js", "js/sw.js",
        "js/first-screen.json", "js/ui/app.js", "js/lock-screen.json", "js/ui/lock.js", "img/icon-192.png",
        "pages/en.json", "pages/es.json", "pages/de.json", "texts/es.json", "texts/de.json",
    }  # fmt: skip
    for path, digest in shown["files"].items():
        response = client.get(f"/s/{shown['release']}/{path}")
        assert hashlib.sha256(response.data).hexdigest() == digest
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in response.headers


def test_a_file_that_gets_smaller_by_it_travels_packed(static: Path, client: FlaskClient) -> None:
    (static / "js/long.js").write_text("say();\n" * 100)
    client = create_app({"DATA": static.parent, "SQLALCHEMY_DATABASE_URI": "sqlite://", "STATIC": static}).test_client()
    url = f"/s/{name_of(client)}/js/"
    whole = client.get(url + "long.js")
    packed = client.get(url + "long.js", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in whole.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == whole.data
    assert len(packed.data) < len(whole.data)
    assert {answer.headers["Vary"] for answer in (whole, packed)} == {"Accept-Encoding"}
    short = client.get(url + "main.js", headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in short.headers, short.data) == (False, b"main()")


def test_a_changed_file_makes_another_release(static: Path) -> None:
    before = read_release(static).name
    (static / "js/main.js").write_text("main();")
    assert read_release(static).name != before


def test_another_releases_address_is_not_answered(client: FlaskClient) -> None:
    assert client.get("/s/0123456789abcdef/js/main.js").json["code"] == "not-found"


@pytest.mark.parametrize(
    "path",
    ["notes.py", "js/.hidden.js", "js/vendor/x.d.ts", "../data/secrets.json", "%2e%2e/data/secrets.json", ""],
)
def test_nothing_but_the_files_of_the_release_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/s/{name_of(client)}/{path}").status_code in (404, 308)


def test_all_style_sheets_come_in_one_answer_in_their_order(client: FlaskClient) -> None:
    response = client.get(f"/s/{name_of(client)}/css/joined/all.css")
    assert (response.data, response.mimetype) == (b"/*tokens*//*base*/", "text/css")


def test_the_page_is_the_same_at_each_of_its_addresses_and_names_nothing(client: FlaskClient) -> None:
    pages = {client.get(path).data for path in ("/", "/join", "/add", "/join?x=1")}
    assert len(pages) == 1
    page, name = pages.pop().decode(), name_of(client)
    assert "<title>Bridge</title>" in page
    assert f'<script type="module" src="/s/{name}/js/main.js"></script>' in page
    assert f'<link rel="modulepreload" href="/s/{name}/js/ui/app.js">' in page
    assert "absent" not in page
    assert "noscript" in page
    assert "noindex" in page
    assert "style=" not in page
    assert "https://" not in page


def test_only_the_page_that_a_phone_keeps_names_the_files_of_the_lock(client: FlaskClient) -> None:
    lock = f'  <link rel="modulepreload" href="/s/{name_of(client)}/js/ui/lock.js">\n'
    kept = client.get("/?kept").get_data(as_text=True)
    assert lock in kept
    assert kept.replace(lock, "") == client.get("/").get_data(as_text=True)


def test_the_page_is_kept_by_no_cache_and_sets_no_cookie(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


def test_the_worker_changes_with_the_release_and_serves_the_whole_app(client: FlaskClient) -> None:
    response = client.get("/sw.js")
    assert response.get_data(as_text=True) == f'self.CB_RELEASE = "{name_of(client)}";\nserve()'
    assert (response.mimetype, response.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert response.headers["Service-Worker-Allowed"] == "/"


def test_the_manifest_has_a_neutral_short_name_and_this_releases_icons(client: FlaskClient) -> None:
    response = client.get("/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    shown = json.loads(response.data)
    assert (shown["id"], shown["name"], shown["short_name"]) == ("/", "CoupleBridge", "Bridge")
    assert [icon["src"] for icon in shown["icons"]] == [f"/s/{name_of(client)}/img/icon-192.png"]


def test_search_engines_are_asked_to_stay_away(client: FlaskClient) -> None:
    assert "Disallow: /" in client.get("/robots.txt").get_data(as_text=True)
    assert "noindex" in client.get("/").headers["X-Robots-Tag"]


def test_whoever_serves_many_may_let_the_public_pages_be_found_and_nothing_else(settings: dict[str, Any]) -> None:
    client = create_app({**settings, "FINDABLE": True}).test_client()
    assert "Disallow: /api/" in client.get("/robots.txt").get_data(as_text=True)
    for path in ("/", "/read/1"):
        page = client.get(path)
        assert ("X-Robots-Tag" in page.headers, b"noindex" in page.data) == (False, False)
    for path in ("/api/release", "/sw.js", "/api/session"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_folder_without_a_worker_has_none(static: Path, tmp_path: Path) -> None:
    (static / "js/sw.js").unlink()
    (static / "js/first-screen.json").unlink()
    (static / "css/app.css").unlink()
    settings = {
        "DATA": tmp_path,
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/couplebridge.db",
        "STATIC": static,
        "REDIS_URL": None,
    }
    app: Flask = create_app(settings)
    assert app.test_client().get("/sw.js").status_code == 404
    assert app.test_client().get("/").status_code == 200


def test_health_answers_nothing_but_that_it_is_well(client: FlaskClient) -> None:
    assert (client.get("/api/health").status_code, client.get("/api/health").data) == (204, b"")
