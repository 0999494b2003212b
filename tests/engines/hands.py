"""What a person's hands and eyes do with a phone, in words that hold for every engine.

Each `Hands` is one phone: storage, cookies and service worker of its own. Whatever waits gives up after WAIT_S with
a sentence that says for what. Buttons, fields and headings are found by the words a person sees or hears.
"""

from __future__ import annotations

from typing import Any, Protocol

# a busy machine with two cores takes its time; what is there at once costs nothing of it
WAIT_S = 90


class Hands(Protocol):
    """One phone under one engine."""

    url: str

    def open(self, path: str = "/") -> None:
        """Go to the app and wait until a screen stands."""

    def reload(self) -> None:
        """Load the page again and wait until a screen stands."""

    def says(self, title: str) -> None:
        """Wait for the screen with this in its heading."""

    def sees(self, text: str) -> None:
        """Wait until this text can be seen."""

    def misses(self, text: str) -> None:
        """Wait until no text with this in it can be seen any more."""

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press the button with this name, once it can be pressed; not exact: with this in its name."""

    def tick(self, label: str) -> None:
        """Tick the box or radio button with this in its label."""

    def choose(self, words: str, legend: str | None = None) -> None:
        """Press a chip by its words, in the group with this legend."""

    def fill(self, label: str, text: str) -> None:
        """Type into the empty field with this label."""

    def type_on(self, label: str, text: str) -> None:
        """Type more, behind what stands in the field with this label."""

    def code(self, label: str) -> str:
        """The groups of a code that is shown, joined by hyphens."""

    def labels(self) -> list[str]:
        """The labels of the fields on this screen."""

    def text(self) -> str:
        """All that the page holds as text, seen or not."""

    def run(self, function: str) -> Any:
        """Call a JavaScript function in the page, async or not; its answer as JSON."""

    def go_offline(self) -> None:
        """No network from now on, neither for the page nor for its worker; the app is on the phone by then."""

    def come_back(self) -> None:
        """The network is there again, and the page is told so as browsers do."""

    def expect_cut(self) -> None:
        """The server is about to go away for a moment: what the browser says of that is not wrong."""

    def renew(self, button: str, release: str) -> None:
        """Press what makes the app load itself again, and wait until a page of this release stands."""

    def surprises(self) -> list[str]:
        """Errors, warnings, refusals by the content policy, requests to somebody else: none is ever all right."""
