"""The pages of "Good to know" for whoever has no app open: public, small, the same for everybody, without a script.

An address has a number and the title is the app's: history and tab list do not say what was read (safety.md, P5).
A language without pages of its own has English ones, with the words around them in that language.
Where the app is on the phone, its service worker answers these addresses with the app, which shows the same pages.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, request
from werkzeug import Response as AnyResponse

from couplebridge.catalogues import SOURCE, Language, translations
from couplebridge.services.good_to_know import LANGUAGES, Shelf, read_shelves
from couplebridge.services.help_lines import help_lines
from couplebridge.services.page_words import page_words
from couplebridge.views.languages import folder, offered
from couplebridge.views.web_manifest import PAPER_DAY, PAPER_NIGHT

if TYPE_CHECKING:
    from flask import Flask

bp = Blueprint("good_to_know", __name__)
INDEX, NOTHING, ABSENT = "/read", "/nothing", "absent"
HELP_LINES = "data/help-lines.json"


@dataclass(frozen=True)
class Sheet:
    """One rendered page, and its ETag."""

    body: bytes
    mark: str


def init_app(app: Flask) -> None:
    """Render the pages of a language once, when the first of them is asked for: nothing in them depends on who asks."""
    shelves = read_shelves()
    app.extensions["couplebridge.good_to_know"] = functools.cache(
        lambda language: _sheets(app, language, shelves.get(language.code, shelves[SOURCE]))
    )


@bp.get("/read")
@bp.get("/read/<page>")
@bp.get("/nothing")
def show(**_address: str) -> AnyResponse:
    """The list of the pages, one of them, or the empty page to which "Hide now" leads."""
    language = _language()
    sheets: dict[str, Sheet] = current_app.extensions["couplebridge.good_to_know"](offered()[language])
    is_there = request.path in sheets
    sheet = sheets[request.path if is_there else ABSENT]
    response = Response(sheet.body, mimetype="text/html", status=200 if is_there else 404)
    response.headers.update({"Content-Language": language, "Cache-Control": "no-cache", "Vary": "Accept-Language"})
    if not is_there:
        return response
    response.set_etag(sheet.mark)
    return response.make_conditional(request)


def _language() -> str:
    """The one that was chosen; else what the browser asks for; else the first."""
    chosen = request.args.get("lang", "")
    return chosen if chosen in offered() else request.accept_languages.best_match(offered(), default=SOURCE) or SOURCE


def _sheets(app: Flask, language: Language, shelf: Shelf) -> dict[str, Sheet]:
    release = app.extensions["couplebridge.release"]
    words = page_words(translations(language.code, folder(app)).gettext)
    listed = {code: each for code, each in offered().items() if code in LANGUAGES or code == language.code}
    lines = help_lines(release.contents.get(HELP_LINES, b'{"lines": []}'), language.code, words)
    is_other = shelf.language != language.code
    common = {
        "shelf": shelf, "words": words, "language": language, "languages": listed,
        "written": _said_of(LANGUAGES[shelf.language]) if is_other else {},
        "spoken": _said_of(language) if is_other else {}, "base": f"/s/{release.name}/",
        "paper_day": PAPER_DAY, "paper_night": PAPER_NIGHT, "help_lines": lines, "numbers": _numbers(shelf),
    }  # fmt: skip

    def sheet(template: str, address: str, **more: Any) -> Sheet:
        page = app.jinja_env.get_template(f"good_to_know/{template}.html")
        body = page.render(**common, address=address, **more).encode()
        return Sheet(body, hashlib.sha256(body).hexdigest()[:32])

    pages = {f"{INDEX}/{page.number}": page for page in shelf.pages}
    return {
        INDEX: sheet("index", INDEX),
        ABSENT: sheet("index", INDEX, is_absent=True),
        NOTHING: sheet("nothing", NOTHING),
        **{address: sheet("page", address, page=page) for address, page in pages.items()},
    }


def _said_of(language: Language) -> dict[str, str]:
    """For whoever reads aloud, where a page is in another language than the words around it."""
    return {"lang": language.code, "dir": language.direction}


def _numbers(shelf: Shelf) -> dict[str, int]:
    return {page.id: page.number for page in shelf.pages}
