"""A code read inside the app by the camera: an invitation, an account of one's own, and what is not ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couplebridge.client.codes import parse_code
from couplebridge.client.device_link import make_device_fragment
from tests.browser.couple import goes_to, invites
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker
from tests.support.camera import TRACKS, TRACKS_OFF, film

NO_READER = "delete globalThis.BarcodeDetector;"
# a browser that has a reader of its own; Chromium on Linux has only the name
OWN_READER = """globalThis.BarcodeDetector = class {
  static getSupportedFormats = async () => ['qr_code'];
  detect = async () => [{ rawValue: sessionStorage.code }];
};"""
Filming = Callable[..., Phone]


@pytest.fixture
def filming(phone: PhoneMaker) -> Filming:
    """A phone whose camera sees the code of a text."""

    def start(text: str, reader: str = NO_READER, allowed: tuple[str, ...] = ("camera",)) -> Phone:
        film(text)
        each = phone()
        each.allows(*allowed)
        each.page.add_init_script(reader + TRACKS)
        return each

    return start


def sees_the_camera_off(phone: Phone) -> None:
    """Let go of within a look: the page stops it when it next comes by."""
    phone.page.wait_for_function(TRACKS_OFF)


def test_an_invitation_is_scanned_inside_the_app(phone: PhoneMaker, filming: Filming) -> None:
    alice = phone()
    alice.has_account("scan-alice")
    link = invites(alice)
    bob = filming(link)
    bob.has_account("scan-bob")
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.press("Scan with the camera")
    bob.page.get_by_text("This invitation is whole", exact=False).wait_for()
    sees_the_camera_off(bob)


@pytest.mark.parametrize("reader", [NO_READER, OWN_READER], ids=["vendored reader", "the browser's reader"])
def test_a_second_phone_of_mine_reads_name_and_code(reader: str, phone: PhoneMaker, filming: Filming) -> None:
    alice = phone()
    account = alice.has_account(f"scan-mine-{len(reader)}")
    link = f"{alice.url}/add#{make_device_fragment(parse_code(account.code), account.name)}"
    second = filming(link, reader)
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
    bob = filming("https://shop.example/win")
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
    bob = filming("https://shop.example/win")
    bob.open()
    bob.press("I have a link")
    bob.press("Scan with the camera")
    bob.page.get_by_text("This code is not from this app.", exact=False).wait_for()
    bob.press("Back" if way == "back" else "Hide now")
    sees_the_camera_off(bob)


def test_a_refusal_is_said_and_the_other_way_is_there(filming: Filming) -> None:
    bob = filming("x", allowed=())
    bob.open()
    bob.press("I have a link")
    bob.press("Scan with the camera")
    bob.page.get_by_text("This page may not use the camera.", exact=False).wait_for()
    bob.page.get_by_label("Link").wait_for()
