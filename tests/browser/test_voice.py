"""The journal that people expect: a voice note on a page, spoken, cut off by a lock, thrown away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couplebridge.client.codes import parse_code
from couplebridge.client.phone import Phone as Reference
from tests.browser.server import Server
from tests.browser.support import Account, Phone, PhoneMaker, as_bytes
from tests.browser.test_photos import CANARY, opens, writes
from tests.support.camera import TRACKS, TRACKS_OFF

SPOKEN = "() => /[2-9]$/.test(document.querySelector('.recording__time span')?.textContent ?? '')"
Speaking = Callable[..., Phone]


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def speaking(phone: PhoneMaker) -> Speaking:
    """A phone whose microphone hums."""

    def start(*allowed: str) -> Phone:
        each = phone()
        each.allows(*allowed)
        each.page.add_init_script(TRACKS)
        return each

    return start


def speaks(phone: Phone) -> None:
    phone.press("Speak")
    phone.page.wait_for_function(SPOKEN)


def notes(server: Server, account: Account) -> list[tuple[str, bytes]]:
    """Media and content of each voice note of the one page, as another client reads them."""
    client = Reference(server.url)
    client.sign_in(account.name, account.passphrase, parse_code(account.code))
    (entry,) = client.journal.entries()
    return [(each.fields["media"], client.attachments.read(each.id)) for each in client.attachments.of(entry.id)]


def arrived(phone: Phone, server: Server, account: Account, count: int) -> list[tuple[str, bytes]]:
    for _ in range(60):
        try:
            found = notes(server, account)
            if len(found) == count:
                return found
        except Exception as problem:
            if type(problem).__name__ not in ("AttachmentRefusedError", "ValueError"):
                raise
        phone.page.wait_for_timeout(250)
    raise AssertionError("the voice note did not reach the server")


def test_spoken_kept_heard_and_sealed(speaking: Speaking, server: Server) -> None:
    phone = speaking("microphone")
    account = phone.has_account("robin")
    writes(phone)
    speaks(phone)
    phone.press("Stop and keep it")
    phone.page.wait_for_function(TRACKS_OFF)
    phone.page.get_by_label("What it says").fill("I said that I was tired.")
    phone.press("Done")
    opens(phone)
    phone.page.get_by_text("I said that I was tired.").wait_for()
    phone.press("Listen")
    phone.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    phone.press("Pause")
    ((media, content),) = arrived(phone, server, account, 1)
    assert media.startswith("audio/")
    assert content[:4] == b"\x1a\x45\xdf\xa3" or content[4:8] == b"ftyp"
    kept = as_bytes(phone.storage()) + server.stored() + "".join(phone.sent).encode()
    for needle in (content[:48], content[2000:2032], b"I said that I was tired."):
        assert needle not in kept


@pytest.mark.parametrize("way", ["Hide now", "Lock"])
def test_a_lock_ends_it_at_once_and_what_was_spoken_is_on_its_page_after_it(
    speaking: Speaking, server: Server, way: str
) -> None:
    phone = speaking("microphone")
    account = phone.has_account("robin")
    writes(phone)
    phone.page.get_by_text("sealed on the server").wait_for()
    speaks(phone)
    phone.page.get_by_role("button", name=way).first.click()
    phone.page.wait_for_function(TRACKS_OFF, timeout=5_000)
    if way == "Hide now":
        phone.page.get_by_text("Nothing here.").wait_for()
        phone.open()
    phone.unlock()
    opens(phone)
    phone.press("Listen")
    phone.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    assert len(arrived(phone, server, account, 1)) == 1


def test_thrown_away_it_can_come_back_on_a_page_that_is_there(speaking: Speaking) -> None:
    phone = speaking("microphone")
    phone.has_account("robin")
    writes(phone)
    phone.page.get_by_text("sealed on the server").wait_for()
    speaks(phone)
    phone.press("Throw it away")
    phone.page.wait_for_function(TRACKS_OFF)
    phone.press("Undo")
    phone.page.locator(".player").wait_for()


def test_a_microphone_that_is_refused_is_explained_and_the_words_stay(speaking: Speaking) -> None:
    phone = speaking()
    phone.has_account("robin")
    writes(phone)
    phone.press("Speak")
    phone.page.get_by_text("may not use the microphone", exact=False).wait_for()
    assert phone.page.get_by_label("What happened?", exact=True).input_value() == CANARY
    phone.press("Close")
    phone.page.get_by_role("button", name="Speak").wait_for()


AWAKE = """(() => {
  globalThis.screens = [];
  const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    const given = await ask(kind);
    screens.push(given);
    return given;
  };
})();"""
# Playwright has no name for it, and denies what it was not told of
HOLDS_THE_SCREEN = {"permission": {"name": "screen-wake-lock"}, "setting": "granted"}
MAY_GO_DARK = "Please keep the screen on while you speak"


def test_the_screen_stays_on_while_one_speaks_and_no_longer(speaking: Speaking, server: Server) -> None:
    phone = speaking("microphone")
    tools = phone.devtools()
    context = tools.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    tools.send("Browser.setPermission", {**HOLDS_THE_SCREEN, "origin": server.url, "browserContextId": context})
    phone.page.add_init_script(AWAKE)
    phone.has_account("robin")
    writes(phone)
    speaks(phone)
    assert phone.page.evaluate("screens.map(({ released }) => released)") == [False]
    assert phone.page.get_by_text(MAY_GO_DARK).count() == 0
    phone.press("Stop and keep it")
    phone.page.wait_for_function("() => screens.every(({ released }) => released)")


def test_a_phone_that_may_go_dark_says_so_while_one_speaks(speaking: Speaking) -> None:
    phone = speaking("microphone")
    phone.page.add_init_script(
        "WakeLock.prototype.request = async () => { throw new DOMException('', 'NotAllowedError'); };"
    )
    phone.has_account("robin")
    writes(phone)
    speaks(phone)
    phone.page.get_by_text(MAY_GO_DARK).wait_for()
    phone.press("Stop and keep it")
    phone.page.locator(".player").wait_for()
    assert phone.page.get_by_text(MAY_GO_DARK).count() == 0
