"""I1, C1, C2, C4, R7: the echo tells nobody what was marked, by no request, answer, size, screen or export."""

from __future__ import annotations

import pytest
from flask import Flask

from couplebridge.client.echo_flow import RUN
from couplebridge.client.echo_topics import TOPIC_POINTS
from couplebridge.client.encoding import b64url_encode
from couplebridge.client.http import Request, Response
from couplebridge.client.markdown_export import to_markdown
from couplebridge.client.phone import Phone
from couplebridge.client.plain_export import to_json
from tests.support.two_phones import PASSPHRASE, Couple, pair, phone, sent_by

TOPICS = list(TOPIC_POINTS)


def begins(paired: Couple) -> tuple[Phone, Phone]:
    """Who begins, and the other."""
    both = sorted((paired.alice, paired.bob), key=lambda each: b64url_encode(each.holder.keyring.user_id))
    return both[0], both[1]


def week(paired: Couple) -> None:
    paired.clock.days_pass(7)
    for _ in range(2):
        paired.both()


Shape = tuple[str, str, int, int, int]


def shapes(devices: tuple[Phone, Phone], since: tuple[int, int]) -> list[list[Shape]]:
    """What each sent and was answered from there on: routes, states, sizes, and not where a feed happened to begin."""
    rows = []
    for device, start in zip(devices, since, strict=True):
        both = zip(sent_by(device).requests[start:], sent_by(device).answers[start:], strict=True)
        rows.append([shape(ask, got) for ask, got in both])
    return rows


def shape(ask: Request, got: Response) -> Shape:
    # A push is answered with numbers of the own feed, which begin anywhere.
    is_push = (ask.method, ask.path) == ("POST", "/api/feed")
    return ask.method, ask.path.split("cursor=")[0], len(ask.body), got.status, 0 if is_push else len(got.body)


@pytest.mark.parametrize("marks", [TOPICS[:5], TOPICS[3:4]], ids=["five", "one"])
def test_i1_r7_every_week_is_the_same_for_both_whatever_is_marked(app: Flask, paired: Couple, marks: list[str]) -> None:
    others = [phone(app, paired.clock) for _ in range(2)]
    for name, device in zip(("carol", "dan"), others, strict=True):
        device.register(name, PASSPHRASE)
    pair(*others)
    couples = [paired, Couple(others[0], others[1], paired.clock)]
    for couple, chosen in zip(couples, (marks, []), strict=True):
        for device in (couple.alice, couple.bob):
            device.echo.choose(chosen)
        couple.both()
        couple.both()
    order = [begins(couple) for couple in couples]
    since = [tuple(len(sent_by(device).requests) for device in devices) for devices in order]
    for _ in range(2):
        paired.clock.days_pass(7)
        for _each in range(5):
            for device in (one for devices in order for one in devices):
                device.sync()
    sent = [shapes(devices, start) for devices, start in zip(order, since, strict=True)]  # type: ignore[arg-type]
    assert sent[0] == sent[1]
    assert sum(path == "/api/parts?quiet=1" for device in sent[0] for _method, path, *_rest in device) == 6


def test_c1_c2_c4_no_export_holds_a_choice_and_a_run_leaves_nothing_behind(paired: Couple) -> None:
    texts = []
    for marks in (["outside-help", "living-arrangements"], []):
        paired.alice.echo.choose(marks)
        week(paired)
        whole = to_json(paired.alice.vault, ()) + to_markdown(paired.alice.vault, ())
        for word in ("echo", "outside-help", "chosen"):
            assert word not in whole
        texts.append(whole)
    assert texts[0] == texts[1]
    kept = paired.alice.vault.singleton(RUN)
    assert kept is not None
    assert not any(str(kept[name]).strip("A") for name in ("exponent", "points", "topics"))
    assert paired.alice.export_json(PASSPHRASE).count("echo") == 0


def test_r7_a_partner_who_marked_nothing_and_one_who_was_not_there_look_alike_on_the_screen(paired: Couple) -> None:
    paired.alice.echo.choose(TOPICS[:5])
    seen = []
    for is_there in (True, False):
        for _ in range(3):
            paired.clock.days_pass(7)
            for _each in range(3):
                paired.alice.sync()
                if is_there:
                    paired.bob.sync()
        seen.append((paired.alice.echo.matches(), paired.alice.echo.refused))
    assert seen[0] == seen[1] == ((), False)
