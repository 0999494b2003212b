"""`python -m scripts.shots.store`: the pictures that a browser shows where it offers to install, into static/img/."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from couplebridge.release import STATIC
from tests.browser.couple import goes_to
from tests.browser.server import Server
from tests.browser.support import FLAGS, Phone, new_phone

NARROW = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2}
WIDE = {"width": 1280, "height": 800}


def main() -> None:
    """An account without content: nothing of anybody is on them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        server = Server(Path(folder))
        server.start()
        phone = new_phone(browser, server.url, **NARROW)
        phone.open()
        phone.page.get_by_role("button", name="I have an account").wait_for()
        take(phone, "welcome")
        phone.create_account("store")
        phone.press("Write")
        phone.says("Write")
        take(phone, "write")
        goes_to(phone, "Path")
        phone.says("Path")
        take(phone, "path")
        wide = new_phone(browser, server.url, viewport=WIDE)
        wide.create_account("store-wide")
        goes_to(wide, "Path")
        wide.says("Path")
        take(wide, "wide")
        browser.close()
        server.stop()


def take(phone: Phone, name: str) -> None:
    """The screen as it stands, once its pictures are there."""
    phone.page.wait_for_load_state("networkidle")
    phone.page.wait_for_timeout(300)
    phone.page.screenshot(path=STATIC / "img" / f"screen-{name}.png")


if __name__ == "__main__":
    main()
