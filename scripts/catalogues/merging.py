"""The catalogues on the disk: renewed from the texts that were found, and what is missing in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from couplebridge.catalogues import FILE, FOLDER, SOURCE, languages, plural_header, read_catalogue
from scripts.catalogues.finding import Texts

TEMPLATE = "messages.pot"
HEADER = "# Texts of CoupleBridge. Made by ./run catalogues; the translations are written by hand.\n#"
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s|%\w|</?\w+>")
# the same at any time: a catalogue changes only where a text does
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def template(texts: Texts) -> Catalog:
    """All texts without a translation, in the order of the files they stand in."""
    made = Catalog(header_comment=HEADER, creation_date=_NO_TIME, revision_date=_NO_TIME, fuzzy=False)
    for text, places in sorted(texts.items(), key=lambda each: (each[1][0][0], each[1][0][1])):
        # without the numbers of the lines, which would change with every edit
        files = list(dict.fromkeys(file for file, _line in places))
        made.add(text, locations=[(file, None) for file in files])
    return made


def merged(language: str, texts: Texts, folder: Path = FOLDER) -> Catalog:
    """The catalogue of a language with exactly these texts: what is no longer said goes, nothing is guessed."""
    before = read_catalogue(language, folder) if (folder / language / FILE).exists() else Catalog()
    catalogue = template(texts)
    catalogue.locale = language
    catalogue.mime_headers = [("Plural-Forms", plural_header(language))]
    for message in catalogue:
        known = before.get(message.id) if message.id else None
        if known is not None and _is_kin(known, message):
            message.string = known.string
    return catalogue


def write(catalogue: Catalog, path: Path) -> bool:
    """Keep it. Whether anything changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before, made = path.read_bytes() if path.exists() else b"", written(catalogue)
    path.write_bytes(made)
    return made != before


def written(catalogue: Catalog) -> bytes:
    """It as a file."""
    out = BytesIO()
    write_po(out, catalogue, width=110)
    return out.getvalue()


def renew(texts: Texts, folder: Path = FOLDER, new: str | None = None) -> list[str]:
    """Write the template and every catalogue; give the names of those that changed."""
    codes = [code for code in languages(folder) if code != SOURCE]
    files = {folder / TEMPLATE: template(texts)}
    files |= {folder / code / FILE: merged(code, texts, folder) for code in {*codes, *([new] if new else [])}}
    return [path.relative_to(folder).as_posix() for path, catalogue in files.items() if write(catalogue, path)]


def missing(language: str, texts: Texts, folder: Path = FOLDER) -> Iterator[str]:
    """A line for each text that is not whole in a language: absent, unsure, obsolete, or with other places."""
    catalogue = read_catalogue(language, folder)
    for text in texts:
        key = text if isinstance(text, str) else text[0]
        message = catalogue.get(key)
        forms = [] if message is None else [message.string] if isinstance(message.string, str) else list(message.string)
        if not forms or not all(forms) or isinstance(text, str) != isinstance(message.id, str):
            yield f"{language}: not translated: {key}"
        elif message.fuzzy:
            yield f"{language}: fuzzy: {key}"
        else:
            yield from (
                f"{language}: other places than in English: {key} → {each}" for each in forms if not _fits(text, each)
            )
    known = {text if isinstance(text, str) else text[0] for text in texts}
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id]
    yield from (f"{language}: said nowhere any more: {key}" for key in ids if key not in known)
    yield from (f"{language}: obsolete: {key}" for key in catalogue.obsolete)


def _is_kin(one: Message, other: Message) -> bool:
    return isinstance(one.id, str) == isinstance(other.id, str) and bool(one.string)


def _fits(text: str | tuple[str, str], form: str) -> bool:
    """The same places; the form for one alone may leave the number out."""
    english = [text] if isinstance(text, str) else list(text)
    wanted = [sorted(PLACE.findall(each)) for each in english]
    found = sorted(PLACE.findall(form))
    return found in wanted or (len(english) > 1 and sorted([*found, "{n}"]) in wanted)
