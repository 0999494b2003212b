"""Good to know (product.md, "Normalise therapy"): short honest pages, for everybody, in three languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from couplebridge import views
from couplebridge.release import current_release
from couplebridge.services.good_to_know import LANGUAGES, Page, read_shelves

SHELVES = read_shelves()
PAGES = [(language, page) for language, shelf in SHELVES.items() for page in shelf.pages]
ADDRESSES = ["/read", *(f"/read/{page.number}" for page in SHELVES["en"].pages)]
NAMES = [f"{language} {page.id}" for language, page in PAGES]


class Html(HTMLParser):
    """The tags of a document with what is said of each, and its text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str, attribute: str) -> list[str]:
        return [said[attribute] or "" for name, said in self.tags if name == tag and attribute in said]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def read(client: FlaskClient, address: str, language: str = "en") -> Html:
    response = client.get(address, query_string={"lang": language})
    assert response.status_code == 200
    return Html(response.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language_with_all_its_parts(client: FlaskClient, language: str) -> None:
    for page in SHELVES[language].pages:
        shown = read(client, f"/read/{page.number}", language)
        text = re.sub(r"\s+", " ", " ".join(shown.text))
        for part in (page.title, page.summary, page.step, *page.sources):
            assert part in text
        for related in page.related:
            assert SHELVES[language].page(related).title in text
        assert shown.all("html", "lang") == [language]
        assert [tag for tag, _ in shown.tags].count("h1") == 1


def test_there_are_some_fifteen_pages_and_each_has_sources_neighbours_and_a_step() -> None:
    assert 15 <= len(SHELVES["en"].pages) <= 20
    for _, page in PAGES:
        assert page.sources
        assert len(page.related) >= 2
        assert page.id not in page.related
        assert (page.path, page.stage) == ("", "") or (page.path in ("ours", "own") and page.stage)


def test_the_step_of_a_page_that_could_betray_somebody_is_never_put_on_a_path() -> None:
    assert {page.id for _, page in PAGES if not page.path} == {"leaving", "safety"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_page(client: FlaskClient, language: str) -> None:
    links = read(client, "/read", language).all("a", "href")
    assert [link for link in links if link.startswith("/read/")] == [
        f"/read/{page.number}?lang={language}" for page in SHELVES[language].pages
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_leads_to_something_and_nothing_leads_away(client: FlaskClient, address: str) -> None:
    for language in LANGUAGES:
        document = read(client, address, language)
        addresses = [*document.all("a", "href"), *document.all("link", "href"), *document.all("script", "src")]
        for link in addresses:
            if not link.startswith(("tel:", "#")):
                assert link.startswith("/"), link
                assert client.get(link).status_code == 200, link
        assert "://" not in "".join(document.text)


def test_hide_now_and_the_other_languages_are_on_every_page(client: FlaskClient) -> None:
    for language in LANGUAGES:
        for address in ADDRESSES:
            links = read(client, address, language).all("a", "href")
            assert f"/nothing?lang={language}" in links
            assert {f"{address}?lang={other}" for other in LANGUAGES} <= set(links)
            assert "/" in links


def test_hide_now_leads_to_a_page_that_says_nothing(client: FlaskClient) -> None:
    shown = read(client, "/nothing", "de")
    assert " ".join("".join(shown.text).split()) == "Bridge Hier ist nichts."
    assert shown.all("script", "src") == []


def test_p5_neither_title_nor_address_says_what_a_page_is_about(client: FlaskClient) -> None:
    for address in [*ADDRESSES, "/nothing"]:
        assert "<title>Bridge</title>" in client.get(address).text
        assert re.fullmatch(r"/read(/\d+)?|/nothing", address)


def test_nothing_on_a_page_is_inline(client: FlaskClient) -> None:
    for address in ADDRESSES:
        document = client.get(address).text
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", document)
        assert re.findall(r"<script[^>]*>(.*?)</script>", document, re.DOTALL) == [""]


def test_the_headers_are_those_of_a_public_page(client: FlaskClient) -> None:
    first = client.get("/read/5?lang=es")
    headers = first.headers
    assert (headers["Content-Language"], headers["Cache-Control"]) == ("es", "no-cache")
    assert headers["Vary"] == "Accept-Language"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert (headers["Referrer-Policy"], headers["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "Set-Cookie" not in headers
    again = client.get("/read/5?lang=es", headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/read/5?lang=de", headers={"If-None-Match": headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("asked", "wanted", "got"),
    [("", "de-AT,de;q=0.9,en;q=0.5", "de"), ("", "es-MX", "es"), ("", "fr,pt", "en"), ("", "", "en"),
     ("?lang=de", "es", "de"), ("?lang=xx", "es", "es"), ("?lang=", "de", "de")],
)  # fmt: skip
def test_the_language_is_the_chosen_one_or_the_browsers(client: FlaskClient, asked: str, wanted: str, got: str) -> None:
    response = client.get(f"/read/1{asked}", headers={"Accept-Language": wanted})
    assert response.headers["Content-Language"] == got
    assert Html(response.text).all("html", "lang") == [got]


@pytest.mark.parametrize("address", ["/read/0", "/read/99", "/read/01", "/read/cost", "/read/%3Cb%3E"])
def test_a_page_that_does_not_exist_is_said_kindly_with_the_list_of_those_that_do(
    client: FlaskClient, address: str
) -> None:
    response = client.get(address, headers={"Accept-Language": "es"})
    assert response.status_code == 404
    assert "Esa página no existe. Estas son todas." in response.text
    assert '/read/1?lang=es"' in response.text
    assert "cost" not in response.text
    assert "ETag" not in response.headers


def test_the_safety_page_has_the_people_to_talk_to(client: FlaskClient, app: Flask) -> None:
    number = SHELVES["de"].page("safety").number
    shown = read(client, f"/read/{number}", "de")
    with app.app_context():
        lines = json.loads(current_release().contents["data/help-lines.json"])["lines"]
    assert len([link for link in shown.all("a", "href") if link.startswith("tel:")]) == len(lines)
    assert "Schottland · von uns noch nicht geprüft" in " ".join(shown.text)


def test_i4_all_pages_of_a_language_are_one_small_file_of_the_release(client: FlaskClient) -> None:
    release = client.get("/api/release").json
    for language in LANGUAGES:
        response = client.get(f"/s/{release['release']}/pages/{language}.json", headers={"Accept-Encoding": "gzip"})
        assert len(response.data) < 16_000
        shelf = client.get(f"/s/{release['release']}/pages/{language}.json").json
        assert [page["id"] for page in shelf["pages"]] == [page.id for page in SHELVES[language].pages]
        assert list(shelf["words"]["groups"]) == list(dict.fromkeys(page["group"] for page in shelf["pages"]))


def test_both_ways_to_read_a_page_say_the_same(client: FlaskClient) -> None:
    release = client.get("/api/release").json["release"]
    shelf = client.get(f"/s/{release}/pages/en.json").json
    for page in shelf["pages"]:
        text = re.sub(r"\s+", " ", "".join(read(client, f"/read/{page['number']}").text))
        for block in page["blocks"]:
            for line in block.get("items") or [block.get("words", [])]:
                assert "".join(part if isinstance(part, str) else part["words"] for part in line) in text


def words_of(page: Page) -> str:
    """What a page says, a sentence or a point of a list in a line."""
    lines = [page.title, page.summary, page.step]
    for block in page.blocks:
        for line in block.get("items") or [block.get("words", [])]:
            lines.append("".join(part if isinstance(part, str) else part["words"] for part in line))
    return "\n".join(line if line.endswith((".", "?", ":", "…")) else f"{line}." for line in lines if line)


def test_r1_whatever_stands_in_a_page_is_shown_as_text(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    shelf = SHELVES["en"]
    page = replace(shelf.pages[0], blocks=[{"kind": "p", "words": [hostile]}], title=hostile, step=hostile)
    told = dict(SHELVES) | {"en": replace(shelf, pages=[page, *shelf.pages[1:]])}
    monkeypatch.setattr(views.good_to_know, "read_shelves", lambda: told)
    views.good_to_know.init_app(app)
    shown = read(app.test_client(), f"/read/{page.number}")
    assert [tag for tag, _ in shown.tags if tag == "img"] == []
    assert "".join(shown.text).count(hostile) == 3
