"""Hands in Chromium and in Firefox, through Playwright."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Locator

from tests.browser.support import Phone, new_phone
from tests.engines.hands import WAIT_S

# what the two engines say while there is no network, and only then
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "can’t establish a connection to the server", "was interrupted while")
# and what they say when a server goes away under an open stream
CUT = ("ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_REFUSED", *NO_NETWORK[1:])


class PlaywrightHands:
    """A browser context of its own; the memory of what went wrong is that of the browser tests' phone."""

    def __init__(self, browser: Browser, url: str, scheme: str = "light") -> None:
        self.url = url
        self._phone: Phone = new_phone(browser, url, color_scheme=scheme)
        self._page = self._phone.page
        self._phone.context.set_default_timeout(WAIT_S * 1000)

    def open(self, path: str = "/") -> None:
        self._phone.open(path)

    def reload(self) -> None:
        self._page.reload()
        self._phone.title.wait_for()

    def says(self, title: str) -> None:
        self._phone.says(title)

    def sees(self, text: str) -> None:
        self._seen(text).wait_for()

    def misses(self, text: str) -> None:
        self._seen(text).wait_for(state="hidden")

    def _seen(self, text: str) -> Locator:
        return self._page.get_by_text(text).filter(visible=True).first

    def _button(self, name: str, exact: bool = True) -> Locator:
        return self._page.get_by_role("button", name=name, exact=exact).first

    def press(self, name: str, *, exact: bool = True) -> None:
        self._button(name, exact).click()

    def tick(self, label: str) -> None:
        self._page.get_by_label(label).first.check()

    def choose(self, words: str, legend: str | None = None) -> None:
        where = self._page.get_by_role("group", name=legend) if legend else self._page
        where.locator("label", has=self._page.get_by_text(words, exact=True)).first.click()

    def fill(self, label: str, text: str) -> None:
        self._phone.fill(label, text)

    def type_on(self, label: str, text: str) -> None:
        self._page.get_by_label(label, exact=True).press_sequentially(text)

    def code(self, label: str) -> str:
        self._page.get_by_role("list", name=label, exact=True).wait_for()
        return self._phone.code(label)

    def labels(self) -> list[str]:
        return self._page.locator(".field__label").all_inner_texts()

    def text(self) -> str:
        return self._page.content()

    def run(self, function: str) -> Any:
        return self._page.evaluate(function)

    def go_offline(self) -> None:
        self._phone.keeps_app()
        for words in NO_NETWORK:
            self._phone.expect_wrong(words)
        self._phone.context.set_offline(True)

    def come_back(self) -> None:
        self._phone.context.set_offline(False)

    def expect_cut(self) -> None:
        for words in CUT:
            self._phone.expect_wrong(words)

    def renew(self, button: str, release: str) -> None:
        self.press(button)
        self._page.locator(f"meta[content='{release}']").wait_for(state="attached")
        self._phone.title.wait_for()

    def surprises(self) -> list[str]:
        return self._phone.surprises()

    def close(self) -> None:
        """The phone is gone, with all it kept."""
        self._phone.context.close()
