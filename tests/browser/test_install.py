"""The app on the home screen: offered after the first entry and never twice, complete, opened where one wants to go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.couple import chooses, goes_to, writes
from tests.browser.server import Server
from tests.browser.support import FLAGS, PASSPHRASE, Phone, PhoneMaker

OFFER = """() => {
  const event = new Event('beforeinstallprompt', { cancelable: true });
  window.dispatchEvent(Object.assign(event, { prompt: async () => ({ outcome: 'accepted' }) }));
}"""
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)
# what the phone and the sign are drawn with: --surface-raised and --accent of tokens.css
DRAWN = {"light": ("rgb(255, 254, 251)", "rgb(15, 105, 100)"), "dark": ("rgb(32, 50, 54)", "rgb(134, 207, 195)")}
NOTE = "You can keep Bridge on your home screen."

CORNERS = """async () => {
  const manifest = await (await fetch('/manifest.webmanifest')).json();
  const image = new Image();
  image.src = manifest.icons.find(({ purpose }) => purpose === 'maskable').src;
  await image.decode();
  const canvas = new OffscreenCanvas(512, 512).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, 512, 512);
  const isOther = (at) => [0, 1, 2].some((n) => Math.abs(data[at + n] - data[n]) > 24);
  const found = { seeThrough: 0, drawnOutside: 0 };
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [(at / 4) % 512, Math.floor(at / 2048)];
    if (data[at + 3] < 255) found.seeThrough += 1;
    if (Math.hypot(x - 255.5, y - 255.5) > 205 && isOther(at)) found.drawnOutside += 1;
  }
  return found;
}"""


def write_one(phone: Phone) -> None:
    phone.page.get_by_role("navigation").get_by_role("button", name="Write").click()
    phone.page.locator(".chip").first.click()
    phone.page.get_by_role("button", name="Done", exact=False).first.click()
    phone.page.get_by_role("navigation").get_by_role("button", name="Today").click()
    phone.says("Today")


def test_it_is_offered_after_the_first_entry_and_never_twice(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("install-once")
    alice.page.evaluate(OFFER)
    assert alice.page.get_by_text(NOTE, exact=False).count() == 0
    writes(alice, "canary-ins the first page")
    goes_to(alice, "Today")
    alice.page.get_by_text(NOTE, exact=False).wait_for()
    goes_to(alice, "Mine")
    goes_to(alice, "Today")
    alice.page.get_by_text(NOTE, exact=False).wait_for()
    # not answered, and seen: that was the offer
    alice.press("Lock")
    alice.unlock()
    alice.page.evaluate(OFFER)
    assert alice.page.get_by_text(NOTE, exact=False).count() == 0
    alice.page.reload()
    alice.unlock()
    alice.page.evaluate(OFFER)
    assert alice.page.get_by_text(NOTE, exact=False).count() == 0
    another = phone()
    another.sign_in(account)
    goes_to(another, "Mine")
    another.page.get_by_role("button", name="canary-ins the first page").wait_for()
    goes_to(another, "Today")
    another.page.evaluate(OFFER)
    assert another.page.get_by_text(NOTE, exact=False).count() == 0


def test_whoever_closed_the_offer_finds_the_way_in_the_settings(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("install-later")
    alice.page.evaluate(OFFER)
    write_one(alice)
    alice.press("Close this note")
    alice.page.get_by_text(NOTE, exact=False).wait_for(state="detached")
    alice.press("Settings and good to know")
    alice.press("Home screen")
    alice.says("Home screen")
    alice.press("Put it there")
    alice.page.evaluate("() => window.dispatchEvent(new Event('appinstalled'))")
    alice.page.get_by_text("Bridge is on your home screen.", exact=False).wait_for()
    assert alice.page.get_by_role("button", name="Put it there").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_an_iphone_the_steps_are_shown_with_pictures(phone: PhoneMaker, scheme: str) -> None:
    alice = phone(user_agent=IPHONE, color_scheme=scheme)
    alice.has_account(f"install-iphone-{scheme}")
    write_one(alice)
    alice.press("Show me how")
    alice.says("Home screen")
    alice.page.get_by_text("Add to Home Screen", exact=False).wait_for()
    pictures = alice.page.locator(".install-steps__step .install-picture")
    assert pictures.count() == 3
    ground, meant = alice.page.evaluate(
        "() => [getComputedStyle(document.querySelector('.install-picture__phone')).fill,"
        " getComputedStyle(document.querySelector('.install-picture__sign--meant')).stroke]"
    )
    assert (ground, meant) == DRAWN[scheme]


def test_another_browser_is_told_where_to_look(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("install-other")
    alice.press("Settings and good to know")
    alice.press("Home screen")
    alice.page.get_by_text("Look in its menu for", exact=False).wait_for()


def test_a_browser_finds_nothing_missing(server: Server, tmp_path: Path, browser: Browser) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    kind = browser.browser_type
    with kind.launch_persistent_context(tmp_path / "profile", executable_path=path, args=FLAGS) as context:
        page = context.pages[0]
        page.goto(server.url)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        devtools = context.new_cdp_session(page)
        found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # a profile of automation counts as incognito, in which nothing can be installed
        assert [each["errorId"] for each in found if each["errorId"] != "in-incognito"] == []
        manifest = devtools.send("Page.getAppManifest")
        assert manifest["errors"] == []


def test_nothing_of_the_masked_icon_is_cut_off(phone: PhoneMaker) -> None:
    """A system may cut all that is outside of a circle of 40 % of the width; what is drawn stands inside."""
    alice = phone()
    alice.open()
    found = alice.page.evaluate(CORNERS)
    assert found == {"seeThrough": 0, "drawnOutside": 0}


def test_every_picture_and_address_of_the_manifest_is_there(phone: PhoneMaker) -> None:
    """What a browser does not ask for until it installs."""
    alice = phone()
    alice.open()
    manifest = alice.page.evaluate("() => fetch('/manifest.webmanifest').then((response) => response.json())")
    assert [each["form_factor"] for each in manifest["screenshots"]] == ["narrow"] * 3 + ["wide"]
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable", "monochrome"}
    pictures = [*manifest["icons"], *manifest["screenshots"]]
    pictures += [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for each in pictures:
        size = alice.page.evaluate(
            "(src) => new Promise((resolve, reject) => { const image = new Image(); image.onerror = reject;"
            " image.onload = () => resolve(`${image.naturalWidth}x${image.naturalHeight}`); image.src = src; })",
            each["src"],
        )
        assert each["sizes"] in (size, "any"), each
    words = " ".join([manifest["short_name"], *(each["name"] for each in manifest["shortcuts"])]).lower()
    assert not any(word in words for word in ("couple", "therap", "partner", "love", "relation")), words


@pytest.mark.parametrize(("place", "title"), [("write", "Write"), ("bridge", "Bridge"), ("path", "Path")])
def test_a_shortcut_leads_to_its_place_and_leaves_no_trace(phone: PhoneMaker, place: str, title: str) -> None:
    alice = phone()
    alice.has_account(f"shortcut-{place}")
    alice.page.goto("about:blank")
    alice.page.goto(f"{alice.url}/#{place}")
    alice.says("Locked")
    assert alice.page.url == f"{alice.url}/"
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Unlock")
    alice.says(title)
    assert alice.page.url == f"{alice.url}/"
    alice.page.go_back()
    alice.says("Today")


def test_a_shortcut_pressed_while_the_app_is_open_loses_nothing_typed(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.add_init_script(
        "const value = { setConsumer(tell) { window.__launch = tell; } };"
        "Object.defineProperty(window, 'launchQueue', { value });"
    )
    alice.has_account("shortcut-open")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "canary-sco half a sent")
    alice.page.evaluate("() => window.__launch({ targetURL: `${location.origin}/#path` })")
    alice.says("Path")
    alice.page.go_back()
    alice.says("Write")
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="canary-sco half a sent").wait_for()


def test_the_browser_is_asked_once_to_keep_what_is_here_after_the_first_page(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.add_init_script(
        "navigator.storage.persisted = async () => false;"
        "navigator.storage.persist = async () => {"
        " sessionStorage.asked = Number(sessionStorage.asked ?? 0) + 1; return false; };"
    )
    alice.has_account("keeping")
    assert alice.page.evaluate("() => sessionStorage.asked ?? null") is None
    write_one(alice)
    alice.page.wait_for_function("() => sessionStorage.asked === '1'")
    alice.page.reload()
    alice.unlock()
    write_one(alice)
    assert alice.page.evaluate("() => sessionStorage.asked") == "1"


def test_a_phone_that_was_cleared_has_everything_again_after_signing_in(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("evicted")
    writes(alice, "canary-evi before it was cleared")
    devtools = alice.devtools()
    alice.page.goto("about:blank")
    devtools.send("Storage.clearDataForOrigin", {"origin": alice.url, "storageTypes": "all"})
    alice.sign_in(account)
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="canary-evi before it was cleared").wait_for()
