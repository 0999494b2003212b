"""Languages that nobody speaks, made of the English texts: what stands outside of the catalogues shows, and so does
what has too little room. They have the tags of real ones, so that Intl and Babel know their plurals and directions."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from couplebridge.catalogues import FILE, FOLDER, categories
from scripts.catalogues import merging
from scripts.catalogues.finding import Texts

# accented and forty percent longer, and one of Arabic letters, from right to left
ACCENTED, MIRRORED = "fr", "ar"
BEGIN, END = "⟦", "⟧"
_PLACES = re.compile(r"(\{\w+\}|%\(\w+\)s|</?\w+>|&\w+;)")
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = {
    ACCENTED: "àƀçđéƒğĥîĵķļɱñôþɋřšţûṽŵẋýžÀƁÇĐÉƑĞĤÎĴĶĻṀÑÔÞǪŘŠŢÛṼŴẊÝŽ",
    MIRRORED: "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2,
}
_SHORT, _LONGER = 8, 0.4


def pseudo(language: str, text: str) -> str:
    """The text in that language, between brackets; places in it stay as they are."""
    letters = str.maketrans(_LATIN, _LETTERS[language])
    said = "".join(part if _PLACES.fullmatch(part) else part.translate(letters) for part in _PLACES.split(text))
    longer = "" if language != ACCENTED or len(text) < _SHORT else " ôôô" * round(len(text) * _LONGER / 4)
    return f"{BEGIN}{said}{longer}{END}"


def make(folder: Path) -> Path:
    """A folder of catalogues with both of them, whole."""
    with (FOLDER / merging.TEMPLATE).open("rb") as file:
        texts: Texts = {message.id: list(message.locations) for message in read_po(file) if message.id}
    for language in (ACCENTED, MIRRORED):
        catalogue = merging.merged(language, texts, folder)
        for message in catalogue:
            if isinstance(message.id, str):
                message.string = pseudo(language, message.id) if message.id else message.string
            else:
                forms = {"one": message.id[0]}
                message.string = tuple(
                    pseudo(language, forms.get(each, message.id[1])) for each in categories(language)
                )
        merging.write(catalogue, folder / language / FILE)
    return folder
