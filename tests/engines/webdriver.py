"""The few words of W3C WebDriver (https://www.w3.org/TR/webdriver2/) with which WebKit is driven.

Eight commands over HTTP, so it is written here: docs/decisions/0001-dependencies.md says why no library.
"""

from __future__ import annotations

import http.client
import json
from typing import Any

ANSWER_LIMIT_S = 180
# the standard's own name for "this dictionary is an element"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebDriverError(Exception):
    """The driver refused; `code` is the standard's word for why, such as "stale element reference"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Session:
    """One browser window under one driver, from its first command to `end`."""

    def __init__(self, port: int, capabilities: dict[str, Any]) -> None:
        self._port = port
        self._path = ""
        made = self._send("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._path = f"/session/{made['sessionId']}"

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_LIMIT_S)
        try:
            content = json.dumps(body or {}) if method == "POST" else None
            connection.request(method, self._path + path, content, {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise WebDriverError(value["error"], value.get("message", ""))
        return value

    def go(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self._send("POST", "/url", {"url": url})

    def reload(self) -> None:
        """Load the page again."""
        self._send("POST", "/refresh")

    def run(self, function: str, *given: Any) -> Any:
        """Call a JavaScript function in the page, async or not; its answer as JSON, elements as dictionaries."""
        script = f"return ({function}).apply(null, arguments)"
        return self._send("POST", "/execute/sync", {"script": script, "args": list(given)})

    def click(self, element: dict[str, str]) -> None:
        """A press by a pointer in the middle of the element, as the engine itself would deliver it."""
        self._send("POST", f"/element/{element[ELEMENT]}/click")

    def type(self, element: dict[str, str], text: str) -> None:
        """Key by key into the element."""
        self._send("POST", f"/element/{element[ELEMENT]}/value", {"text": text})

    def role_and_name(self, element: dict[str, str]) -> tuple[str, str]:
        """What the engine itself tells a screen reader about the element."""
        of = f"/element/{element[ELEMENT]}"
        return self._send("GET", f"{of}/computedrole"), self._send("GET", f"{of}/computedlabel")

    def resize(self, **rect: int) -> None:
        """Place the window: x, y, width, height in pixels, frame included."""
        self._send("POST", "/window/rect", rect)

    def end(self) -> None:
        """Close the window."""
        self._send("DELETE", "")
