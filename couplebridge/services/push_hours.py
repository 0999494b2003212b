"""When a sign may be sent: the owner's own days and hours, in their own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from couplebridge.security.push_wish import Hours

DAY_MINUTES = 24 * 60
# a week on, and the day before: its hours may reach over midnight
_DAYS_LOOKED_AT = range(-1, 8)


class Window(NamedTuple):
    """From when to when, in milliseconds since 1970; `closes_ms` is not in it any more."""

    opens_ms: int
    closes_ms: int


def is_zone(name: str) -> bool:
    """Whether it is a time zone that this server knows."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def window(hours: Hours, now_ms: int) -> Window | None:
    """The hours that are now, else the next ones; None when no day is chosen."""
    zone = ZoneInfo(hours.zone)
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(zone).date()
    length = (hours.until_minute - hours.from_minute) % DAY_MINUTES or DAY_MINUTES
    for days in _DAYS_LOOKED_AT:
        day = today + timedelta(days=days)
        if day.weekday() in hours.days:
            found = Window(_at(day, hours.from_minute, zone), _at(day, hours.from_minute + length, zone))
            if found.closes_ms > now_ms:
                return found
    return None


def _at(day: date, minute: int, zone: ZoneInfo) -> int:
    """The moment in which the clock on the wall shows this; where the clocks are put forward, the one after the gap."""
    on, inside = divmod(minute, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=on), time(inside // 60, inside % 60), zone)
    return int(wall.timestamp() * 1000)
