"""The server speaks the language that a browser asks for, the same to everybody, and no other thing changes with it."""

from __future__ import annotations

import json
import re
import secrets

import pytest
from flask import Flask
from flask.testing import FlaskClient

from couplebridge.catalogues import languages
from couplebridge.views.errors import PROBLEMS, TITLES
from tests.support.people import Person

WORDS = {
    "de": ("Hier ist nichts.", "Ein privates Tagebuch"),
    "en": ("There is nothing here.", "A private journal"),
    "es": ("Aquí no hay nada.", "Un diario privado"),
}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("de-AT,de;q=0.9", "de"),
        ("es-MX", "es"),
        ("fr,es;q=0.5,en;q=0.1", "es"),
        ("fr", "en"),
        ("", "en"),
        ("x" * 300, "en"),
    ],
)
def test_every_page_and_every_error_follows_the_browser(client: FlaskClient, asked: str, language: str) -> None:
    error, description = WORDS[language]
    missing = client.get("/api/nothing-like-it", headers={"Accept-Language": asked})
    assert (missing.json["code"], missing.json["detail"]) == ("not-found", error)
    shell = client.get("/", headers={"Accept-Language": asked})
    page = shell.get_data(as_text=True)
    assert f'<html lang="{language}" dir="ltr">' in page
    assert f'name="description" content="{description}' in page
    assert ("texts/" in page) == (language != "en"), "English stands in the code"
    manifest = client.get("/manifest.webmanifest", headers={"Accept-Language": asked})
    shown = json.loads(manifest.data)
    assert (shown["lang"], shown["name"], shown["short_name"]) == (language, "CoupleBridge", "Bridge")
    assert shown["description"].startswith(description)
    for answer in (missing, shell, manifest):
        assert answer.headers["Content-Language"] == language
        assert "Accept-Language" in answer.headers["Vary"]


def test_the_page_names_every_language_and_asks_for_its_words_beforehand(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "es"}).get_data(as_text=True)
    assert f'<meta name="couplebridge-languages" content="{" ".join(languages())}">' in page
    found = re.search(r'<link rel="preload" href="(/s/\w+/texts/es\.json)" as="fetch" crossorigin>', page)
    assert found
    words = client.get(found[1])
    assert (words.status_code, words.json["language"], words.json["texts"]["Today"]) == (200, "es", "Hoy")


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_error_is_translated_and_its_code_stays(app: Flask, language: str) -> None:
    from couplebridge.views.errors import problem

    with app.test_request_context(headers={"Accept-Language": language}):
        for code, (status, english) in PROBLEMS.items():
            document = json.loads(problem(code).data)
            assert (document["code"], document["status"]) == (code, status)
            assert document["detail"] != english
            assert document["title"] != TITLES[status]


def test_every_status_of_an_error_has_a_title() -> None:
    assert {status for status, _ in PROBLEMS.values()} == TITLES.keys()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_who_exists_is_not_told_in_any_language(alice: Person, nobody: Person, language: str) -> None:
    """S1: known and unknown get the same text and size."""

    def ask(find: bytes) -> tuple[int, bytes, list[tuple[str, str]]]:
        body = {"find": find, "slot_type": 1, "auth": secrets.token_bytes(32), "label": "x", "device_token": None}
        answer = nobody.post("/sign-in/finish", body, headers={"Accept-Language": language})
        return answer.status_code, answer.data, list(answer.headers)

    known, unknown = ask(alice.find), ask(secrets.token_bytes(16))
    assert known == unknown
    assert known[0] == 401
