"""The codes that the app draws are read off the screen by another library, in every light: they hold what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.couple import invites
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker
from tests.support.code_reader import CodeReader, code_reader

LIGHTS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
IN_THE_MIDDLE = "(code) => code.scrollIntoView({ block: 'center', behavior: 'instant' })"


@pytest.fixture
def reader(browser: Browser) -> Iterator[CodeReader]:
    with code_reader(browser) as reader:
        yield reader


def read_in_every_light(phone: Phone, reader: CodeReader) -> dict[str, str]:
    """What stands in the code on this screen, read off pictures of the screen."""
    phone.page.locator(".qr__dark[d^=M]").wait_for()
    found = {}
    for name, media in LIGHTS.items():
        phone.page.emulate_media(**media)
        phone.page.locator(".qr__code").evaluate(IN_THE_MIDDLE)
        found[name] = reader.read(phone.page.screenshot())
    return found


def test_the_invitation_on_the_screen_is_the_link_that_is_copied(phone: PhoneMaker, reader: CodeReader) -> None:
    alice = phone()
    alice.has_account("drawn-invite")
    link = invites(alice)
    assert read_in_every_light(alice, reader) == dict.fromkeys(LIGHTS, link)


def test_the_picture_for_a_second_phone_and_that_of_the_kit_are_the_link_that_is_shown(
    phone: PhoneMaker, reader: CodeReader
) -> None:
    alice = phone()
    alice.has_account("drawn-second")
    alice.press("Settings and good to know")
    alice.press("Add a phone")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Show the picture")
    alice.page.get_by_text("Show it as a link").click()
    link = alice.page.locator(".link-text").inner_text()
    assert read_in_every_light(alice, reader) == dict.fromkeys(LIGHTS, link)
    alice.press("Back")
    alice.says("Settings")
    alice.press("Show the recovery kit")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Show the kit")
    assert read_in_every_light(alice, reader) == dict.fromkeys(LIGHTS, link)
