"""People to talk to, in the language of the reader, each with a word on whether somebody checked it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date


@dataclass(frozen=True)
class HelpLine:
    """One line as it is shown. `call` is the number in the digits that a phone dials."""

    name: str
    place: str
    checked: str
    number: str
    call: str
    text: str | None


def help_lines(content: bytes, language: str, words: dict[str, Any]) -> list[HelpLine]:
    """The lines of help-lines.json; `words` are those of the shelf."""
    return [_line(each, language, words) for each in json.loads(content)["lines"]]


def _line(line: dict[str, Any], language: str, words: dict[str, Any]) -> HelpLine:
    text = line.get("text")
    return HelpLine(
        name=line["name"],
        place=words["places"].get(line["country"]) or Locale(language).territories[line["country"]],
        checked=_checked(line["checked_on"], language, words),
        number=line["number"],
        call="".join(sign for sign in line["number"] if sign in "+0123456789"),
        text=words["text_to"].format(words=text) if text else None,
    )


def _checked(day: str | None, language: str, words: dict[str, Any]) -> str:
    if day is None:
        return str(words["unchecked"])
    return str(words["checked"].format(day=format_date(date.fromisoformat(day), "medium", locale=language)))
