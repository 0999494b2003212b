"""A real server, a real Chromium, and as many phones as a test asks for.

`phone()` makes one; at the end of the test every console error, refusal by the content policy, failed request or
request to somebody else is a failure, unless the test said `phone.expect_wrong("…")`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker, chromium, new_phone

UsedPhones = dict[str, list[Phone]]
ServerMaker = Callable[..., Server]


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
    shared_server.start()
    return shared_server


@pytest.fixture
def make_server(tmp_path: Path, shared_server: Server) -> Iterator[ServerMaker]:
    """Makes a server of this test alone, in the place of the shared one until the next test wants that."""
    made: list[Server] = []

    def make(**more: Any) -> Server:
        shared_server.stop()
        made.append(Server(tmp_path / "server", port=shared_server.port, **more))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def own_server(make_server: ServerMaker) -> Server:
    """A server of this test alone, to be stopped, looked into or started again."""
    return make_server()


@pytest.fixture(scope="session")
def used_phones() -> Iterator[UsedPhones]:
    """Phones that the next test may have, wiped, by the release on them and what is special about them."""
    phones: UsedPhones = defaultdict(list)
    yield phones
    for each in chain.from_iterable(phones.values()):
        each.close()


@pytest.fixture
def phone(browser: Browser, server: Server, used_phones: UsedPhones) -> Iterator[PhoneMaker]:
    """Makes phones; sees afterwards that nothing went wrong on any.

    One may have been here before, with the app on it: to put the app on a phone takes longer than most tests.
    `fresh=True`: one that never was.
    """
    made: list[Phone] = []
    kinds: list[dict[str, Any]] = []
    release = server.release

    def make(fresh: bool = False, **options: Any) -> Phone:
        used = [] if fresh else used_phones[_kind(release, options)]
        made.append(used.pop() if used else new_phone(browser, server.url, **options))
        kinds.append(options)
        return made[-1]

    yield make
    surprises = [line for each in made for line in each.surprises()]
    for each, options in zip(made, kinds, strict=True):
        is_as_before = not surprises and server.release == release and each.url == server.url
        wiped = each.wiped() if is_as_before else None
        if wiped:
            used_phones[_kind(release, options)].append(wiped)
        else:
            each.close()
    assert surprises == []


def _kind(release: str, options: dict[str, Any]) -> str:
    return f"{release} {sorted(options.items())}"
