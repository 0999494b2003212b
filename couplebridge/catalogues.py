"""The words of the product: one gettext catalogue a language, read from its .po file; English stands in the code.

Owns which languages there are. Nothing is compiled beforehand, so a language is one file and none can be stale
(docs/decisions/0007-languages.md). Knows no Flask: the command line and the page for the local network speak too.
"""

from __future__ import annotations

import functools
import io
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, core, default_locale, localedata
from babel.core import negotiate_locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.plural import to_gettext
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent / "translations"
FILE = Path("LC_MESSAGES") / "messages.po"
SOURCE = "en"
BROWSER = "static/js/"
# the order in which Babel counts the forms of a plural
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True)
class Language:
    """One that the product speaks: its tag, its name for itself, and the direction of its writing."""

    code: str
    name: str
    direction: str


def marked(text: str) -> str:
    """The text as it is. So written, it is found for the catalogues where it stands before its reader is known."""
    return text


@functools.cache
def read_early() -> None:
    """Read what a server says of its languages, and let go of what Babel holds for it; it reads that again when asked.

    Before anything else is loaded, which then takes the room: ten megabytes that nobody asks for a second time.
    """
    browser_files(FOLDER)
    localedata._cache.clear()
    core._global_data = None


def languages(folder: Path = FOLDER) -> dict[str, Language]:
    """All that have a catalogue in this folder, and English first, which needs none."""
    return _languages(folder)


@functools.cache
def _languages(folder: Path) -> dict[str, Language]:
    # apart, because a cache takes a folder that is named and the same one by default for two
    found = sorted(path.parents[1].name for path in folder.glob(f"*/{FILE}"))
    return {code: _language(code) for code in [SOURCE, *found]}


def read_catalogue(language: str, folder: Path = FOLDER) -> Catalog:
    """The catalogue of a language as it is on the disk."""
    with (folder / language / FILE).open("rb") as file:
        return read_po(file, locale=language)


def translations(language: str, folder: Path = FOLDER) -> NullTranslations:
    """What gettext needs to speak a language; English, for one that has no catalogue."""
    if language == SOURCE or language not in languages(folder):
        return NullTranslations()
    return _spoken(language, folder)[0]


@functools.cache
def browser_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """What the app asks for: one file of the release a language, with the texts that the browser's code names."""
    return {f"texts/{code}.json": _spoken(code, folder)[1] for code in languages(folder) if code != SOURCE}


def language_here(folder: Path = FOLDER) -> str:
    """The language of this terminal, where the product speaks it."""
    names = [os.environ.get("LANGUAGE", "").split(":")[0], default_locale("LC_MESSAGES") or ""]
    return negotiate_locale([name for name in names if name], list(languages(folder))) or SOURCE


def plural_header(language: str) -> str:
    """The `Plural-Forms` line of a language, by the rules of Unicode that `Intl.PluralRules` follows too."""
    # e is the exponent of a number in compact writing, which no count of ours has
    return re.sub(r"\be\b", "0", to_gettext(Locale.parse(language).plural_form))


def categories(language: str) -> list[str]:
    """The names that Intl gives to the forms of a plural, in the order of the catalogue."""
    tags = {*Locale.parse(language).plural_form.tags, "other"}
    return [category for category in _CATEGORIES if category in tags]


def is_for_browser(message: Message) -> bool:
    """Whether the browser's code says it."""
    return any(path.startswith(BROWSER) for path, _line in message.locations)


def _language(code: str) -> Language:
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"{code} in {FOLDER.name}/ is no language that Unicode knows.") from None
    name = locale.get_display_name() or code
    return Language(code, name[0].upper() + name[1:], locale.text_direction)


@functools.cache
def _spoken(code: str, folder: Path) -> tuple[Translations, bytes]:
    """What the server and what the browser says in a language: of one reading, which is what takes time and room."""
    catalogue, compiled = read_catalogue(code, folder), io.BytesIO()
    write_mo(compiled, catalogue)
    return Translations(io.BytesIO(compiled.getvalue())), _browser_file(languages(folder)[code], catalogue)


def _browser_file(language: Language, catalogue: Catalog) -> bytes:
    names = categories(language.code)
    texts: dict[str, Any] = {}
    for message in catalogue:
        if not message.id or not message.string or message.fuzzy or not is_for_browser(message):
            continue
        if isinstance(message.id, str):
            texts[message.id] = message.string
        else:
            texts[message.id[0]] = dict(zip(names, message.string or (), strict=True))
    document = {"language": language.code, "dir": language.direction, "texts": texts}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
