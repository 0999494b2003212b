"""On a slow network: the frame and the shape of a screen stand at once, and nothing moves when the rest arrives."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.couple import goes_to, make_invitation
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

# longer than the half second in which a browser takes a shift for the answer to a touch
SLOW_S = 0.7
# a line that comes above a place has to make room for itself
WATCH = """() => {
  globalThis.shifts = [];
  let lineAt = -1000;
  const isLine = ({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest('.frame__banners');
  new MutationObserver((changes) => { if (changes.some(isLine)) lineAt = performance.now(); })
    .observe(document, { childList: true, subtree: true, characterData: true });
  const what = ({ node, previousRect, currentRect }) => {
    const each = node?.nodeType === 1 ? node : node?.parentElement;
    const from = `${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`;
    return `${each?.getAttribute('class') || each?.tagName} ${each?.textContent.slice(0, 30)} ${from}`;
  };
  const notice = ({ hadRecentInput, value, sources, startTime }) => {
    if (hadRecentInput || Math.abs(startTime - lineAt) < 500) return;
    globalThis.shifts.push(`${value.toFixed(4)}: ${sources.map(what).join('; ')}`);
  };
  new PerformanceObserver((list) => list.getEntries().forEach(notice))
    .observe({ type: 'layout-shift', buffered: true });
}"""
Wsgi = Callable[[dict[str, Any], Any], Any]


# the worker would have everything at hand already
BLOCKED = ("Service Worker registration blocked", "reading 'installing'")


@pytest.fixture
def alice(phone: PhoneMaker) -> Phone:
    alice = phone(service_workers="block")
    alice.page.add_init_script(f"({WATCH})()")
    for words in BLOCKED:
        alice.expect_wrong(words)
    alice.has_account("still")
    return alice


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def gate(server: Server) -> Iterator[threading.Event]:
    """The file of one screen does not come before this is set."""
    opened = threading.Event()
    inner: Wsgi = server.app.wsgi_app

    def waiting(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"].endswith("/js/ui/screens/path.js"):
            opened.wait()
        return inner(environ, start)

    server.app.wsgi_app = waiting  # type: ignore[method-assign]
    yield opened
    opened.set()


def test_while_a_screen_is_on_its_way_its_frame_and_its_shape_stand(gate: threading.Event, alice: Phone) -> None:
    places = alice.page.get_by_role("navigation", name="Places")
    places.get_by_role("button", name="Path", exact=True).click()
    alice.page.locator(".skeleton").wait_for()
    assert places.is_visible()
    assert alice.page.get_by_role("button", name="Hide now").is_visible()
    gate.set()
    alice.says("Path")
    assert alice.page.locator(".skeleton").count() == 0


def test_nothing_moves_when_what_is_late_arrives(alice: Phone, server: Server) -> None:
    inner: Wsgi = server.app.wsgi_app

    def slow(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] != "/api/live":
            time.sleep(SLOW_S)
        return inner(environ, start)

    server.app.wsgi_app = slow  # type: ignore[method-assign]
    for place in ("Mine", "Bridge", "Path", "Bridge"):
        goes_to(alice, place)
    alice.press("Invite my partner")
    make_invitation(alice)
    goes_to(alice, "Today")
    alice.press("Settings and good to know")
    for row, shown in (
        ("Signed in on", "This one"),
        ("A sign of something new", "It never says more"),
        ("Is this right for us?", "116 016"),
    ):
        alice.page.get_by_role("button", name=row, exact=True).first.click()
        alice.page.get_by_text(shown, exact=False).first.wait_for()
        alice.press("Back")
        alice.says("Settings")
    alice.press("Show the recovery kit")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Show the kit")
    alice.page.locator(".qr__dark[d^=M]").wait_for()
    assert alice.page.evaluate("() => globalThis.shifts") == []
