"""The texts of the templates: {{ _("…") }} and {% trans %}; and words of a page that stand in neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.extract import extract
from jinja2 import Environment

SHOWN = {"alt", "aria-label", "placeholder", "title"}
LETTERS = re.compile(r"[^\W\d_]{2}")
# the same in every language
NAMES = {"Bridge"}
_TEMPLATES = {"trimmed": "true", "silent": "false"}
_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

Row = tuple[str, int, "str | tuple[str, str]", str]


def look(root: Path) -> Iterator[Row]:
    """(file, line, text, "") for each text, (file, line, "", what is wrong) for each that is outside."""
    for path in sorted((root / "templates").rglob("*.html")):
        name = path.relative_to(root).as_posix()
        with path.open("rb") as file:
            for line, text, *_ in extract("jinja2.ext:babel_extract", file, options=_TEMPLATES):
                yield name, line, tuple(text[:2]) if isinstance(text, tuple) else text, ""
        for line, text in _outside(path.read_text("utf-8")):
            yield name, line, "", f"“{text}” stands outside the catalogues. Put it into _() or {{% trans %}}."


def _outside(source: str) -> Iterator[tuple[int, str]]:
    parser = _Words()
    parser.feed(_without_jinja(source))
    yield from parser.found


def _without_jinja(source: str) -> str:
    """The page alone, line by line: what Jinja fills in is blank, and so are the texts of {% trans %}."""
    kept, is_text, is_code = [], False, False
    for _line, kind, value in _ENVIRONMENT.lex(source):
        if kind in ("block_begin", "variable_begin", "comment_begin"):
            is_code = True
        if kind == "name" and value in ("trans", "endtrans"):
            is_text = value == "trans"
        kept.append(value if not is_code and not is_text else re.sub(r"[^\n]", "", value))
        if kind in ("block_end", "variable_end", "comment_end"):
            is_code = False
    return "".join(kept)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        shown = [said.get(name) for name in SHOWN]
        if tag == "meta" and said.get("name") in ("description", "application-name", "apple-mobile-web-app-title"):
            shown.append(said.get("content"))
        for value in shown:
            self._check(value or "")

    def handle_data(self, data: str) -> None:
        self._check(data)

    def _check(self, text: str) -> None:
        if LETTERS.search(text) and text.strip() not in NAMES:
            self.found.append((self.getpos()[0], " ".join(text.split())))
