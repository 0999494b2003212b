"""Our calendar files in the hands of an independent reader: the hour is the same in every zone, the words are whole."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node") or shutil.which("nodejs")
pytestmark = pytest.mark.skipif(NODE is None, reason="made by the browser's code, and Node is missing")
# many files by one process: [{id, picked, place}]
MAKE = """
import { momentCalendar } from './static/js/domain/moment/calendar.js';
import { stepCalendar } from './static/js/domain/path/calendar.js';
let text = '';
for await (const part of process.stdin) text += part;
const nowMs = 1764000000000;
const make = (one) => ('dueOn' in one ? stepCalendar({ ...one, nowMs }) : momentCalendar(one, nowMs));
process.stdout.write(JSON.stringify(JSON.parse(text).map(make)));
"""
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
NIGHTS = (
    datetime(2027, 3, 28, 0, tzinfo=UTC),
    datetime(2027, 10, 31, 0, tzinfo=UTC),
    datetime(2027, 3, 14, 6, tzinfo=UTC),
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"), max_size=200)


def events(made: list[dict[str, object]]) -> list[Event]:
    assert NODE
    command = [NODE, "--no-warnings", "--input-type=module", "-e", MAKE]
    answer = subprocess.run(command, cwd=ROOT, input=json.dumps(made), capture_output=True, text=True, check=True)
    found = []
    for text in json.loads(answer.stdout):
        calendar = Calendar.from_ical(text)
        assert not calendar.errors
        (event,) = calendar.walk("VEVENT")
        assert not event.errors
        found.append(event)
    return found


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def test_every_half_hour_of_the_nights_in_which_clocks_change_is_the_same_hour_for_a_couple_in_two_zones() -> None:
    moments = [night + timedelta(minutes=30 * n) for night in NIGHTS for n in range(8)]
    read = events([{"id": f"id{n}", "picked": ms(each), "place": ""} for n, each in enumerate(moments)])
    for moment, event in zip(moments, read, strict=True):
        assert event.start == moment
        assert event.end - event.start == timedelta(hours=1)
        for zone in ZONES:
            assert event.start.astimezone(ZoneInfo(zone)) == moment.astimezone(ZoneInfo(zone))


@settings(max_examples=15, deadline=None)
@given(st.lists(WORDS, min_size=20, max_size=40))
def test_whatever_is_written_as_a_place_is_read_back_whole_and_is_nothing_else(places: list[str]) -> None:
    read = events([{"id": f"id{n}", "picked": ms(NIGHTS[0]), "place": place} for n, place in enumerate(places)])
    for n, (place, event) in enumerate(zip(places, read, strict=True)):
        assert str(event.get("LOCATION", "")) == place
        assert (str(event["UID"]), str(event["SUMMARY"])) == (f"id{n}@couplebridge.invalid", "Time for us")
        assert not {"ATTENDEE", "ORGANIZER", "URL", "DESCRIPTION"} & set(event)
        assert event.walk("VALARM") == []


def test_a_step_is_a_whole_day() -> None:
    (event,) = events([{"id": "abc", "title": "Ring, them; \\ now", "dueOn": "2026-12-31"}])
    assert (event.start, event.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(event["SUMMARY"]) == "Ring, them; \\ now"
