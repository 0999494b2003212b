"""WebKit, like Safari, keeps no secure cookie of an http address, this computer's own included: the app says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import Server
from tests.engines import steps
from tests.engines.conftest import MakeHands


@pytest.fixture
def server(engine: str, tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone, over plain http in every engine."""
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


def test_over_http_it_reaches_the_server_or_says_what_to_do(engine: str, hands: MakeHands) -> None:
    alice = hands()
    steps.creates(alice, "no-cookie")
    steps.begins_page(alice, "written over http")
    if engine == "webkit":
        alice.sees(steps.NOT_YET)
        alice.press("Done")
        alice.sees("open the app at an address that begins with https")
        alice.sees("Not on the server yet:")
    else:
        alice.sees(steps.SAVED)
