"""The weeks of the echo: one window in each, at the day and hour that the couple chose.

Protocol, "The echo". A week has a number that no setting can change, so that no change of the hour
makes room for a second run.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

MINUTE_MS, DAY_MS = 60_000, 86_400_000
WEEK_MS = 7 * DAY_MS
WEEK_0_MS = 4 * DAY_MS
"""Monday, 5 January 1970."""
ZONE_CHARS = 64


@dataclass(frozen=True)
class Hour:
    """Day 0 is Monday; minute of the day; the name of an IANA zone."""

    day: int
    minute: int
    zone: str

    def to_fields(self) -> dict[str, Any]:
        return {"day": self.day, "minute": self.minute, "zone": self.zone}


CALM_HOUR = Hour(6, 18 * 60, "UTC")


def opens_at(hour: Hour, week: int) -> int:
    """Milliseconds since 1970 at which the window of this week opens."""
    wall = WEEK_0_MS + week * WEEK_MS + hour.day * DAY_MS + hour.minute * MINUTE_MS
    return wall - _offset_ms(hour.zone, wall - _offset_ms(hour.zone, wall))


def read_hour(value: Any) -> Hour | None:
    """What somebody's part says the hour is; None when it is none."""
    if not isinstance(value, dict):
        return None
    day, minute, zone = value.get("day"), value.get("minute"), value.get("zone")
    if not _is_below(day, 7) or not _is_below(minute, 1_440) or not isinstance(zone, str) or len(zone) > ZONE_CHARS:
        return None
    return Hour(day, minute, zone) if _is_zone(zone) else None


def hour_in(value: Any, week: int) -> Hour:
    """The one that holds in this week."""
    first = value.get("from") if isinstance(value, dict) else None
    is_later = type(first) is int and first > week
    return read_hour(value.get("was") if is_later else value) or CALM_HOUR


def week_at(value: Any, now_ms: int) -> int:
    """The week whose window opened last."""
    week = (now_ms - WEEK_0_MS) // WEEK_MS + 1
    while opens_at(hour_in(value, week), week) > now_ms:
        week -= 1
    return week


def _offset_ms(zone: str, at_ms: int) -> int:
    offset = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds()) * 1000


def _is_below(value: Any, end: int) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < end


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True
