"""Which engines this run uses, and how a phone begins in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import Browser

from scripts.workflow import engines
from tests.browser.server import Server
from tests.browser.support import chromium, launched
from tests.engines.hands import Hands
from tests.engines.playwright_hands import PlaywrightHands
from tests.engines.webkit import screen
from tests.engines.webkit_hands import WebKitHands


class ClosableHands(Hands, Protocol):
    """A phone that can be put away again."""

    def close(self) -> None:
        """The phone is gone, with all it kept."""


# server, number of the phone, light or dark
Begin = Callable[[Server, int, str], ClosableHands]


def chosen() -> list[str]:
    """The engines that ./run test chose; those that are here, where pytest was started without it."""
    named = os.environ.get("ENGINES")
    return engines.parse(named) if named else engines.installed()


@contextmanager
def started(engine: str) -> Iterator[Begin]:
    """The engine, running; gives what begins a phone in it. Whatever does not start is an error, never left out."""
    if engine == "webkit":
        with screen() as display:
            yield lambda server, number, scheme: WebKitHands(display, server, number, scheme)
    elif engine == "firefox":
        with launched("firefox", channel="moz-firefox", executable_path=engines.firefox()) as browser:
            yield by_playwright(browser)
    else:
        with chromium() as browser:
            yield by_playwright(browser)


def by_playwright(browser: Browser) -> Begin:
    return lambda server, _number, scheme: PlaywrightHands(browser, server.url, scheme)
