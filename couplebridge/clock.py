"""The one clock of the server. Tests put another in its place."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime


def now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def now_s() -> int:
    """Seconds since 1970."""
    return now_ms() // 1000


def today() -> date:
    """The day in UTC: dates are kept as days, so that a row does not tell the hour."""
    return datetime.fromtimestamp(now_s(), UTC).date()
