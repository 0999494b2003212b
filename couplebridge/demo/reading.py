"""The text files of the demonstration couple, read strictly: a slip in them is an error, not a strange entry."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_COLUMNS = 8


@dataclass(frozen=True)
class Written:
    """One entry of a file: how long ago, its fields, and the name by which the story knows it."""

    days_ago: int
    fields: dict[str, Any]
    name: str | None = field(default=None)


def read_entries(person: str) -> list[Written]:
    """Every line of `person`.txt, the oldest first."""
    lines = (FOLDER / f"{person}.txt").read_text("utf-8").splitlines()
    return [_read(line) for line in lines if line.strip()]


def _read(line: str) -> Written:
    when, *columns = (part.strip() for part in line.split("|"))
    topic, feelings, happened, felt, beneath, longing, part, tags = columns + [""] * (_COLUMNS - len(columns))
    days, size = when.split("/")
    name, happened = _split_name(happened)
    texts = {"happened": happened, "felt": felt, "beneath": beneath, "longing": longing, "part": part}
    lists = {"feelings": _listed(feelings), "tags": _listed(tags)}
    return Written(int(days), {"topic": topic or None, "size": int(size), **texts, **lists}, name)


def _split_name(happened: str) -> tuple[str | None, str]:
    if not happened.startswith("@"):
        return None, happened
    name, _, rest = happened[1:].partition(" ")
    return name, rest


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
