"""The owner's own hours, in their own zone: over midnight, over a week, and where the clocks are changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from couplebridge.security.push_wish import Hours
from couplebridge.services.push_hours import is_zone, window

MINUTE_MS = 60_000
DAILY = tuple(range(7))
EVENINGS = Hours(DAILY, 18 * 60, 21 * 60, "Europe/Paris")


def at(text: str, zone: str = "Europe/Paris") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def found(hours: Hours, now: str) -> tuple[str, str] | None:
    seen = window(hours, at(now, hours.zone))
    zone = ZoneInfo(hours.zone)
    return seen and tuple(datetime.fromtimestamp(ms / 1000, zone).strftime("%Y-%m-%d %H:%M") for ms in seen)


@pytest.mark.parametrize(
    ("now", "opens", "closes"),
    [
        ("2026-11-27 12:00", "2026-11-27 18:00", "2026-11-27 21:00"),
        ("2026-11-27 18:00", "2026-11-27 18:00", "2026-11-27 21:00"),
        ("2026-11-27 20:59", "2026-11-27 18:00", "2026-11-27 21:00"),
        ("2026-11-27 21:00", "2026-11-28 18:00", "2026-11-28 21:00"),
    ],
)
def test_now_or_the_next(now: str, opens: str, closes: str) -> None:
    assert found(EVENINGS, now) == (opens, closes)


def test_only_on_the_chosen_days() -> None:
    mondays = Hours((0,), 18 * 60, 21 * 60, "Europe/Paris")
    assert found(mondays, "2026-11-23 22:00") == ("2026-11-30 18:00", "2026-11-30 21:00")
    assert window(Hours((), 0, 0, "UTC"), at("2026-11-23 22:00")) is None


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    fridays = Hours((4,), 22 * 60, 2 * 60, "Europe/Paris")
    assert found(fridays, "2026-11-28 01:00") == ("2026-11-27 22:00", "2026-11-28 02:00")
    assert found(fridays, "2026-11-27 01:00") == ("2026-11-27 22:00", "2026-11-28 02:00")


def test_the_same_hour_twice_is_the_whole_day() -> None:
    assert found(Hours(DAILY, 0, 0, "UTC"), "2026-11-27 13:00") == ("2026-11-27 00:00", "2026-11-28 00:00")


def test_it_is_the_clock_of_their_own_wall() -> None:
    there, here = Hours(DAILY, 480, 540, "Pacific/Auckland"), Hours(DAILY, 480, 540, "America/New_York")
    now_ms = at("2026-11-27 12:00", "UTC")
    assert window(there, now_ms).opens_ms == at("2026-11-28 08:00", "Pacific/Auckland")
    assert window(here, now_ms).opens_ms == at("2026-11-27 08:00", "America/New_York")


def test_where_the_clocks_are_changed_an_hour_more_or_less_is_no_harm() -> None:
    nights = Hours(DAILY, 2 * 60 + 30, 4 * 60, "Europe/Paris")
    spring, autumn = window(nights, at("2026-03-29 00:30")), window(nights, at("2026-10-25 00:30"))
    assert spring.closes_ms - spring.opens_ms == 30 * MINUTE_MS
    assert autumn.closes_ms - autumn.opens_ms == 150 * MINUTE_MS


@pytest.mark.parametrize("name", ["Nowhere/At_All", "", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/"])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)
    assert is_zone("Europe/Paris")
