"""WebKitGTK's own small browser on a screen that nobody sees: one virtual screen, one driver and window a phone."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.workflow.engines import mini_browser
from tests.engines.hands import WAIT_S
from tests.engines.webdriver import Session, WebDriverError

PHONE_WIDTH, PHONE_HEIGHT = 360, 640
SCREEN = "2400x1000x24"
# the toolbar of the browser is wider than a phone; without its sizes the window can be as narrow as one
NO_TOOLBAR = "* { font-size: 1px; min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; }\n"
NO_MOTION = "[Settings]\ngtk-enable-animations=0\n"


class WebKitStartError(Exception):
    """WebKit is installed and does not start; the message holds what its programs said."""


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; its name for DISPLAY."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    try:
        number = process.stdout.readline().strip()
        if not number:
            raise WebKitStartError("Xvfb ended before it had a screen.")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def settings(folder: Path, display: str) -> dict[str, str]:
    """The environment of one browser: its own settings, and nothing of the machine's display or language."""
    gtk = folder / "gtk-3.0"
    gtk.mkdir()
    (gtk / "gtk.css").write_text(NO_TOOLBAR)
    (gtk / "settings.ini").write_text(NO_MOTION)
    own = {"DISPLAY": display, "XDG_CONFIG_HOME": str(folder), "LC_ALL": "POSIX", "GDK_BACKEND": "x11"}
    return {**os.environ, **own}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def window(display: str, place: int, scheme: str = "light") -> Iterator[Session]:
    """One window of a phone's size with a memory of its own, the `place`-th from the left."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        said = stack.enter_context((folder / "said").open("w+"))
        port = free_port()
        driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=settings(folder, display), stdout=said, stderr=said
        )
        stack.callback(driver.wait)
        stack.callback(driver.terminate)
        session = begin(port, scheme, driver, folder / "said")
        stack.callback(session.end)
        fit(session, place)
        yield session


def begin(port: int, scheme: str, driver: subprocess.Popen[bytes], said: Path) -> Session:
    """The first command, as soon as the driver listens."""
    arguments = ["--automation", *(["--dark-mode"] if scheme == "dark" else [])]
    options = {"binary": mini_browser(), "args": arguments}
    end = time.monotonic() + WAIT_S
    while True:
        try:
            return Session(port, {"webkitgtk:browserOptions": options, "acceptInsecureCerts": True})
        except ConnectionRefusedError:
            if driver.poll() is not None or time.monotonic() > end:
                raise WebKitStartError(f"WebKitWebDriver does not answer.\n{said.read_text()}") from None
            time.sleep(0.05)
        except WebDriverError as problem:
            raise WebKitStartError(f"{problem}\n{said.read_text()}") from problem


def fit(session: Session, place: int) -> None:
    """Make what is inside the frame as large as a phone's screen, beside the other windows."""
    session.resize(x=place * PHONE_WIDTH, y=0, width=PHONE_WIDTH, height=PHONE_HEIGHT)
    inside = session.run("() => innerHeight")
    session.resize(x=place * PHONE_WIDTH, y=0, width=PHONE_WIDTH, height=2 * PHONE_HEIGHT - inside)
