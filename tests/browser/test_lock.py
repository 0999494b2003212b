"""Locking, unlocking, and staying unlocked for a chosen time."""

from __future__ import annotations

from tests.browser.couple import chooses, goes_to
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, PhoneMaker


def test_the_lock_opens_with_the_passphrase_alone_and_with_no_other(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-alice")
    alice.press("Lock")
    alice.says("Locked")
    alice.expect_wrong("answer 401: POST")
    alice.fill("Passphrase", "quiet harbour lantern velour")
    alice.press("Unlock")
    alice.page.get_by_text("That did not open it").wait_for()
    alice.unlock()


def test_it_unlocks_without_a_network(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-offline")
    alice.press("Lock")
    alice.says("Locked")
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.goes_offline()
    alice.unlock()
    alice.comes_online()


def test_after_a_reload_the_passphrase_is_asked_for(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-reload")
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()


def test_staying_unlocked_asks_for_the_passphrase_first_and_ends_with_the_lock(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-stay")
    alice.press("Settings and good to know")
    alice.press("When it locks")
    alice.page.get_by_text("One hour without use").click()
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Turn it on")
    alice.page.get_by_text("This phone stays unlocked for 1 hour").wait_for()
    alice.page.reload()
    alice.says("Today")
    with alice.page.expect_response("**/api/session/share"):
        alice.press("Lock")
    alice.says("Locked")
    alice.page.reload()
    alice.says("Locked")


def test_what_is_shown_after_the_lock_is_nothing_of_what_was_open(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-gone")
    alice.press("Settings and good to know")
    alice.press("Names")
    alice.page.get_by_label("What should you be called here?", exact=False).fill("canary-zrw-name")
    alice.press("Save")
    alice.says("Settings")
    alice.press("Lock")
    alice.says("Locked")
    assert "canary-zrw-name" not in alice.page.content()


def test_a_server_that_is_away_is_said_calmly_and_nothing_is_lost(phone: PhoneMaker, own_server: Server) -> None:
    alice = phone()
    alice.url = own_server.url
    alice.has_account("lock-away")
    alice.keeps_app()
    alice.expect_wrong("ERR_CONNECTION_REFUSED")
    alice.expect_wrong("ERR_EMPTY_RESPONSE")
    own_server.stop()
    alice.press("Settings and good to know")
    alice.press("Names")
    alice.page.get_by_label("What should you be called here?", exact=False).fill("Noor")
    alice.press("Save")
    goes_to(alice, "Today")
    alice.page.get_by_text("Not on the server yet").wait_for()
    own_server.start()
    alice.press("What this means")
    alice.press("Try now")
    alice.page.get_by_text("Everything is on the server.").wait_for()


def test_whoever_is_locked_out_for_good_can_start_anew_and_the_account_stays(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("alice-locked-out")
    alice.press("Lock")
    alice.press("I forgot it")
    alice.says("Recovery code")
    alice.press("Start anew on this phone")
    alice.press("Take it off this phone")
    alice.page.get_by_role("button", name="Start on my own").wait_for()
    assert account.name not in alice.storage()
    alice.sign_in(account)


# Nothing new of a page is taken, as on a device that is full
OUTBOX_REFUSES = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'outbox') throw new DOMException('', 'QuotaExceededError');
    return put.apply(this, given);
  };
}"""


def test_last_words_that_find_no_place_are_told_kept_and_put_back_later(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("lock-words")
    alice.expect_wrong("console")
    alice.press("Write")
    alice.says("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "canary-lst on the disk")
    alice.page.get_by_text("sealed on the server").wait_for()
    alice.page.evaluate(OUTBOX_REFUSES)
    alice.page.get_by_label("What happened?").press_sequentially(" and the last")
    alice.press("Hide now")
    alice.page.get_by_text("Nothing here.").wait_for()
    alice.open()
    alice.page.evaluate(OUTBOX_REFUSES)
    alice.unlock()
    alice.page.get_by_text("Some of the last words you typed", exact=False).wait_for()
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="canary-lst on the disk and the last").wait_for()
    assert alice.page.get_by_text("Some of the last words you typed", exact=False).count() == 0
