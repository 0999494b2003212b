"""When the browser keeps nothing, too little, or cannot run WebAssembly: said in words, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.browser.couple import chooses, goes_to, saved
from tests.browser.support import PhoneMaker

REFUSED = """() => {
  const refuse = () => { throw new DOMException('not in a private window', 'SecurityError'); };
  IDBFactory.prototype.open = refuse;
  IDBFactory.prototype.databases = refuse;
}"""
# Chromium remembers for half a minute how much room there was, so its own limit comes too late for a test
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.isFull = true;
  IDBObjectStore.prototype.put = function (...given) {
    if (window.isFull) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, given);
  };
}"""
LATER = """() => {
  IDBFactory.prototype.open = function () {
    const request = new EventTarget();
    request.error = new DOMException('not in a private window', 'InvalidStateError');
    queueMicrotask(() => request.dispatchEvent(new Event('error')));
    return request;
  };
}"""


def test_a_full_phone_is_said_in_words_and_nothing_typed_is_lost(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("storage-full")
    alice.expect_wrong("page error: This device is full")  # what the phone does by itself meets it too
    alice.page.evaluate(FULL)
    alice.press("Write")
    alice.says("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "canary-ful typed on a full phone")
    alice.page.get_by_role("alert").get_by_text(
        "This device is full, so this could not be saved.", exact=False
    ).wait_for()
    assert alice.page.get_by_label("What happened?").input_value() == "canary-ful typed on a full phone"
    alice.press("Done")
    alice.says("Write")  # it does not leave with words that are nowhere else
    alice.page.evaluate("() => { window.isFull = false; }")
    alice.press("Try again")
    saved(alice).wait_for()
    alice.press("Done")
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="canary-ful typed on a full phone").wait_for()


@pytest.mark.parametrize("how", [REFUSED, LATER], ids=["at once", "later"])
def test_a_private_window_that_keeps_nothing_is_explained(phone: PhoneMaker, how: str) -> None:
    alice = phone()
    alice.expect_wrong("page error")
    alice.page.add_init_script(f"({how})()")
    alice.page.goto(alice.url)
    alice.page.get_by_text("This browser does not let the app keep anything here.", exact=False).wait_for()
    alice.page.get_by_text("please open it in an ordinary one", exact=False).wait_for()
    alice.page.get_by_role("button", name="Load again").wait_for()
    alice.page.get_by_role("button", name="Hide now").wait_for()


def without_webassembly(route: Route) -> None:
    """As in Lockdown Mode: the worker that stretches the passphrase finds none."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text() + "\ndelete globalThis.WebAssembly;\n")


def test_without_webassembly_the_slower_way_opens_the_same_account(phone: PhoneMaker) -> None:
    bare = phone(service_workers="block")
    bare.page.add_init_script("delete Navigator.prototype.serviceWorker; delete window.WebAssembly;")
    bare.context.route("**/argon2-worker.js", without_webassembly)
    account = bare.has_account("storage-bare")
    bare.press("Lock")
    bare.unlock()
    assert any("noble-argon2" in line for line in bare.sent), "it was the slower way"
    phone().sign_in(account)
