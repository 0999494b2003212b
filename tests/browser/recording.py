"""What a phone sent, what it was answered, and what went wrong on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


class Recording:
    """Of everything that a browser context does from now on, until it is stopped.

    One load of the app is some four hundred requests: they are kept as they come, and put into words when a test asks.
    `url`: where the app is at the moment. `received`: what the server answered to the app, so that a test can say that
    a phone asked for nothing. `wrong`: console errors, requests to somebody else, refusals and missing files.
    """

    def __init__(self, context: BrowserContext, url: Callable[[], str]) -> None:
        self._context, self._url = context, url
        self._requests: list[Request] = []
        self._sent: list[str] = []
        self.received: list[str] = []
        self.wrong: list[str] = []
        self._listeners: dict[Any, Callable[[Any], None]] = {
            "request": self._remember_request,
            "response": self._remember_answer,
            "console": self._remember_console,
            "weberror": lambda error: self.wrong.append(f"page error: {error.error}"),
        }
        for event, listener in self._listeners.items():
            context.on(event, listener)

    def stop(self) -> None:
        """Nothing more is remembered."""
        for event, listener in self._listeners.items():
            self._context.remove_listener(event, listener)

    @property
    def sent(self) -> list[str]:
        """Every request with all that went with it, in turn."""
        self._sent += [_in_words(request) for request in self._requests[len(self._sent) :]]
        return self._sent

    def _remember_request(self, request: Request) -> None:
        self._requests.append(request)
        if not request.url.startswith((self._url(), "blob:", "data:")):
            self.wrong.append(f"third party: {request.url}")

    def _remember_answer(self, answer: Response) -> None:
        if answer.url.startswith(f"{self._url()}/api/"):
            self.received.append(f"{answer.status} {answer.request.method} {answer.url}")
        if answer.status >= 400:
            self.wrong.append(f"answer {answer.status}: {answer.request.method} {answer.url}")

    def _remember_console(self, message: ConsoleMessage) -> None:
        # a failed request is remembered by its answer, which says more
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.wrong.append(f"console: {message.text}")


def _in_words(request: Request) -> str:
    body = request.post_data_buffer or b""
    return f"{request.method} {request.url} {request.headers} {body!r}"
