"""Reads a QR code off the picture of a screen, by a library that has no part in drawing it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

READ = "\n".join(Path(__file__).with_suffix(".js").read_text("utf-8").splitlines()[1:])
JSQR = next((Path(__file__).parents[2] / "static/js/vendor").glob("jsqr-*[0-9].js"))
LIGHT_LEAST = 230


class CodeUnreadableError(Exception):
    """A camera would not read this code."""


class CodeReader:
    """An empty page that knows no app."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def read(self, screen: bytes) -> str:
        """The text of the one code on this PNG.

        :raises CodeUnreadableError: none is read as dark on light, or what lies around it is not light
        """
        picture = base64.b64encode(screen).decode()
        found = self._page.evaluate(READ, [JSQR.read_text("utf-8"), picture])
        if found is None:
            raise CodeUnreadableError("no code is read as dark on light")
        if found["darkestAround"] < LIGHT_LEAST:
            raise CodeUnreadableError(f"the quiet zone is not light: {found['darkestAround']} of 255")
        text: str = found["text"]
        return text


@contextmanager
def code_reader(browser: Browser) -> Iterator[CodeReader]:
    """A reader in a context of its own."""
    context = browser.new_context()
    yield CodeReader(context.new_page())
    context.close()
