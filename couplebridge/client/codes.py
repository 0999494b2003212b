"""Account and recovery codes as people read, print and type them.

16 bytes as one big-endian number in 26 Crockford base-32 characters (the first is 0 … 7) and
Crockford's check symbol (the number modulo 37), printed in groups of four. Reading forgives
case, spaces, dashes, O for 0, and I or L for 1: paper is copied by tired people. Who types one is told why it cannot
be right, so these reasons are texts of the catalogues.
"""

import unicodedata

from ..catalogues import marked
from .encoding import exactly
from .errors import CodeInvalidError

CODE_BYTES = 16
CODE_CHARACTERS = 27
_GROUP = 4
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = _DIGITS + "*~$=U"
_CONFUSED = str.maketrans("OIL", "011")


def format_code(code: bytes) -> str:
    """`XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXX` for 16 secret bytes."""
    number = int.from_bytes(exactly(code, CODE_BYTES, "a code"), "big")  # not a text: names what is wrong to a caller
    digits = "".join(_DIGITS[(number >> shift) & 31] for shift in range(125, -1, -5))
    text = digits + _CHECKS[number % 37]
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def parse_code(text: str) -> bytes:
    """The 16 secret bytes of a typed code; CodeInvalidError when it cannot be right."""
    cleaned = _clean(text)
    if len(cleaned) != CODE_CHARACTERS:
        raise CodeInvalidError(marked("a code has 27 characters"))
    number = 0
    for character in cleaned[:-1]:
        # Not str.index: its ValueError would quote nothing useful and hide the reason.
        digit = _DIGITS.find(character)
        if digit < 0:
            raise CodeInvalidError(marked("a code has a character that codes never use"))
        number = number << 5 | digit
    if number >> (8 * CODE_BYTES) or _CHECKS[number % 37] != cleaned[-1]:
        raise CodeInvalidError(marked("the check character does not fit: one character is wrong"))
    return number.to_bytes(CODE_BYTES, "big")


def _clean(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text).upper().translate(_CONFUSED)
    return "".join(c for c in compatible if not (c.isspace() or _is_dash(c)))


def _is_dash(character: str) -> bool:
    return character == "\N{MINUS SIGN}" or unicodedata.category(character) == "Pd"  # not a text: of Unicode
