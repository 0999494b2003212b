"""The words around a page are in the reader's language, also where the page itself is in English only."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge.catalogues import languages, read_catalogue
from couplebridge.services.good_to_know import LANGUAGES, read_shelves
from couplebridge.services.page_words import page_words
from tests.support.pseudo import BEGIN, END, MIRRORED, make
from tests.support.two_phones import on_sqlite

VOID = {"meta", "link", "img", "path", "input", "br"}
READ_ALOUD = ("aria-label", "title", "alt", "data-nothing")
SAFETY = next(page.number for page in read_shelves()["en"].pages if page.id == "safety")


@pytest.fixture
def database(tmp_path: Path) -> dict[str, Any]:
    """A server that speaks a language of which there are no pages."""
    return {**on_sqlite(tmp_path), "TRANSLATIONS": make(tmp_path / "translations")}


class Heard(HTMLParser):
    """What a document says in the language of the whole, and what in another."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.page: dict[str, str | None] = {}
        self.own: list[str] = []
        self.other: dict[str | None, list[str]] = {}
        self._langs: list[str | None] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.page = said
        here = said.get("lang") or (self._langs[-1] if self._langs else None)
        if tag not in VOID:
            self._langs.append(here)
        for name in READ_ALOUD:
            self._hear(said.get(name) or "", here)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._langs.pop()

    def handle_data(self, data: str) -> None:
        self._hear(data, self._langs[-1] if self._langs else None)

    def _hear(self, text: str, lang: str | None) -> None:
        if text.strip():
            (self.own if lang == self.page.get("lang") else self.other.setdefault(lang, [])).append(text.strip())


def heard(app: Flask, address: str) -> Heard:
    response = app.test_client().get(address, headers={"Accept-Language": MIRRORED})
    assert response.headers["Content-Language"] == MIRRORED
    return Heard(response.text)


@pytest.mark.parametrize("address", ["/read", "/read/7", "/read/99", "/nothing"])
def test_every_word_around_a_page_is_from_the_catalogues_and_runs_as_its_language_does(
    app: Flask, address: str
) -> None:
    page = heard(app, address)
    assert (page.page["lang"], page.page["dir"]) == (MIRRORED, "rtl")
    assert page.own[0] == "Bridge"
    names = {each.name for each in languages(app.config["TRANSLATIONS"]).values()}
    assert [each for each in page.own[1:] if each not in names and not (each[0] == BEGIN and each[-1] == END)] == []
    assert len(page.own) > 1


def test_the_page_itself_says_that_it_is_in_english(app: Flask) -> None:
    english = read_shelves()["en"].pages[6]
    said = heard(app, f"/read/{english.number}").other["en"]
    assert {english.title, english.summary, english.step} <= set(said)
    assert '<article class="prose" lang="en" dir="ltr">' in app.test_client().get("/read/7?lang=ar").text


def test_whom_to_call_is_said_in_the_language_around_the_page(app: Flask) -> None:
    text = app.test_client().get(f"/read/{SAFETY}?lang={MIRRORED}").text
    assert f'" lang="{MIRRORED}" dir="rtl">' in text
    assert text.count(BEGIN) > 10


def test_the_list_of_languages_has_those_of_the_pages_and_the_one_that_is_read(app: Flask) -> None:
    text = app.test_client().get(f"/read?lang={MIRRORED}").text
    assert [code for code in languages() if f'hreflang="{code}"' in text] == ["en"]
    assert f'hreflang="{MIRRORED}" aria-current="true"' in text
    assert 'hreflang="fr"' not in text


def test_a_page_in_the_language_of_its_reader_says_no_second_time_which(app: Flask) -> None:
    assert '<article class="prose">' in app.test_client().get("/read/7?lang=en").text


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_words_of_a_shelf_are_those_of_the_catalogue(language: str) -> None:
    catalogue = read_catalogue(language)
    words, english = read_shelves()[language].words, page_words(str)
    assert words["skip"] == catalogue[english["skip"]].string != english["skip"]
    assert words["groups"]["talk"] == catalogue[english["groups"]["talk"]].string
    assert words.keys() == english.keys()


def test_the_languages_of_the_pages_are_those_of_the_product_with_a_folder() -> None:
    folder = Path(__file__).parents[2] / "couplebridge/pages"
    assert set(LANGUAGES) == {path.name for path in folder.iterdir() if path.is_dir()} <= set(languages())
    assert next(iter(LANGUAGES)) == "en"
