"""What every server test stands on: an app per database, and the cast (tests/support/people.py)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect

from couplebridge import create_app, release
from couplebridge.extensions import db
from couplebridge.release import Release
from tests.support import databases
from tests.support.people import Person
from tests.support.push_service import PushService, push_service
from tests.support.signs import Signs
from tests.support.signs import signs as make_signs
from tests.support.two_phones import Clock, Couple, make_clock, make_couple, pair

# the longest first, so that no process is left alone with one of them at the end
LONGEST = (
    "test_everybody.py", "test_core.py", "test_shortlist.py", "test_update.py", "test_canary.py", "test_passkeys.py",
    "test_steps.py", "test_install.py", "test_good_moment.py", "test_choice.py", "test_push.py",
    "test_p1_p5_phone_in_hand.py", "test_r1_hostile_strings.py", "test_good_to_know.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is fast comes first, then what needs a browser."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, int]:
    needs_browser = not {"browser", "engines"}.isdisjoint(item.path.parts)
    return needs_browser, LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A database of this process alone, made once."""
    if not databases.postgresql_answers():
        pytest.skip("no PostgreSQL answers (TEST_DATABASE_URL)")
    with databases.own_database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """The settings of one of the two ways to run: every test that asks for it runs on both."""
    settings: dict[str, Any] = {"DATA": tmp_path / "data", "REDIS_URL": None}
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        settings["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
        settings["REDIS_URL"] = databases.REDIS if databases.redis_answers() else None
    else:
        settings["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path / 'test.db'}"
    return settings


@pytest.fixture
def settings() -> dict[str, Any]:
    """Settings a test module may override: `@pytest.fixture def settings(): return {...}`."""
    return {}


@pytest.fixture
def app(database: dict[str, Any], settings: dict[str, Any]) -> Iterator[Flask]:
    """The app on an empty database."""
    app = create_app({"TESTING": True, "PROPAGATE_EXCEPTIONS": False, **database, **settings})
    with app.app_context():
        _empty()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _empty() -> None:
    if db.engine.dialect.name == "sqlite":
        db.create_all()
        return
    tables = [table.name for table in db.metadata.sorted_tables]
    with db.engine.begin() as connection:
        if not set(tables) <= set(inspect(connection).get_table_names()):
            db.metadata.create_all(connection)
        databases.emptied(tables, connection)


@pytest.fixture(scope="session", autouse=True)
def _one_release() -> Iterator[None]:
    """The files of the project are the same for every app that a process makes: they are read and packed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "read_release", _remembered(release.read_release))
        yield


def _remembered(read: Callable[..., Release]) -> Callable[..., Release]:
    ours = functools.cache(lambda: read(release.STATIC, release.FOLDER))
    return lambda *places: ours() if places == (release.STATIC, release.FOLDER) else read(*places)


@pytest.fixture
def carol(app: Flask) -> Person:
    """Noise: half of a second couple, with an account."""
    return Person(app, "carol", "198.51.100.20").register()


@pytest.fixture
def dan(app: Flask) -> Person:
    """Noise: the other half."""
    return Person(app, "dan", "198.51.100.21").register()


@pytest.fixture
def alice(app: Flask, carol: Person, dan: Person) -> Person:
    """An account, signed in; a couple with bob where the test asks for `couple`."""
    return Person(app, "alice").register()


@pytest.fixture
def bob(app: Flask, carol: Person, dan: Person) -> Person:
    """An account, signed in, in the same house as alice: the same address."""
    return Person(app, "bob").register()


@pytest.fixture
def mallory(app: Flask, carol: Person, dan: Person) -> Person:
    """Someone else with an account."""
    return Person(app, "mallory", "192.0.2.66").register()


@pytest.fixture
def nobody(app: Flask) -> Person:
    """No account, no session."""
    return Person(app, "nobody", "192.0.2.99")


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """One clock for the server and for every phone of the reference client."""
    return make_clock(monkeypatch)


@pytest.fixture
def alone(app: Flask, ours: Clock) -> Couple:
    """alice and bob with a phone of the reference client each, not paired yet."""
    return make_couple(app, ours)


@pytest.fixture
def paired(alone: Couple) -> Couple:
    """alice and bob, paired."""
    pair(alone.alice, alone.bob)
    return alone


@pytest.fixture
def service() -> Iterator[PushService]:
    """A push service on loopback; the module's `settings` name it to the app."""
    with push_service() as found:
        yield found


@pytest.fixture
def signs(app: Flask, service: PushService, monkeypatch: pytest.MonkeyPatch) -> Signs:
    """Who asked for signs, and what reached them."""
    return make_signs(app, service, monkeypatch)
