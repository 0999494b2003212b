"""The registers of a shared thing: what each field holds, joined without a server that could decide.

Protocol, "Parts". Whatever order parts arrive in, both phones read the same; what was written at the
same time elsewhere is kept beside the value that stands. Order comes from counters, never from clocks.
"""

from collections.abc import Iterable
from typing import Any

from . import primitives
from .encoding import b64url_encode

Fields = dict[str, Any]
Entry = list[Any]
"""[dot: str, at: int, value, over: list of dots]: one writing of one field, and what it replaced."""
Registers = dict[str, list[Entry]]

DOT_BYTES, OVER_MOST, NUMBER_MAX = 8, 32, 2**53 - 1


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that no other replaces, each once, the newest first and in one order for everybody."""
    listed = list(entries)
    over = {dot for entry in listed for dot in entry[3]}
    by_dot = {entry[0]: entry for entry in listed if entry[0] not in over}
    return sorted(by_dot.values(), key=lambda entry: (entry[1], entry[0]), reverse=True)


def join_registers(one: Registers, two: Registers) -> Registers:
    """Both, in any order."""
    names = sorted({*one, *two})
    return {name: standing([*one.get(name, []), *two.get(name, [])]) for name in names}


def join_parts(mine: Fields, theirs: Fields) -> Fields:
    """Two states of one person's part, from two of their devices: a new one, unless it says just what theirs says."""
    registers = join_registers(mine["registers"], theirs["registers"])
    if registers == join_registers(theirs["registers"], {}):
        return theirs
    return {**theirs, "registers": registers, "n": max(mine["n"], theirs["n"]) + 1}


def read_register(entries: list[Entry]) -> tuple[Any, list[Any]]:
    """The value that stands, None where there is none, and what else was written at the same time, each once."""
    if not entries:
        return None, []
    value, also = entries[0][2], []
    for _dot, _at, other, _over in entries[1:]:
        if other != value and other not in also:
            also.append(other)
    return value, also


def write_entry(there: list[Entry], value: Any) -> Entry:
    """A writing that replaces every entry of this field that lies in a part of either."""
    seen = [*(entry[0] for entry in there), *(dot for entry in there for dot in entry[3])]
    at = min(NUMBER_MAX - 1, max((entry[1] for entry in there), default=0)) + 1
    return [b64url_encode(primitives.random_bytes(DOT_BYTES)), at, value, list(dict.fromkeys(seen))[:OVER_MOST]]


def parse_registers(value: Any) -> Registers | None:
    """What somebody's part says its registers are; None when they are none."""
    if not isinstance(value, dict):
        return None
    entries = [entry for listed in value.values() for entry in (listed if isinstance(listed, list) else [None])]
    return value if all(_is_entry(entry) for entry in entries) else None


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, list) or len(entry) != 4:
        return False
    dot, at, _value, over = entry
    is_counted = type(at) is int and 1 <= at <= NUMBER_MAX
    is_over = isinstance(over, list) and len(over) <= OVER_MOST and all(isinstance(each, str) for each in over)
    return isinstance(dot, str) and is_counted and is_over
