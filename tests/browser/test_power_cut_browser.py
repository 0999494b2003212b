"""A power cut: kill -9 of the browser, or of the server, in the middle of saving. What was said to be saved is there,
and the screen says what is not on the server yet."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType

from tests.browser.couple import chooses, goes_to, saved
from tests.browser.server import Server
from tests.browser.support import FLAGS, Phone, PhoneMaker

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 60
ON_PHONE = "Saved on this phone. Not on the server yet."
SERVE = """
import sys
from pathlib import Path
from tests.browser.server import Server
server = Server(Path(sys.argv[1]))
server.port = int(sys.argv[2])
server.start()
input()
"""


class KilledBrowser:
    """A Chromium of its own with a profile on disk, which can lose its power."""

    def __init__(self, kind: BrowserType, profile: Path) -> None:
        self.kind, self.profile = kind, profile

    def start(self, url: str) -> Phone:
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        own = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}"]
        self.process = subprocess.Popen(
            [str(path), *FLAGS, *own, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: port_file.exists() and "\n" in port_file.read_text())
        self.browser: Browser = self.kind.connect_over_cdp(f"http://127.0.0.1:{port_file.read_text().splitlines()[0]}")
        context = self.browser.contexts[0]
        context.set_default_timeout(45_000)
        return Phone(context, context.pages[0], url)

    def kill(self) -> None:
        """No farewell to anybody: the whole group of processes is gone."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class KilledServer:
    """The app as a process of its own, on a folder that outlives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.folder), str(self.port)], cwd=ROOT, stdin=subprocess.PIPE
        )
        until(self.answers)

    def answers(self) -> bool:
        with socket.socket() as attempt:
            return attempt.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something outside of the browser; fail after a minute."""
    end = time.monotonic() + START_LIMIT_S
    while not holds():
        assert time.monotonic() < end, "it did not start"
        time.sleep(0.05)


@pytest.fixture
def fragile(browser: Browser, tmp_path: Path) -> Iterator[KilledBrowser]:
    made = KilledBrowser(browser.browser_type, tmp_path / "profile")
    yield made
    made.kill()


@pytest.fixture
def killed_server(tmp_path: Path) -> Iterator[KilledServer]:
    server = KilledServer(tmp_path / "server")
    server.start()
    yield server
    server.kill()


def begins_a_page(phone: Phone, words: str) -> None:
    phone.press("Write")
    phone.says("Write")
    chooses(phone, "A whole page")
    phone.fill("What happened?", words)


def test_a_killed_browser_loses_nothing_that_was_said_to_be_saved(fragile: KilledBrowser, own_server: Server) -> None:
    alice = fragile.start(own_server.url)
    alice.has_account("killed-alice")
    alice.keeps_app()
    own_server.stop()
    begins_a_page(alice, "acknowledged before the cut")
    alice.page.get_by_text(ON_PHONE).wait_for()
    # the next words are on their way to the disk when the power goes
    alice.page.get_by_label("What happened?").press_sequentially(", and a few more")
    fragile.kill()

    alice = fragile.start(own_server.url)
    own_server.start()
    alice.open()
    own_server.stop()
    alice.unlock()
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="acknowledged before the cut").wait_for()
    alice.page.get_by_text("Not on the server yet:", exact=False).first.wait_for()
    own_server.start()
    alice.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    alice.page.get_by_text("Not on the server yet:", exact=False).wait_for(state="detached")


def test_a_killed_server_loses_nothing_that_was_said_to_be_on_it(
    killed_server: KilledServer, phone: PhoneMaker
) -> None:
    alice = phone()
    alice.url = killed_server.url
    for part in (
        "ERR_CONNECTION_REFUSED",
        "ERR_EMPTY_RESPONSE",
        "ERR_INCOMPLETE_CHUNKED_ENCODING",
        "ERR_CONNECTION_RESET",
    ):
        alice.expect_wrong(part)
    account = alice.has_account("killed-server")
    begins_a_page(alice, "sealed on the server")
    saved(alice).wait_for()
    killed_in_a_push(alice, killed_server)
    # whether or not the last push was answered in time, these words cannot be on the server
    alice.page.get_by_label("What happened?").press_sequentially(", and some more")
    alice.page.get_by_text(ON_PHONE).wait_for()
    killed_server.start()
    alice.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    saved(alice).wait_for()

    other = phone()
    other.url = killed_server.url
    other.sign_in(account)
    goes_to(other, "Mine")
    other.page.get_by_role("button", name="sealed on the server, and then the cut, and some more").wait_for()


def killed_in_a_push(phone: Phone, server: KilledServer) -> None:
    """The server dies in the moment in which the request leaves the phone."""
    with phone.page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/api/feed")):
        phone.page.get_by_label("What happened?").press_sequentially(", and then the cut")
    server.kill()
