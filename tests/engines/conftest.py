"""Phones in every engine of this run. What went wrong on any of them is a failure of its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.server import Server
from tests.engines.hands import Hands
from tests.engines.starting import Begin, ClosableHands, chosen, started

MakeHands = Callable[[], Hands]


@pytest.fixture(scope="module", params=chosen())
def engine(request: pytest.FixtureRequest) -> str:
    """One engine of those chosen."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def begin(engine: str) -> Iterator[Begin]:
    """That engine, running."""
    with started(engine) as begin:
        yield begin


@pytest.fixture
def server(engine: str, tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone: in WebKit to be without a network means to stop it.

    WebKit, like Safari, keeps no secure cookie of http://localhost, so there it is HTTPS.
    """
    server = Server(tmp_path / "server", https=engine == "webkit")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def hands(begin: Begin, server: Server) -> Iterator[MakeHands]:
    """Makes phones; closes them, and sees that nothing went wrong on any."""
    made: list[ClosableHands] = []

    def make() -> Hands:
        made.append(begin(server, len(made), "light"))
        return made[-1]

    yield make
    try:
        surprises = [line for each in made for line in each.surprises()]
    finally:
        for each in made:
            each.close()
    assert surprises == []
