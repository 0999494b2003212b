"""The pages of "Good to know": the same for everybody, read once, in every language whole or not at all."""

from __future__ import annotations

import functools
import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from couplebridge.catalogues import Language, languages, translations
from couplebridge.services.page_file import PageWrongError, read_page_file
from couplebridge.services.page_text import Block, blocks_of, pages_linked
from couplebridge.services.page_words import page_words

FOLDER = Path(__file__).resolve().parent.parent / "pages"
# of the languages of the product those with a folder of pages; the first one is for whoever speaks none of them
LANGUAGES: dict[str, Language] = {code: each for code, each in languages().items() if (FOLDER / code).is_dir()}


@dataclass(frozen=True)
class Page:
    """One page in one language. `number` is its address, which says nothing of what it is about (safety.md, P5).

    `path` is whose path its small step is for: "ours", "own", or "" where it had better stand on none.
    """

    id: str
    number: int
    group: str
    path: str
    stage: str
    title: str
    summary: str
    step: str
    blocks: list[Block]
    sources: list[str]
    related: list[str]


@dataclass(frozen=True)
class Shelf:
    """All pages of one language, in their order, and the words that stand around them."""

    language: str
    words: dict[str, Any]
    pages: list[Page]

    def page(self, wanted: str) -> Page:
        """The page with this id."""
        return next(page for page in self.pages if page.id == wanted)


@functools.cache
def read_shelves(folder: Path = FOLDER) -> dict[str, Shelf]:
    """Every language's shelf. Raises PageWrongError for a page that is missing, or names what does not exist."""
    plan = tomllib.loads((folder / "pages.toml").read_text("utf-8"))
    return {language: _shelf(folder / language, plan) for language in LANGUAGES}


def bundles() -> dict[str, bytes]:
    """What the app shows: one file of the release a language, so that no request tells what is read (I4)."""
    return {f"pages/{language}.json": _bundle(shelf) for language, shelf in read_shelves().items()}


def _bundle(shelf: Shelf) -> bytes:
    document = asdict(shelf)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _shelf(folder: Path, plan: dict[str, Any]) -> Shelf:
    words = page_words(translations(folder.name).gettext)
    pages = [_page(folder, entry, plan["sources"]) for entry in plan["page"]]
    ids, files = {page.id for page in pages}, {path.stem for path in folder.glob("*.md")}
    if ids != files or len({page.number for page in pages}) != len(pages):
        raise PageWrongError(
            f"pages/{folder.name} and pages.toml do not name the same pages, each with its own number."
        )
    for page in pages:
        absent = {*page.related, *pages_linked(page.blocks)} - ids
        if absent or page.group not in words["groups"]:
            raise PageWrongError(
                f"pages/{folder.name}/{page.id}.md leads to {absent or page.group}, which is not there."
            )
    return Shelf(folder.name, words, pages)


def _page(folder: Path, entry: dict[str, Any], sources: dict[str, str]) -> Page:
    file = read_page_file(folder / f"{entry['id']}.md")
    unknown = set(entry["sources"]) - sources.keys()
    if unknown:
        raise PageWrongError(f"{entry['id']} in pages.toml names {unknown}, which is no source.")
    return Page(
        id=entry["id"], number=entry["number"], group=entry["group"], path=entry["path"],
        stage=entry["stage"], title=file.title, summary=file.summary, step=file.step,
        blocks=blocks_of(file.markdown), sources=[sources[each] for each in entry["sources"]], related=entry["related"],
    )  # fmt: skip
