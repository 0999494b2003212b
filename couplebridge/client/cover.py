"""The few words that come with an offer: how long, what tone, what is hoped for, a line."""

from typing import Any

TONES = ("calm", "tender", "worried", "upset")
HOPES = ("listen", "understand", "think-together", "comfort")
MAX_MINUTES = 24 * 60
MAX_LINE_CHARACTERS = 500


def tidy_cover(cover: dict[str, Any]) -> dict[str, Any]:
    """Nothing but these four, within these bounds; also of what arrived."""
    minutes, line = cover.get("minutes"), cover.get("line")
    is_time = isinstance(minutes, int) and not isinstance(minutes, bool) and 0 < minutes <= MAX_MINUTES
    tone, hope = cover.get("tone"), cover.get("hope")
    return {
        "minutes": minutes if is_time else None,
        "tone": tone if tone in TONES else None,
        "hope": hope if hope in HOPES else None,
        "line": line[:MAX_LINE_CHARACTERS] if isinstance(line, str) else "",
    }
