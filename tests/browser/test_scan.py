"""A code read inside the app by the camera: an invitation, an account of one's own, and what is not ours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from couplebridge.client.codes import parse_code
from couplebridge.client.device_link import make_device_fragment
from tests.browser.couple import goes_to, invites
from tests.browser.support import FLAGS, PASSPHRASE, Phone, PhoneMaker, Server, new_phone
from tests.support.camera import film

FILMING = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
NO_READER = "delete globalThis.BarcodeDetector;"
# a browser that has a reader of its own; Chromium on Linux has only the name
OWN_READER = """globalThis.BarcodeDetector = class {
  static getSupportedFormats = async () => ['qr_code'];
  detect = async () => [{ rawValue: sessionStorage.code }];
};"""
TRACKS = """(() => {
  globalThis.tracks = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    tracks.push(...stream.getTracks());
    return stream;
  };
})();"""
Filming = Callable[..., AbstractContextManager[Phone]]


@pytest.fixture
def filming(browser: Browser, server: Server, tmp_path: Path) -> Filming:
    """A phone whose camera sees the code of a text."""

    @contextmanager
    def start(text: str, reader: str = NO_READER, flags: list[str] = FILMING) -> Iterator[Phone]:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        video = f"--use-file-for-fake-video-capture={film(text, tmp_path / 'code.y4m')}"
        other = browser.browser_type.launch(executable_path=path, args=[*FLAGS, *flags, video])
        try:
            phone = new_phone(other, server.url)
            phone.page.add_init_script(reader + TRACKS)
            yield phone
            assert phone.surprises() == []
        finally:
            other.close()

    return start


def sees_the_camera_off(phone: Phone) -> None:
    """Let go of within a look: the page stops it when it next comes by."""
    phone.page.wait_for_function("() => tracks.length > 0 && tracks.every((track) => track.readyState === 'ended')")


def test_an_invitation_is_scanned_inside_the_app(phone: PhoneMaker, filming: Filming) -> None:
    alice = phone()
    alice.create_account("scan-alice")
    link = invites(alice)
    with filming(link) as bob:
        bob.create_account("scan-bob")
        goes_to(bob, "Bridge")
        bob.press("I have an invitation")
        bob.press("Scan with the camera")
        bob.page.get_by_text("This invitation is whole", exact=False).wait_for()
        sees_the_camera_off(bob)


@pytest.mark.parametrize("reader", [NO_READER, OWN_READER], ids=["vendored reader", "the browser's reader"])
def test_a_second_phone_of_mine_reads_name_and_code(reader: str, phone: PhoneMaker, filming: Filming) -> None:
    alice = phone()
    account = alice.create_account(f"scan-mine-{len(reader)}")
    link = f"{alice.url}/add#{make_device_fragment(parse_code(account.code), account.name)}"
    with filming(link, reader) as second:
        second.open()
        second.page.evaluate("(link) => { sessionStorage.code = link; }", link)
        second.press("I have an account")
        second.press("Scan with the camera")
        second.page.wait_for_function(
            "() => [...document.querySelectorAll('input')].some((each) => each.value.startsWith('scan-mine'))"
        )
        sees_the_camera_off(second)
        second.fill("Passphrase", PASSPHRASE)
        second.press("Sign in")
        second.says("Today")


def test_a_code_of_somebody_else_is_said_and_not_followed(filming: Filming) -> None:
    with filming("https://shop.example/win") as bob:
        bob.open()
        bob.press("I have a link")
        bob.press("Scan with the camera")
        bob.page.get_by_text("This code is not from this app.", exact=False).wait_for()
        assert bob.page.url == f"{bob.url}/"
        bob.press("Stop the camera")
        bob.page.get_by_role("button", name="Scan with the camera").wait_for()
        sees_the_camera_off(bob)


@pytest.mark.parametrize("way", ["back", "hide"])
def test_the_camera_is_off_as_soon_as_the_screen_is_left(way: str, filming: Filming) -> None:
    with filming("https://shop.example/win") as bob:
        bob.open()
        bob.press("I have a link")
        bob.press("Scan with the camera")
        bob.page.get_by_text("This code is not from this app.", exact=False).wait_for()
        bob.press("Back" if way == "back" else "Hide now")
        sees_the_camera_off(bob)


def test_a_refusal_is_said_and_the_other_way_is_there(filming: Filming) -> None:
    with filming("x", flags=[*FILMING[:1], "--deny-permission-prompts"]) as bob:
        bob.open()
        bob.press("I have a link")
        bob.press("Scan with the camera")
        bob.page.get_by_text("This page may not use the camera.", exact=False).wait_for()
        bob.page.get_by_label("Link").wait_for()
