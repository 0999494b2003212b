"""In which language an answer speaks: the first that the browser asks for and that there is a catalogue of.

Never: depends on who asks, on an account or a cookie. All are refused in the same words (S1, M5).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.support import NullTranslations
from flask import Response, current_app, request
from flask_babel import Babel, Domain

from couplebridge.catalogues import FOLDER, SOURCE, Language, languages, translations

if TYPE_CHECKING:
    from flask import Flask

EXTENSION = "couplebridge.languages"


class Catalogues(Domain):  # type: ignore[misc]  # it has no types
    """The catalogues as they are in their .po files, instead of compiled ones on the disk."""

    def get_translations(self) -> NullTranslations:
        """Those of the language of this request."""
        return translations(chosen(), folder(current_app))


def init_app(app: Flask) -> None:
    """Have every template and answer speak it."""
    app.extensions[EXTENSION] = languages(folder(app))
    Babel(app, default_locale=SOURCE, locale_selector=chosen).domain_instance = Catalogues()


def folder(app: Flask) -> Path:
    """Where the catalogues are; a test has its own."""
    return Path(app.config.get("TRANSLATIONS", FOLDER))


def offered() -> dict[str, Language]:
    """The languages of this server, English first."""
    known: dict[str, Language] = current_app.extensions[EXTENSION]
    return known


def chosen() -> str:
    """The tag of the language of this request."""
    return request.accept_languages.best_match(offered(), default=SOURCE) or SOURCE


def spoken(response: Response) -> Response:
    """Say of an answer in which language it is, and that there are others."""
    response.headers["Content-Language"] = chosen()
    response.vary.add("Accept-Language")
    return response
