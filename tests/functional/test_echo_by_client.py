"""The echo with two phones of the reference client: only what both marked becomes known, and every week looks alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from couplebridge.client import curve
from couplebridge.client.echo_flow import RUN, THING, is_held
from couplebridge.client.echo_topics import TOPIC_POINTS
from couplebridge.client.echo_week import WEEK_MS, Hour, hour_in, opens_at, read_hour, week_at
from couplebridge.client.encoding import b64url_decode, b64url_encode
from couplebridge.client.errors import EchoRefusedError
from couplebridge.client.phone import Phone
from tests.support.two_phones import PASSPHRASE, Couple, phone, sent_by

TOPICS = list(TOPIC_POINTS)


def week(paired: Couple, weeks: int = 1) -> None:
    """A window, and what both phones do by themselves after it."""
    for _ in range(weeks):
        paired.clock.days_pass(7)
        for _each in range(2):
            paired.both()


def values(device: Phone) -> dict[str, Any]:
    return next(thing.values for thing in device.parts.things("echo") if thing.id == THING)


def said(device: Phone) -> str:
    """The field of this week in one's own part."""
    me, number = b64url_encode(device.holder.keyring.user_id), device.vault.singleton(RUN)["week"]  # type: ignore[index]
    return f"{'odd' if number % 2 else 'even'}:{me}"


def begins(paired: Couple) -> tuple[Phone, Phone]:
    """Who begins, and the other."""
    both = sorted((paired.alice, paired.bob), key=lambda each: b64url_encode(each.holder.keyring.user_id))
    return both[0], both[1]


def test_both_see_what_both_marked_at_the_next_hour_and_nothing_else(paired: Couple) -> None:
    paired.alice.echo.choose(["money", "sex", "trust"])
    paired.bob.echo.choose(["work", "money", "plans"])
    week(paired)
    assert (paired.alice.echo.matches(), paired.bob.echo.matches()) == ((), ())
    week(paired, 2)
    assert (paired.alice.echo.matches(), paired.bob.echo.matches()) == (("money",), ("money",))
    week(paired, 4)
    assert paired.alice.echo.matches() == ()


def test_about_one_match_in_four_is_held_to_the_next_window_on_both_phones(paired: Couple) -> None:
    couples = [device.couples.current() for device in (paired.alice, paired.bob)]
    tosses = [[is_held(couple, bytes([n]) * 16, topic) for n in range(64) for topic in TOPICS] for couple in couples]
    assert tosses[0] == tosses[1]
    assert 0.2 < sum(tosses[0]) / len(tosses[0]) < 0.3


def test_the_last_choice_counts_and_a_pause_is_noise(paired: Couple) -> None:
    paired.alice.echo.choose(TOPICS[:5])
    paired.alice.echo.choose(["work"])
    paired.bob.echo.choose(TOPICS[:5])
    week(paired, 3)
    assert paired.alice.echo.matches() == paired.bob.echo.matches() == ()
    paired.alice.echo.choose(["money"])
    paired.alice.echo.pause()
    week(paired, 3)
    assert paired.bob.echo.matches() == ()
    paired.alice.echo.pause(paused=False)
    week(paired, 3)
    assert paired.bob.echo.matches() == paired.alice.echo.matches() == ("money",)


def test_a_choice_stands_eight_weeks_at_most(paired: Couple) -> None:
    paired.alice.echo.choose(["money"])
    paired.clock.days_pass(56)
    paired.bob.echo.choose(["money"])
    week(paired, 3)
    assert paired.bob.echo.matches() == ()


@pytest.mark.parametrize("wrong", [TOPICS[:6], ["no such topic"]])
def test_more_than_five_or_another_topic_is_no_choice(paired: Couple, wrong: list[str]) -> None:
    with pytest.raises(EchoRefusedError):
        paired.alice.echo.choose(wrong)


def test_whoever_clears_a_message_of_the_other_gets_it_no_second_time(paired: Couple) -> None:
    first, second = begins(paired)
    second.echo.take_part = lambda: None  # type: ignore[method-assign]
    paired.clock.days_pass(7)
    for _ in range(3):
        first.sync()
    second.sync()
    name, part = said(first), f"part:{b64url_encode(first.couples.current().space)}:{THING}"
    before = first.vault.singleton(part)
    assert before is not None
    assert values(second)[name]["m1"]
    second.parts.change(THING, "echo", {name: None, "hour": None})
    second.sync()
    for _ in range(3):
        first.sync()
    assert values(first)[name] is None
    assert first.vault.singleton(part) == before


def test_two_devices_of_one_person_say_the_same_in_one_run(app: Flask, paired: Couple) -> None:
    other = phone(app, paired.clock, label="tablet")
    other.sign_in("alice", PASSPHRASE, paired.alice.account_code)
    paired.alice.echo.choose(["money"])
    paired.bob.echo.choose(["money"])
    paired.both()
    paired.clock.days_pass(7)
    # Both begin before either has heard of the other.
    for device in (paired.alice, other):
        device.records.run()
    for device in (paired.alice, other):
        device.echo.take_part()
    runs = [device.vault.singleton(RUN)["exponent"] for device in (paired.alice, other)]  # type: ignore[index]
    assert runs[0] != runs[1]
    for _ in range(4):
        for device in (paired.alice, other, paired.bob):
            device.sync()
    points = {
        b64url_decode(each)[:160]
        for device in (paired.alice, other)
        for each in [str(values(device)[said(device)].get("m1", values(device)[said(device)].get("m2")))]
    }
    assert len(points) == 1
    week(paired, 2)
    other.sync()
    assert paired.alice.echo.matches() == other.echo.matches() == paired.bob.echo.matches() == ("money",)


OFF_THE_CURVE = bytes([1]) * 32


HOSTILE: dict[str, Callable[[bytes], Any]] = {
    "another length": lambda data: b64url_encode(data[:-32]),
    "nothing like text": lambda _data: 7,
    "no base64url": lambda _data: "*",
    "a signature of something else": lambda data: b64url_encode(data[:-1] + bytes([data[-1] ^ 1])),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_message_that_does_not_fit_gets_no_answer(paired: Couple, change: Callable[[bytes], Any]) -> None:
    first, second = begins(paired)
    paired.clock.days_pass(7)
    for _ in range(2):
        first.sync()
    sent = values(first)[said(first)]
    first.parts.change(THING, "echo", {said(first): {**sent, "m1": change(b64url_decode(sent["m1"]))}})
    first.sync()
    for _ in range(3):
        second.sync()
    assert second.echo.refused
    assert said(second) not in values(second)


@pytest.mark.parametrize("points", ["doubled", "off the curve"])
def test_points_that_are_doubled_or_off_the_curve_get_no_answer(paired: Couple, points: str) -> None:
    first, second = begins(paired)
    paired.clock.days_pass(7)
    for _ in range(2):
        first.sync()
    scene = first.echo._scene(first.couples.current(), first.vault.singleton(RUN)["week"])  # type: ignore[index]
    good = [curve.public_point(curve.new_private_key())[1:33] for _ in range(5)]
    bad = [*good[:4], good[0] if points == "doubled" else OFF_THE_CURVE]
    first.echo._say(scene, {"m1": first.echo._build(scene, 1, bad)})
    first.sync()
    for _ in range(3):
        second.sync()
    assert second.echo.refused
    assert said(second) not in values(second)


def test_a_second_question_in_one_run_gets_no_second_answer(paired: Couple) -> None:
    first, second = begins(paired)
    week(paired)
    scene = first.echo._scene(first.couples.current(), first.vault.singleton(RUN)["week"])  # type: ignore[index]
    answer = values(second)[said(second)]
    again = [curve.public_point(curve.new_private_key())[1:33] for _ in range(5)]
    first.echo._say(scene, {"m1": first.echo._build(scene, 1, again)})
    for _ in range(3):
        paired.both()
    assert values(second)[said(second)] == answer
    # nor a message of the week before in the next one
    week(paired, 2)
    assert values(second)[said(second)]["week"] == scene.week + 2


def test_a_week_has_one_window_whatever_the_hour_is_changed_to(paired: Couple) -> None:
    week(paired)
    weeks = [paired.bob.vault.singleton(RUN)["week"]]  # type: ignore[index]
    for day in (3, 0, 6, 1):
        paired.alice.echo.set_hour(Hour(day, 600, "America/New_York"))
        week(paired)
        weeks.append(paired.bob.vault.singleton(RUN)["week"])  # type: ignore[index]
    assert weeks == sorted(weeks)
    assert weeks[-1] - weeks[0] <= 5


def test_hours_are_read_strictly_and_kept_by_the_clock_on_the_wall() -> None:
    berlin = Hour(6, 1080, "Europe/Berlin")
    summer, winter = opens_at(berlin, 2950), opens_at(berlin, 2965)
    assert (winter - summer) % WEEK_MS == 3_600_000
    for wrong in (
        None,
        7,
        {},
        {"day": 7, "minute": 0, "zone": "UTC"},
        {"day": 1, "minute": True, "zone": "UTC"},
        {"day": 1, "minute": 0, "zone": "No/Where"},
        {"day": 1, "minute": 0, "zone": "../etc"},
        {"day": 1, "minute": 0, "zone": 5},
    ):
        assert read_hour(wrong) is None
    later = {**berlin.to_fields(), "from": 3000, "was": {"day": 0, "minute": 0, "zone": "UTC"}}
    assert hour_in(later, 2999) == Hour(0, 0, "UTC")
    assert hour_in(later, 3000) == berlin
    assert week_at(None, opens_at(Hour(6, 1080, "UTC"), 2967)) == 2967
    assert week_at(None, opens_at(Hour(6, 1080, "UTC"), 2967) - 1) == 2966


def test_nothing_of_it_is_readable_in_what_goes_over_the_wire(paired: Couple) -> None:
    paired.alice.echo.choose(["outside-help"])
    week(paired, 2)
    wire = b"".join(request.body for device in (paired.alice, paired.bob) for request in sent_by(device).requests)
    for canary in (b"outside-help", b"echo", b"chosen", TOPIC_POINTS["outside-help"]):
        assert canary not in wire
    assert json.dumps(paired.bob.parts.things("echo")[0].values).find("outside") == -1
