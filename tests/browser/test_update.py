"""Two releases on one port: the new one waits, is taken by one tap, and nothing typed is lost, whatever is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from couplebridge.versions import PROTOCOL
from tests.browser.couple import chooses, goes_to, writes
from tests.browser.releases import moves_on
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker

READY = "A newer version is ready."
TOO_OLD = "This version of the app is too old for the server."


@pytest.fixture
def server(own_server: Server) -> Server:
    """A server of this test alone: it moves on to another release."""
    return own_server


def release_of(phone: Phone) -> str:
    name: str = phone.page.locator("meta[name=couplebridge-release]").get_attribute("content") or ""
    return name


def has_loaded(phone: Phone, name: str) -> None:
    """The page of this release stands; a whole release comes first, which a busy machine takes its time for."""
    phone.page.locator(f"meta[content='{name}']").wait_for(state="attached", timeout=120_000)


def begins_a_page(phone: Phone, words: str) -> None:
    """Typed, and not left: the pen is still on it."""
    phone.press("Write")
    phone.says("Write")
    chooses(phone, "A whole page")
    phone.fill("What happened?", words)


def is_kept(phone: Phone, words: str) -> None:
    goes_to(phone, "Mine")
    phone.page.get_by_role("button", name=words).wait_for()


def looks_again(phone: Phone) -> None:
    """As when the page is looked at again."""
    phone.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_a_new_release_waits_is_said_in_a_line_and_taken_by_a_tap(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice = phone()
    alice.has_account("update-one")
    alice.keeps_app()
    before = release_of(alice)
    alice.expect_wrong("console")  # the live stream of the server that went away
    begins_a_page(alice, "canary-upd half a sent")
    fresh = moves_on(server, tmp_path)
    looks_again(alice)
    alice.until("() => navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)")
    alice.page.get_by_label("What happened?").press_sequentially("ence")
    assert release_of(alice) == before
    goes_to(alice, "Today")
    alice.page.get_by_text(READY, exact=False).wait_for()
    alice.press("Use it now")
    has_loaded(alice, fresh)
    alice.unlock()
    is_kept(alice, "canary-upd half a sentence")


DISK_REFUSES = (
    "() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
)
UNSAVED = "What you typed last could not be saved"


def test_a_page_with_words_that_no_disk_took_is_not_left_for_a_newer_one(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice = phone()
    alice.has_account("update-full")
    alice.keeps_app()
    before = release_of(alice)
    alice.expect_wrong("console")
    moves_on(server, tmp_path)
    looks_again(alice)
    alice.until("() => navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)")
    begins_a_page(alice, "canary-ful on the disk")
    alice.page.wait_for_timeout(1_000)
    alice.page.evaluate(DISK_REFUSES)
    alice.page.get_by_label("What happened?").press_sequentially(" and not")
    goes_to(alice, "Today")
    alice.page.get_by_text(READY, exact=False).wait_for()
    alice.press("Use it now")
    alice.page.get_by_text(UNSAVED, exact=False).wait_for()
    assert release_of(alice) == before
    alice.says("Today")


TAKES_THE_STORAGE = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('couplebridge', 99);
  opening.onsuccess = () => resolve(opening.result.close());
  opening.onerror = () => reject(opening.error);
})"""
OVERTAKEN = "Bridge was updated in another tab"


def test_a_page_whose_storage_a_newer_one_changed_says_so_where_one_types_and_above_a_place(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("update-over")
    alice.expect_wrong("console")
    alice.expect_wrong("page error: This browser does not let")  # opened anew, it is still the older one
    begins_a_page(alice, "canary-ovr before")
    newer = alice.another_tab()
    newer.goto(f"{alice.url}/api/release")
    newer.evaluate(TAKES_THE_STORAGE)
    alice.page.get_by_label("What happened?").press_sequentially(" and after")
    alice.page.get_by_text(OVERTAKEN, exact=False).first.wait_for()
    goes_to(alice, "Today")
    alice.page.get_by_role("button", name="Open it anew").wait_for()
    alice.press("Open it anew")
    alice.page.get_by_text(UNSAVED, exact=False).wait_for()
    with alice.page.expect_navigation():
        alice.press("Open it anew")


def test_another_tab_stays_on_its_release_with_what_is_typed_there_and_is_told(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice = phone()
    alice.has_account("update-tabs")
    alice.keeps_app()
    alice.expect_wrong("console")
    alice.expect_wrong("answer 401")  # the other tab signed out and in again meanwhile
    other = Phone(alice.context, alice.another_tab(), alice.url)
    other.open()
    other.unlock()
    before = release_of(other)
    begins_a_page(other, "canary-tab in the other one")
    fresh = moves_on(server, tmp_path)
    looks_again(alice)
    alice.page.get_by_text(READY, exact=False).wait_for()
    alice.press("Use it now")
    has_loaded(alice, fresh)
    assert release_of(other) == before
    other.says("Locked")  # a lock means all tabs
    other.unlock()
    other.press("Settings and good to know")
    other.press("About this app")  # a file of its own release that was not loaded before
    other.says("About this app")
    other.press_back()
    other.press_back()
    other.says("Today")
    other.page.get_by_text(READY, exact=False).wait_for()
    other.press("Use it now")
    has_loaded(other, fresh)
    other.unlock()
    is_kept(other, "canary-tab in the other one")


def test_a_release_of_which_a_file_is_missing_is_not_taken(phone: PhoneMaker, server: Server, tmp_path: Path) -> None:
    alice = phone()
    alice.has_account("update-half")
    alice.keeps_app()
    before = release_of(alice)
    alice.expect_wrong("console")
    alice.expect_wrong("answer 404")
    fresh = moves_on(server, tmp_path, missing="js/ui/screens/bin.js")
    with alice.context.expect_event("response", lambda response: response.url.endswith("screens/bin.js")):
        looks_again(alice)
    alice.page.reload()
    alice.unlock()
    assert release_of(alice) == before != fresh
    writes(alice, "canary-hlf written on the old one")


def test_too_old_for_the_server_is_said_and_nothing_that_waits_is_lost(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice = phone()
    account = alice.has_account("update-old")
    alice.keeps_app()
    alice.expect_wrong("console")
    alice.expect_wrong("answer 400")
    fresh = moves_on(server, tmp_path, protocol=PROTOCOL + 1)
    begins_a_page(alice, "canary-old not on the server")
    alice.page.get_by_text("Saved on this phone. Not on the server yet.").wait_for()
    goes_to(alice, "Today")
    alice.page.get_by_text(TOO_OLD, exact=False).wait_for()
    alice.press("Load the new version")
    has_loaded(alice, fresh)
    alice.unlock()
    is_kept(alice, "canary-old not on the server")
    other = phone(fresh=True)  # one that was here before has the old release on it
    other.sign_in(account)
    is_kept(other, "canary-old not on the server")


def test_too_old_is_said_on_the_way_in_as_well(phone: PhoneMaker, server: Server, tmp_path: Path) -> None:
    alice, other = phone(), phone()
    account = alice.has_account("update-in")
    other.open()
    other.press("I have an account")
    other.expect_wrong("console")
    other.expect_wrong("answer 400")
    other.keeps_app()
    alice.expect_wrong("")
    fresh = moves_on(server, tmp_path, protocol=PROTOCOL + 1)
    other.fill("Sign-in name", account.name)
    other.fill("Account code", account.code)
    other.fill("Passphrase", account.passphrase)
    other.press("Sign in")
    other.page.locator(".banner", has_text=TOO_OLD).wait_for()
    other.press("Load the new version")
    has_loaded(other, fresh)


def test_without_a_worker_a_page_of_the_old_release_is_told_calmly(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice = phone(service_workers="block")
    alice.page.add_init_script("delete Navigator.prototype.serviceWorker")
    alice.has_account("update-bare")
    alice.expect_wrong("console")
    alice.expect_wrong("answer 404")
    alice.expect_wrong("page error")
    begins_a_page(alice, "canary-bar typed before")
    fresh = moves_on(server, tmp_path)
    goes_to_unloaded(alice)
    alice.page.get_by_text("A newer version of this app is here.", exact=False).wait_for()
    alice.press("Load again")
    has_loaded(alice, fresh)
    alice.unlock()
    is_kept(alice, "canary-bar typed before")


def goes_to_unloaded(phone: Phone) -> None:
    """A place that was not shown yet: its file is asked for now."""
    phone.page.get_by_role("navigation", name="Places").get_by_role("button", name="Path", exact=True).click()
