"""Hands in WebKit, through its own driver: each press and each key comes from the engine, not from a script."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from tests.browser.server import Server
from tests.engines.hands import WAIT_S
from tests.engines.webdriver import Session, WebDriverError
from tests.engines.webkit import window

HERE = Path(__file__).parent
FINDING = "\n".join(
    line for line in (HERE / "finding.js").read_text().splitlines() if not line.startswith("//")
).strip()
LISTENING = (HERE / "listening.js").read_text().partition("\n")[2].strip()
FOREIGN = """(own) => performance.getEntriesByType('resource').map(({ name }) => name)
  .filter((name) => !/^(blob|data):/.test(name) && !name.startsWith(own))"""
TITLE = "() => document.querySelector('[data-screen-title]')?.innerText ?? ''"
KEPT = "() => navigator.serviceWorker.controller !== null"
RELEASE = "() => document.querySelector('meta[name=couplebridge-release]')?.content"
SEEN = "() => document.body.innerText"
# a press goes to a place: whatever still moves would not be there any more
STILL = """async (element) => {
  const at = () => JSON.stringify(element.getBoundingClientRect());
  const before = at();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  return at() === before;
}"""
# the page changed between looking and pressing: look again
MOVED = ("stale element reference", "element not interactable", "element click intercepted", "no such element")
TICKED = ("checkbox", "radio", "switch")
PAUSE_S = 0.1
Element = dict[str, str]
Found = TypeVar("Found")


class WebKitHands:
    """One window of its own. WebKit cannot be cut off the network, so without one means: the server is gone."""

    def __init__(self, display: str, server: Server, place: int, scheme: str = "light") -> None:
        self.url = server.url
        self._server = server
        self._wrong: list[str] = []
        self._closing = ExitStack()
        self._session: Session = self._closing.enter_context(window(display, place, scheme))

    def open(self, path: str = "/") -> None:
        self._remember()
        self._session.go(self.url + path)
        self._stand()

    def reload(self) -> None:
        self._remember()
        self._session.reload()
        self._stand()

    def _stand(self) -> None:
        self._until("a screen", lambda: self._session.run(TITLE))
        self._session.run(LISTENING)

    def says(self, title: str) -> None:
        self._until(f"the screen {title!r}", lambda: title in self._session.run(TITLE))

    def sees(self, text: str) -> None:
        self._until(f"the text {text!r}", lambda: self._is_seen(text))

    def misses(self, text: str) -> None:
        self._until(f"the text {text!r} to be gone", lambda: not self._is_seen(text))

    def _is_seen(self, text: str) -> bool:
        return text.lower() in " ".join(self._session.run(SEEN).split()).lower()

    def press(self, name: str, *, exact: bool = True) -> None:
        self._until(f"a button {name!r} to press", lambda: self._pressed(self._buttons(name, exact)))

    def tick(self, label: str) -> None:
        def ticked() -> bool:
            fields = self._find("field", label)
            return self._pressed(each for each in fields if self._session.role_and_name(each)[0] in TICKED)

        self._until(f"something to tick at {label!r}", ticked)

    def choose(self, words: str, legend: str | None = None) -> None:
        self._until(f"a chip {words!r}", lambda: self._pressed(self._find("chip", words, legend)))

    def fill(self, label: str, text: str) -> None:
        self.type_on(label, text)

    def type_on(self, label: str, text: str) -> None:
        def typed() -> bool:
            named = (each for each in self._find("field", label) if self._session.role_and_name(each)[1] == label)
            field = next(named, None)
            if field:
                self._session.type(field, text)
            return field is not None

        self._until(f"a field {label!r}", typed)

    def code(self, label: str) -> str:
        lists = self._until(f"the code {label!r}", lambda: self._find("list", label))
        groups = self._session.run(
            "(list) => [...list.querySelectorAll('code')].map((each) => each.innerText)", lists[0]
        )
        return "-".join(groups)

    def labels(self) -> list[str]:
        found: list[str] = self._session.run(
            "() => [...document.querySelectorAll('.field__label')].map((each) => each.innerText)"
        )
        return found

    def text(self) -> str:
        found: str = self._session.run("() => document.documentElement.outerHTML")
        return found

    def run(self, function: str) -> Any:
        return self._session.run(function)

    def go_offline(self) -> None:
        self._until("the app to be kept on the phone", lambda: self._session.run(KEPT))
        self._server.stop()

    def come_back(self) -> None:
        self._server.start()
        self._session.run("() => { window.dispatchEvent(new Event('online')); }")

    def expect_cut(self) -> None:
        """Nothing to do: what WebKit says of the network it says to its own console alone."""

    def renew(self, button: str, release: str) -> None:
        self._remember()
        self.press(button)
        self._until(f"a page of the release {release}", lambda: self._session.run(RELEASE) == release)
        self._stand()

    def surprises(self) -> list[str]:
        self._remember()
        return list(self._wrong)

    def close(self) -> None:
        """The phone is gone, with all it kept."""
        self._closing.close()

    def _remember(self) -> None:
        """What went wrong on the page that stands; whatever it fetched from somebody else is wrong too."""
        self._wrong += self._session.run("() => globalThis.wentWrong ?? []")
        self._wrong += [f"third party: {name}" for name in self._session.run(FOREIGN, self.url)]

    def _find(self, what: str, words: str, legend: str | None = None) -> list[Element]:
        found: list[Element] = self._session.run(FINDING, what, words, legend)
        return found

    def _buttons(self, name: str, exact: bool) -> Iterator[Element]:
        """Those that the engine itself calls a button of this name."""
        for element in self._find("button", name):
            role, said = self._session.role_and_name(element)
            if role == "button" and (said == name or not exact):
                yield element

    def _pressed(self, elements: Iterable[Element]) -> bool:
        element = next(iter(elements), None)
        if element is None or not self._session.run(STILL, element):
            return False
        self._session.click(element)
        return True

    def _until(self, what: str, attempt: Callable[[], Found]) -> Found:
        """Try until it is so; a page that changes under one's finger is tried again."""
        end = time.monotonic() + WAIT_S
        last = ""
        while True:
            try:
                found = attempt()
                if found:
                    return found
            except WebDriverError as problem:
                if problem.code not in MOVED:
                    raise
                last = f" ({problem})"
            assert time.monotonic() < end, f"waited {WAIT_S} s for {what}{last}; the page says:\n{self._visible()}"
            time.sleep(PAUSE_S)

    def _visible(self) -> str:
        said: str = self._session.run(SEEN)
        return said[:1500]
