"""Two changes of one record, brought together field by field.

Where both changed the same field, mine stays in place and theirs is handed back, to be kept as a
version: nothing that was written is lost.
"""

from typing import Any

from .registers import join_parts

Fields = dict[str, Any]

# Times that say "last touched": the later of two is right, and no text is lost by it.
_LATER_WINS = frozenset({"editedAt", "at", "chosen"})
_ABSENT = object()


def merge_records(base: Fields, mine: Fields, theirs: Fields) -> tuple[Fields, bool]:
    """The merged fields, and whether some text of theirs found no place. A purge gives way to words."""
    if mine.get("type") == theirs.get("type") == "part":
        return join_parts(mine, theirs), False
    # Of two devices that begin one echo run the first one on the server does it: a second one would ask twice.
    if mine.get("type") == theirs.get("type") == "echo-run":
        return theirs, False
    if mine.get("type") == theirs.get("type"):
        return _merge_fields(base, mine, theirs)
    gone, kept = (mine, theirs) if mine.get("type") == "gone" else (theirs, mine)
    return (gone if kept == base else kept), False


def _merge_fields(base: Fields, mine: Fields, theirs: Fields) -> tuple[Fields, bool]:
    merged: Fields = {}
    lost = False
    for name in {**theirs, **mine}:
        values = (each.get(name, _ABSENT) for each in (base, mine, theirs))
        value, clashed = _merge_one(name, *values)
        if value is not _ABSENT:
            merged[name] = value
        lost = lost or clashed
    return merged, lost


def _merge_one(name: str, base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    if mine in (theirs, base):
        return theirs, False
    if theirs == base:
        return mine, False
    if name in _LATER_WINS and isinstance(mine, str) and isinstance(theirs, str):
        return max(mine, theirs), False
    return mine, True
