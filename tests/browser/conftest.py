"""A real server, a real Chromium, and as many phones as a test asks for.

`phone()` makes one; at the end of the test every console error, refusal by the content policy, failed request or
request to somebody else is a failure, unless the test said `phone.expect_wrong("…")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.support import Phone, PhoneMaker, Server, chromium, new_phone


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that need nothing special of it."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: Server) -> Server:
    """The server that `phone` talks to. A module that stops it overrides this with one of its own."""
    return shared_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone, to be stopped, looked into or started again."""
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[PhoneMaker]:
    """Makes phones; closes them, and sees that nothing went wrong on any."""
    made: list[Phone] = []

    def make(**options: Any) -> Phone:
        made.append(new_phone(browser, server.url, **options))
        return made[-1]

    yield make
    surprises = [line for each in made for line in each.surprises()]
    for each in made:
        each.context.close()
    assert surprises == []
