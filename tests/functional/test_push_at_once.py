"""On PostgreSQL a push is one statement; what two of them see of each other must be the same as one after the other."""

from __future__ import annotations

import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text

from couplebridge.database import writing
from couplebridge.extensions import db
from couplebridge.framing import MANIFEST
from couplebridge.services import records
from couplebridge.services.feed import feeds
from tests.functional.test_at_once import second_phone
from tests.support.people import Person
from tests.support.phone import pull, push

WAIT_S = 20
# not pg_stat_activity: a transaction sees that as it was when it first looked
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")


@pytest.fixture(autouse=True)
def _on_postgresql(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("there whoever writes has to queue")


def until_waiting(connection: Connection, pushes: int) -> None:
    ends_at = time.monotonic() + WAIT_S
    while connection.execute(_WAITING).scalar_one() < pushes:
        assert time.monotonic() < ends_at, "nobody waits for this feed"


def test_where_nothing_stands_in_the_way_one_statement_does_it_all(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = secrets.token_bytes(16)
    first: dict[str, int] = push(alice, 1, known).get_json()
    monkeypatch.delattr(records, "_step_by_step")
    assert push(alice, 2, known, secrets.token_bytes(16), revision=1).status_code == 500, "a conflict is looked at"
    changed = push(alice, 2, known, revision=2).get_json()
    made = push(alice, 3, secrets.token_bytes(16), secrets.token_bytes(16)).get_json()
    assert [changed["first"], changed["head"]] == [first["head"] + 1, first["head"] + 2]
    assert [made["first"], made["head"]] == [changed["head"] + 1, changed["head"] + 3]
    assert [frame.seq for frame in pull(alice)] == [changed["first"], made["first"], made["first"] + 1, made["head"]]


@pytest.mark.parametrize("same", [False, True], ids=["another record", "the same record"])
def test_of_two_that_waited_for_the_same_feed_one_wins_and_the_other_is_told(
    app: Flask, alice: Person, same: bool
) -> None:
    push(alice, 1, secrets.token_bytes(16))
    tablet, one = second_phone(alice), secrets.token_bytes(16)
    two = one if same else secrets.token_bytes(16)
    with app.app_context(), ThreadPoolExecutor(2) as pool:
        with writing() as connection:
            connection.execute(select(feeds.c.head).where(feeds.c.user_id == alice.user_id).with_for_update())
            answers = [pool.submit(push, alice, 2, one), pool.submit(push, tablet, 2, two)]
            until_waiting(connection, 2)
        assert sorted(answer.result().status_code for answer in answers) == [200, 409]
    frames = pull(alice)
    assert len({frame.seq for frame in frames}) == len(frames) == 3
    assert [frame.revision for frame in frames if frame.type == MANIFEST] == [2]


def test_one_that_waited_is_counted_by_what_the_other_left_of_the_room(app: Flask, alice: Person) -> None:
    push(alice, 1, secrets.token_bytes(16))
    app.config["ACCOUNT_RECORDS_MAX"] = 2
    with app.app_context(), ThreadPoolExecutor(1) as pool:
        with writing() as connection:
            # as sharing a part counts, which moves this head beforehand
            connection.execute(feeds.update().where(feeds.c.user_id == alice.user_id).values(records=2))
            answer = pool.submit(push, alice, 2, secrets.token_bytes(16))
            until_waiting(connection, 1)
        assert answer.result().get_json()["code"] == "quota"
