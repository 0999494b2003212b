"""The journal that people expect: a photo on a page, without what the camera wrote beside it, on both phones."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from couplebridge.client.codes import parse_code
from couplebridge.client.phone import Phone as Reference
from tests.browser.couple import goes_to
from tests.browser.pictures import DRAW, SHOWN, drawn, picks
from tests.browser.server import Server
from tests.browser.support import Account, Phone, PhoneMaker, as_bytes
from tests.safety.browser.test_r1_hostile_strings import CHANGES_DIRECTION, HOSTILE
from tests.support.jpeg import MAKER, as_taken, size_of

CANARY = "the kettle was still warm"


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


def writes(phone: Phone, text: str = CANARY) -> None:
    goes_to(phone, "Mine")
    phone.press("Write")
    phone.page.get_by_text("A whole page", exact=True).click()
    phone.page.get_by_label("What happened?", exact=True).fill(text)


def opens(phone: Phone, text: str = CANARY) -> None:
    goes_to(phone, "Mine")
    phone.page.get_by_role("button", name=text).first.click()
    phone.says("Page")


def reference(server: Server, account: Account) -> Reference:
    client = Reference(server.url)
    client.sign_in(account.name, account.passphrase, parse_code(account.code))
    return client


def is_sent(phone: Phone) -> None:
    """Everything of it is on the server: nothing is said to be on its way."""
    phone.page.locator(".attached-row").first.wait_for()
    phone.page.wait_for_function(
        "() => !document.querySelector('.attached-row__state .note, .attached-row__state .progress')"
    )


def test_a_photo_is_kept_upright_without_place_and_maker_and_nothing_of_it_is_readable(
    phone: PhoneMaker, server: Server
) -> None:
    robin = phone()
    account = robin.has_account("robin")
    writes(robin)
    picks(robin, as_taken(drawn(robin)))
    robin.page.get_by_label("What is on it").fill(f"Two cups, {CANARY}")
    robin.page.keyboard.press("Tab")
    robin.page.locator(".thumbnail__picture").first.wait_for()
    is_sent(robin)
    robin.press("Done")
    goes_to(robin, "Mine")
    for typed, found in (("no such words", 0), ("two cups", 1)):
        robin.fill("Search in all you wrote", typed)
        expect(robin.page.get_by_role("list", name="What you wrote").get_by_role("button")).to_have_count(found)
    client = reference(server, account)
    (entry,) = client.journal.entries()
    (attachment,) = client.attachments.of(entry.id)
    content = client.attachments.read(attachment.id)
    assert size_of(content) == (300, 400), "turned upright by what the camera said"
    assert b"Exif" not in content
    assert MAKER not in content
    assert attachment.fields["words"] == f"Two cups, {CANARY}"
    kept = as_bytes(robin.storage()) + server.stored() + "".join(robin.sent).encode()
    for needle in (CANARY.encode(), MAKER, b"JFIF", content[:64], content[400:432]):
        assert needle not in kept


def test_the_other_phone_of_its_owner_shows_it_and_shows_the_small_one_without_a_network(phone: PhoneMaker) -> None:
    robin, tablet = phone(), phone()
    account = robin.has_account("robin")
    writes(robin)
    picks(robin, drawn(robin, 3000, 1500), drawn(robin, 500, 900))
    robin.page.locator(".thumbnail__picture").nth(1).wait_for()
    is_sent(robin)
    robin.press("Done")
    robin.page.get_by_text("2 photos", exact=True).wait_for()
    tablet.sign_in(account)
    goes_to(tablet, "Mine")
    tablet.page.get_by_text("2 photos", exact=True).wait_for()
    tablet.expect_wrong("Failed to fetch")
    tablet.expect_wrong("ERR_INTERNET_DISCONNECTED")
    # from here on the app's own files come from the phone
    tablet.goes_offline()
    opens(tablet)
    tablet.page.locator(".photo__picture--small").first.wait_for()
    tablet.page.get_by_text("The server could not be reached.", exact=False).first.wait_for()
    tablet.comes_online()
    tablet.page.get_by_role("button", name="Try again").first.click()
    tablet.page.wait_for_function(SHOWN)
    assert tablet.page.locator(".photo__picture").first.evaluate(
        "(each) => [each.naturalWidth, each.naturalHeight]"
    ) == [2048, 1024]


def test_off_its_page_and_back_and_gone_with_its_page(phone: PhoneMaker, server: Server) -> None:
    robin = phone()
    account = robin.has_account("robin")
    writes(robin)
    picks(robin, drawn(robin))
    is_sent(robin)
    robin.press("Take this photo off the page")
    robin.page.locator(".attached-row").wait_for(state="detached")
    robin.press("Undo")
    robin.page.locator(".attached-row").wait_for()
    robin.press("Done")
    opens(robin)
    robin.page.wait_for_function(SHOWN)
    robin.page.locator(".photo-button").click()
    robin.says("Photo")
    robin.press("More")
    robin.page.get_by_role("menuitem", name="Take it off this page").click()
    robin.says("Page")
    robin.page.locator(".photo").wait_for(state="detached")
    robin.press("Change")
    robin.press("Bring back the one taken off")
    robin.page.locator(".attached-row").wait_for()
    robin.press("Done")
    robin.press("More")
    robin.page.get_by_role("menuitem", name="Put in the bin").click()
    robin.says("Mine")
    robin.press("More")
    robin.page.get_by_role("menuitem", name="Bin").click()
    robin.says("Bin")
    robin.page.get_by_role("listitem").get_by_role("button", name="More").click()
    robin.page.get_by_role("menuitem", name="Delete for good").click()
    robin.press("Delete it")
    robin.page.get_by_text("The bin is empty").wait_for()
    client = reference(server, account)
    for _ in range(100):
        client.sync()
        if (
            client.vault.all("attachment") == []
            and client.session.ask("GET", "/attachments").texts("attachments") == []
        ):
            return
        robin.page.wait_for_timeout(100)
    raise AssertionError("the chunks are still on the server")


@pytest.mark.parametrize(
    ("name", "mime", "words"),
    [("IMG_1.heic", "image/heic", "of the kind HEIC"), ("broken.jpg", "image/jpeg", "could not be read")],
)
def test_a_picture_that_cannot_be_read_is_said_and_the_words_stay(
    phone: PhoneMaker, name: str, mime: str, words: str
) -> None:
    robin = phone()
    robin.has_account("robin")
    writes(robin)
    picks(robin, b"\x00\x01 no picture", name=name, mime=mime)
    robin.page.get_by_text(words, exact=False).wait_for()
    assert robin.page.get_by_label("What happened?", exact=True).input_value() == CANARY
    picks(robin, drawn(robin))
    robin.page.locator(".attached-row").wait_for()


def test_cut_off_by_the_server_and_a_reload_it_goes_on_where_it_was(phone: PhoneMaker, server: Server) -> None:
    robin = phone()
    account = robin.has_account("robin")
    robin.expect_wrong("Failed to fetch")
    robin.expect_wrong("net::")
    writes(robin)
    robin.page.get_by_text("sealed on the server").wait_for()
    robin.keeps_app()
    server.stop()
    noisy = robin.page.evaluate(
        DRAW.replace("30 + (at * 7) % 40", "Math.random() * 90").replace("at += 4", "at += 1"), [1800, 1400]
    )
    picks(robin, base64.b64decode(noisy))
    robin.page.get_by_text("Not on the server yet", exact=False).first.wait_for()
    robin.page.reload()
    robin.unlock()
    server.start()
    robin.page.evaluate("() => dispatchEvent(new Event('online'))")
    opens(robin)
    robin.page.wait_for_function(SHOWN)
    client = reference(server, account)
    for _ in range(300):
        client.sync()
        entries = client.journal.entries()
        found = client.attachments.of(entries[0].id) if entries else []
        if (
            found
            and len(client.session.ask("GET", f"/attachments/{found[0].id}").numbers("positions"))
            == found[0].fields["chunks"]
        ):
            assert size_of(client.attachments.read(found[0].id)) == (1800, 1400)
            return
        robin.page.wait_for_timeout(200)
    raise AssertionError("the photo did not reach the server")


def test_hostile_words_for_a_photo_are_inert(phone: PhoneMaker) -> None:
    """R1, for the one text that stands beside a picture and is its alternative."""
    robin = phone()
    robin.has_account("robin")
    writes(robin)
    picks(robin, drawn(robin))
    robin.page.get_by_label("What is on it").fill("".join(HOSTILE)[:480])
    is_sent(robin)
    robin.press("Done")
    opens(robin)
    robin.page.wait_for_function(SHOWN)
    for screen in ("Page", "Photo"):
        robin.says(screen)
        assert robin.page.evaluate("() => globalThis.hit") is None
        assert robin.page.locator("main :is(script, iframe, style, object, embed, [onload], [onerror])").count() == 0
        assert robin.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        words = robin.page.locator(".photo__picture").get_attribute("alt") or ""
        assert "globalThis.hit = 1" in words
        assert not set(CHANGES_DIRECTION) & set(words)
        if screen == "Page":
            robin.page.locator(".photo-button").click()
            robin.page.wait_for_function(SHOWN)


def test_hide_now_takes_the_picture_and_its_address_away(phone: PhoneMaker) -> None:
    robin = phone()
    robin.has_account("robin")
    writes(robin)
    picks(robin, drawn(robin))
    is_sent(robin)
    robin.press("Done")
    opens(robin)
    robin.page.wait_for_function(SHOWN)
    address = robin.page.locator(".photo__picture").get_attribute("src")
    robin.page.get_by_role("button", name="Hide now").click()
    robin.page.get_by_text("Nothing here.").wait_for()
    gone = """(src) => new Promise((resolve) => Object.assign(new Image(), {
      src, onload: () => resolve(false), onerror: () => resolve(true),
    }))"""
    robin.expect_wrong("ERR_FILE_NOT_FOUND")
    assert robin.page.evaluate(gone, address)
